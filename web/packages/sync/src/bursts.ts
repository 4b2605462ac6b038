/** What is pushed in a burst is told together: a person cannot read faster, and typing must not wait for it. */
import type { Timers } from "./stream";

const BURST_MS = 120;

export class Bursts {
  private timer: unknown = null;
  private isQuiet = false;
  private hasNews = false;

  constructor(
    private readonly timers: Timers,
    private readonly tellAll: () => void,
  ) {}

  /** Take in what was pushed: the first of a burst is told at once, what comes right behind it at its end. */
  take(fold: () => void): void {
    this.isQuiet = this.timer !== null;
    try {
      fold();
    } finally {
      this.isQuiet = false;
      this.timer ??= this.timers.set(() => this.end(), BURST_MS);
    }
  }

  /** Something has changed. */
  tell(): void {
    if (this.isQuiet) {
      this.hasNews = true;
      return;
    }
    this.hasNews = false;
    this.tellAll();
  }

  stop(): void {
    this.timers.clear(this.timer);
    this.timer = null;
    if (this.hasNews) this.tell();
  }

  private end(): void {
    this.timer = null;
    if (!this.hasNews) return;
    this.tell();
    this.timer = this.timers.set(() => this.end(), BURST_MS);
  }
}
