import type { Timers } from "../stream";

/** Time that passes only when a test says so. */
export class HandTimers implements Timers {
  now = 0;
  private next = 1;
  private readonly due = new Map<number, { at: number; run: () => void }>();

  set(run: () => void, ms: number): number {
    this.due.set(this.next, { at: this.now + ms, run });
    return this.next++;
  }

  clear(timer: unknown): void {
    this.due.delete(timer as number);
  }

  pass(ms: number): void {
    const end = this.now + ms;
    for (;;) {
      const first = [...this.due].filter(([, { at }]) => at <= end).sort(([, a], [, b]) => a.at - b.at)[0];
      if (!first) break;
      this.due.delete(first[0]);
      this.now = first[1].at;
      first[1].run();
    }
    this.now = end;
  }
}
