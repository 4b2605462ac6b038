/** Pull-down refresh of a page or a scroll view: the hand pulls the content down and dots look out from behind. */

/** How far the content follows: freely at first, then with growing weight. */
export function damped(distance: number, limit = 180): number {
  return distance <= 0 ? 0 : limit * (1 - Math.exp(-distance / (limit * 1.15)));
}

export type PullPhase = "rest" | "pulling" | "ready" | "refreshing" | "returning";

/** The pull as numbers; drawing is done by whoever holds it. */
export class PullModel {
  phase: PullPhase = "rest";
  offset = 0;
  private startX = 0;
  private startY = 0;
  private isWatching = false;

  constructor(public threshold = 50) {}

  begin(x: number, y: number, isAtTop: boolean): void {
    this.isWatching = isAtTop && this.phase === "rest";
    this.startX = x;
    this.startY = y;
  }

  /** True when the pull takes the movement for itself. */
  move(x: number, y: number, isAtTop: boolean): boolean {
    if (!this.isWatching) return false;
    const down = y - this.startY;
    if (this.phase === "rest") {
      if (Math.abs(x - this.startX) > Math.abs(down) || down < -4 || !isAtTop) {
        if (Math.abs(down) > 8 || Math.abs(x - this.startX) > 8) this.isWatching = false;
        return false;
      }
      if (down < 6) return false;
      this.startY = y;
      this.phase = "pulling";
      return true;
    }
    this.offset = damped(down);
    this.phase = this.offset >= this.threshold ? "ready" : "pulling";
    return true;
  }

  /** What letting go brings: a refresh, a return, or nothing. */
  end(): "refresh" | "return" | "none" {
    this.isWatching = false;
    if (this.phase === "ready") {
      this.hold();
      return "refresh";
    }
    if (this.phase !== "pulling") return "none";
    this.rest();
    return "return";
  }

  hold(): void {
    this.phase = "refreshing";
    this.offset = this.threshold;
  }

  rest(): void {
    this.phase = "rest";
    this.offset = 0;
  }
}

/** A hand's movement from touches and from a mouse alike; `move` returns true to keep the browser from scrolling. */
export interface Drag {
  begin(x: number, y: number, target: EventTarget | null): void;
  move(x: number, y: number): boolean;
  end(isCancelled: boolean): void;
}

export function followDrag(element: HTMLElement, drag: Drag): () => void {
  let isDown = false;
  const start = (event: TouchEvent): void => {
    const touch = event.touches[0];
    if (event.touches.length !== 1 || touch === undefined) return;
    isDown = true;
    drag.begin(touch.clientX, touch.clientY, event.target);
  };
  const move = (event: TouchEvent): void => {
    const touch = event.touches[0];
    if (isDown && touch !== undefined && drag.move(touch.clientX, touch.clientY) && event.cancelable) event.preventDefault();
  };
  const end = (event: TouchEvent): void => {
    if (isDown) drag.end(event.type === "touchcancel");
    isDown = false;
  };
  const press = (event: PointerEvent): void => {
    if (event.pointerType === "touch" || event.button !== 0) return;
    drag.begin(event.clientX, event.clientY, event.target);
    const slide = (next: PointerEvent): void => void drag.move(next.clientX, next.clientY);
    const release = (last: PointerEvent): void => {
      window.removeEventListener("pointermove", slide);
      window.removeEventListener("pointerup", release);
      window.removeEventListener("pointercancel", release);
      drag.end(last.type === "pointercancel");
    };
    window.addEventListener("pointermove", slide);
    window.addEventListener("pointerup", release);
    window.addEventListener("pointercancel", release);
  };
  element.addEventListener("touchstart", start, { passive: true });
  element.addEventListener("touchmove", move, { passive: false });
  element.addEventListener("touchend", end);
  element.addEventListener("touchcancel", end);
  element.addEventListener("pointerdown", press);
  return () => {
    element.removeEventListener("touchstart", start);
    element.removeEventListener("touchmove", move);
    element.removeEventListener("touchend", end);
    element.removeEventListener("touchcancel", end);
    element.removeEventListener("pointerdown", press);
  };
}
