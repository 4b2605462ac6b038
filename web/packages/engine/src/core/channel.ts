/** The event channel between the page that opens and the page that is opened. */

type Listener = (...data: unknown[]) => void;

export class EventChannel {
  private readonly listeners = new Map<string, { listener: Listener; isOnce: boolean }[]>();

  constructor(private readonly report: (error: unknown) => void) {}

  on(name: string, listener: Listener): void {
    this.add(name, listener, false);
  }

  once(name: string, listener: Listener): void {
    this.add(name, listener, true);
  }

  private add(name: string, listener: Listener, isOnce: boolean): void {
    if (typeof listener !== "function") return;
    this.listeners.set(name, [...(this.listeners.get(name) ?? []), { listener, isOnce }]);
  }

  off(name: string, listener?: Listener): void {
    if (listener === undefined) this.listeners.delete(name);
    else this.listeners.set(name, (this.listeners.get(name) ?? []).filter((one) => one.listener !== listener));
  }

  emit(name: string, ...data: unknown[]): void {
    const heard = this.listeners.get(name) ?? [];
    this.listeners.set(name, heard.filter((one) => !one.isOnce));
    for (const { listener } of heard) {
      try {
        listener(...data);
      } catch (error) {
        this.report(error);
      }
    }
  }
}

/** Both ends of one channel: what one emits, the other hears. */
export function channelPair(report: (error: unknown) => void): { opener: EventChannel; opened: EventChannel } {
  const opener = new EventChannel(report);
  const opened = new EventChannel(report);
  const hearOpener = opener.emit.bind(opener);
  const hearOpened = opened.emit.bind(opened);
  opener.emit = hearOpened;
  opened.emit = hearOpener;
  return { opener, opened };
}
