/** A sheet that hands something over needs a press just before it, and each press leads to one sheet at most. */
import { Refused } from "./backend";

export const TAP_ONLY = "can only be invoked by user TAP gesture.";
const FRESH_MS = 5_000;

export class Gestures {
  #at = -Infinity;

  constructor(private readonly now: () => number) {}

  /** The view saw a real press. */
  note(): void {
    this.#at = this.now();
  }

  /** Uses the press up, or refuses in the platform's words. */
  take(): void {
    const isFresh = this.now() - this.#at <= FRESH_MS;
    this.#at = -Infinity;
    if (!isFresh) throw new Refused(TAP_ONLY, { errno: 10003 });
  }
}
