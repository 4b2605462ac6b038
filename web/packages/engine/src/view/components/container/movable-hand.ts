/** One finger moves, two fingers scale. */

export interface MovingHand {
  isAllowed(): boolean;
  directions(): { isAcross: boolean; isAlong: boolean };
  begin(): void;
  move(dx: number, dy: number): void;
  pinch(factor: number): void;
  /** px per millisecond */
  end(vx: number, vy: number): void;
  /** The first movement of a press went sideways, or up and down. */
  first(isAcross: boolean): void;
}

interface Finger {
  x: number;
  y: number;
  at: number;
}

export function followHand(element: HTMLElement, hand: MovingHand): () => void {
  const fingers = new Map<number, Finger>();
  let from: Finger | null = null;
  let trail: Finger[] = [];
  let apart = 0;
  let isMoving = false;

  const distance = (): number => {
    const [a, b] = [...fingers.values()];
    return a === undefined || b === undefined ? 0 : Math.hypot(a.x - b.x, a.y - b.y);
  };
  const press = (event: PointerEvent): void => {
    if (event.button !== 0 || !hand.isAllowed()) return;
    const finger = { x: event.clientX, y: event.clientY, at: event.timeStamp };
    fingers.set(event.pointerId, finger);
    hand.begin();
    from = fingers.size === 1 ? finger : null;
    apart = distance();
    trail = [finger];
    isMoving = false;
    if (fingers.size > 1) return;
    window.addEventListener("pointermove", move);
    window.addEventListener("pointerup", end);
    window.addEventListener("pointercancel", end);
  };
  const move = (event: PointerEvent): void => {
    if (!fingers.has(event.pointerId)) return;
    const finger = { x: event.clientX, y: event.clientY, at: event.timeStamp };
    fingers.set(event.pointerId, finger);
    if (fingers.size === 2 && apart > 0) return hand.pinch(distance() / apart);
    if (from === null) return;
    const dx = finger.x - from.x;
    const dy = finger.y - from.y;
    if (!isMoving) {
      if (Math.hypot(dx, dy) < 3) return;
      isMoving = true;
      hand.first(Math.abs(dx) > Math.abs(dy));
    }
    trail = [...trail.filter((one) => finger.at - one.at < 100), finger];
    hand.move(dx, dy);
  };
  const end = (event: PointerEvent): void => {
    if (!fingers.delete(event.pointerId)) return;
    if (fingers.size > 0) return;
    window.removeEventListener("pointermove", move);
    window.removeEventListener("pointerup", end);
    window.removeEventListener("pointercancel", end);
    if (!isMoving) return;
    const [first] = trail;
    const last = trail[trail.length - 1];
    const ms = first === undefined || last === undefined ? 0 : last.at - first.at;
    if (first === undefined || last === undefined || ms < 1) return hand.end(0, 0);
    hand.end((last.x - first.x) / ms, (last.y - first.y) / ms);
  };
  element.addEventListener("pointerdown", press);
  return () => {
    element.removeEventListener("pointerdown", press);
    window.removeEventListener("pointermove", move);
    window.removeEventListener("pointerup", end);
    window.removeEventListener("pointercancel", end);
  };
}
