/** Web sockets: the host holds the connection, the program a SocketTask; the old global functions speak for the last one opened. */
import { Fail, Listeners, checked, replyOf, settle } from "./conventions";
import type { Args } from "./conventions";
import type { Kit } from "./kit";
import { textsOf } from "./network";

const CONNECTING = 0, OPEN = 1, CLOSING = 2, CLOSED = 3;

type SocketEvent = "open" | "message" | "error" | "close";

export class SocketTask {
  readonly CONNECTING = CONNECTING;
  readonly OPEN = OPEN;
  readonly CLOSING = CLOSING;
  readonly CLOSED = CLOSED;
  readyState = CONNECTING;
  readonly #kit: Kit;
  readonly #task: number;
  readonly #on: Record<SocketEvent, Listeners>;

  constructor(kit: Kit, task: number) {
    this.#kit = kit;
    this.#task = task;
    this.#on = { open: new Listeners(kit.guard), message: new Listeners(kit.guard), error: new Listeners(kit.guard), close: new Listeners(kit.guard) };
  }

  onOpen(listener: unknown): void {
    this.#on.open.on(listener);
  }

  onMessage(listener: unknown): void {
    this.#on.message.on(listener);
  }

  onError(listener: unknown): void {
    this.#on.error.on(listener);
  }

  onClose(listener: unknown): void {
    this.#on.close.on(listener);
  }

  send(options: unknown): unknown {
    return this.#run("sendSocketMessage", "data:d!", options, ({ data }) => {
      if (this.readyState !== OPEN) throw new Fail("SocketTask.readyState is not OPEN");
      this.#kit.seam.tell("socket", { task: this.#task, op: "send", data });
    });
  }

  close(options?: unknown): unknown {
    return this.#run("closeSocket", "code:n reason:s", options, ({ code = 1000, reason = "" }) => {
      if (this.readyState >= CLOSING) throw new Fail("WebSocket is not connected");
      this.readyState = CLOSING;
      this.#kit.seam.tell("socket", { task: this.#task, op: "close", code, reason });
    });
  }

  /** What the host tells of this connection. */
  hear(kind: string, data: unknown): void {
    if (kind === "open") this.readyState = OPEN;
    if (kind === "close") this.readyState = CLOSED;
    if (Object.hasOwn(this.#on, kind)) this.#on[kind as SocketEvent].tell(data);
  }

  #run(name: string, shape: string, options: unknown, work: (args: Args) => void): unknown {
    return settle(name, options, this.#kit.guard, () => work(checked(shape, options)));
  }
}

export function addSockets(kit: Kit): void {
  const open = new Map<number, SocketTask>();
  const events = {
    open: kit.event("SocketOpen", false), message: kit.event("SocketMessage", false), error: kit.event("SocketError", false), close: kit.event("SocketClose", false),
  };
  let latest: SocketTask | undefined;

  const hear = (task: number, kind: keyof typeof events, data: unknown): void => {
    const socket = open.get(task);
    if (!socket) return;
    socket.hear(kind, data);
    if (socket === latest) events[kind]?.tell(data);
    if (kind === "close") open.delete(task);
  };
  kit.seam.onEvent("socket", (data) => {
    const { task, kind, ...rest } = data as { task: number; kind: keyof typeof events } & Args;
    hear(task, kind, rest);
  });

  const shape = "url:s! header:o protocols:a tcpNoDelay:b perMessageDeflate:b timeout:n forceCellularNetwork:b";
  kit.shapes.set("connectSocket", shape);
  kit.wx.connectSocket = (options: unknown) => {
    const task = kit.nextTask();
    const socket = new SocketTask(kit, task);
    open.set(task, socket);
    latest = socket;
    const connecting = settle("connectSocket", options, kit.guard, async () => {
      const { url, header, protocols, timeout = kit.seam.manifest.networkTimeout.connectSocket } = checked(shape, options);
      if (!/^wss?:\/\/[^/\s]+/i.test(url as string)) throw new Fail(`invalid url "${String(url)}"`, { errno: 600009 });
      try {
        await kit.call("connectSocket", { task, url, header: textsOf(header), protocols: (protocols as unknown[] | undefined)?.map(String) ?? [], timeout });
      } catch (problem) {
        hear(task, "error", replyOf("connectSocket", problem));
        open.delete(task);
        throw problem;
      }
      return { socketTaskId: task };
    });
    connecting?.catch(() => undefined);
    return socket;
  };

  const current = (name: string): SocketTask => {
    if (!latest) throw new Fail(`${name} without a socket`);
    return latest;
  };
  kit.api("sendSocketMessage", "data:d!", (args) => current("sendSocketMessage").send(args));
  kit.api("closeSocket", "code:n reason:s", (args) => current("closeSocket").close(args));
  kit.classes.set("SocketTask", SocketTask.prototype);
}
