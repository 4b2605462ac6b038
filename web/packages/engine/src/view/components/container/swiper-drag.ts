/** A hand on a swiper: along its axis it moves the track, across it the page scrolls. */

export interface SwiperHand {
  isVertical(): boolean;
  isAllowed(): boolean;
  begin(): void;
  /** Pages pulled since the press. */
  move(pages: number): void;
  /** Velocity in pages per millisecond. */
  end(velocity: number): void;
  size(): number;
}

const START_PX = 6;
/** Inner swipers first: the pointer that one of them took is no more for the outer one. */
const taken = new WeakSet<Event>();

export function dragSwiper(element: HTMLElement, hand: SwiperHand): () => void {
  const press = (event: PointerEvent): void => {
    if (event.button !== 0 || !event.isPrimary || !hand.isAllowed()) return;
    const from = { x: event.clientX, y: event.clientY };
    let isMoving = false;
    let isOver = false;
    let trail: { at: number; place: number }[] = [];
    const place = (next: PointerEvent): number => (hand.isVertical() ? next.clientY - from.y : next.clientX - from.x);

    const move = (next: PointerEvent): void => {
      if (isOver || next.pointerId !== event.pointerId || (!isMoving && taken.has(next))) return;
      const along = place(next);
      const across = hand.isVertical() ? next.clientX - from.x : next.clientY - from.y;
      if (!isMoving) {
        if (Math.abs(across) > START_PX && Math.abs(across) > Math.abs(along)) return stop();
        if (Math.abs(along) < START_PX) return;
        isMoving = true;
        if (hand.isVertical()) from.y = next.clientY;
        else from.x = next.clientX;
        hand.begin();
      }
      taken.add(next);
      trail = [...trail.filter((one) => next.timeStamp - one.at < 100), { at: next.timeStamp, place: place(next) }];
      hand.move(place(next) / hand.size());
    };
    const end = (last: PointerEvent): void => {
      if (last.pointerId !== event.pointerId) return;
      stop();
      if (!isMoving) return;
      const first = trail[0];
      const ms = first === undefined ? 0 : last.timeStamp - first.at;
      hand.end(first === undefined || ms < 1 ? 0 : (place(last) - first.place) / ms / hand.size());
    };
    const stop = (): void => {
      isOver = true;
      element.removeEventListener("pointermove", move);
      window.removeEventListener("pointermove", move);
      window.removeEventListener("pointerup", end);
      window.removeEventListener("pointercancel", end);
    };
    window.addEventListener("pointermove", move);
    window.addEventListener("pointerup", end);
    window.addEventListener("pointercancel", end);
  };
  element.addEventListener("pointerdown", press);
  return () => element.removeEventListener("pointerdown", press);
}
