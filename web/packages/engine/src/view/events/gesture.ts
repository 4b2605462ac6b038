/** When a press is a tap, when a long press, and when nothing. Plain numbers and a clock that is handed in. */

/** Movement that still counts as holding still, px. */
export const SLOP_PX = 10;
export const LONG_PRESS_MS = 350;

export interface PressClock {
  after(ms: number, done: () => void): () => void;
}

export interface PressWishes {
  /** The finger stayed; true when somebody listened for it, and a tap is no more meant. */
  long(): boolean;
  tap(): void;
  /** The press became a movement or was taken away. */
  gone(): void;
}

export class PressModel {
  private x = 0;
  private y = 0;
  private isAlive = false;
  private isSpent = false;
  private stop: (() => void) | null = null;

  constructor(
    private readonly clock: PressClock,
    private readonly wishes: PressWishes,
  ) {}

  begin(x: number, y: number): void {
    this.stop?.();
    this.x = x;
    this.y = y;
    this.isAlive = true;
    this.isSpent = false;
    this.stop = this.clock.after(LONG_PRESS_MS, () => {
      if (this.isAlive) this.isSpent = this.wishes.long();
    });
  }

  move(x: number, y: number): void {
    if (this.isAlive && Math.hypot(x - this.x, y - this.y) > SLOP_PX) this.cancel();
  }

  end(): void {
    const isTap = this.isAlive && !this.isSpent;
    this.isAlive = false;
    this.stop?.();
    if (isTap) this.wishes.tap();
  }

  /** A second finger, a scroll, a drag. */
  cancel(): void {
    if (!this.isAlive) return;
    this.isAlive = false;
    this.stop?.();
    this.wishes.gone();
  }
}
