/** The scroll of a page: what is told of it, the end of the page, and scrolling to a place. */

/** Where a scroll area is. */
export interface Extent {
  top: number;
  height: number;
  whole: number;
}

/** Tells once when the end comes near, and again only after it was left or the content grew. */
export class EndWatch {
  private isArmed = true;
  private whole = 0;
  private top = 0;

  constructor(public distance: number) {}

  /** Is it now that the end is reached? */
  moved({ top, height, whole }: Extent): boolean {
    const wentDown = top > this.top;
    this.top = top;
    if (whole !== this.whole) {
      this.whole = whole;
      this.isArmed = true;
    }
    const isNear = top + height + this.distance >= whole;
    if (!isNear) this.isArmed = true;
    if (!isNear || !this.isArmed || !wentDown) return false;
    this.isArmed = false;
    return true;
  }
}

/** One call of `done` for each frame in which `ask` was called. */
export function framed(done: () => void): () => void {
  let isAsked = false;
  return () => {
    if (isAsked) return;
    isAsked = true;
    requestAnimationFrame(() => {
      isAsked = false;
      done();
    });
  };
}

/** 0 … 1 as a hand would move: quick off, soft landing. */
export function eased(progress: number): number {
  return 1 - (1 - progress) ** 3;
}

/** Scrolls within `ms`; a newer scroll of the same element takes over. */
const running = new WeakMap<Element, number>();

export function scrollElement(element: Element, to: { left?: number; top?: number }, ms: number): void {
  const run = (running.get(element) ?? 0) + 1;
  running.set(element, run);
  const from = { left: element.scrollLeft, top: element.scrollTop };
  const goal = { left: to.left ?? from.left, top: to.top ?? from.top };
  const set = (share: number): void => {
    element.scrollLeft = from.left + (goal.left - from.left) * share;
    element.scrollTop = from.top + (goal.top - from.top) * share;
  };
  if (ms <= 0) return set(1);
  const start = performance.now();
  const step = (now: number): void => {
    if (running.get(element) !== run) return;
    const progress = Math.min(1, Math.max(0, (now - start) / ms));
    set(eased(progress));
    if (progress < 1) requestAnimationFrame(step);
  };
  requestAnimationFrame(step);
}

/** A hand on the page ends a running scroll. */
export function stopScroll(element: Element): void {
  running.set(element, (running.get(element) ?? 0) + 1);
}
