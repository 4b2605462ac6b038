/** A mouse pulls a sideways list as a finger does, and its wheel moves it. */

export interface DragScroll {
  isAcross(): boolean;
  dragged(type: "dragstart" | "dragging" | "dragend", velocity: { x: number; y: number }): void;
}

export function dragToScroll(area: HTMLElement, wishes: DragScroll): () => void {
  const wheel = (event: WheelEvent): void => {
    const canMove = area.scrollWidth > area.clientWidth && area.scrollHeight <= area.clientHeight;
    if (!wishes.isAcross() || !canMove || event.deltaX !== 0 || event.ctrlKey) return;
    const before = area.scrollLeft;
    area.scrollLeft += event.deltaY;
    if (area.scrollLeft !== before) event.preventDefault();
  };
  const press = (event: PointerEvent): void => {
    if (event.button !== 0) return;
    const isMouse = event.pointerType !== "touch";
    const from = { x: event.clientX, y: event.clientY, left: area.scrollLeft, at: event.timeStamp };
    let isMoving = false;
    const move = (next: PointerEvent): void => {
      if (!isMoving && Math.hypot(next.clientX - from.x, next.clientY - from.y) < 6) return;
      wishes.dragged(isMoving ? "dragging" : "dragstart", { x: 0, y: 0 });
      isMoving = true;
      if (isMouse && wishes.isAcross()) area.scrollLeft = from.left + from.x - next.clientX;
    };
    const end = (last: PointerEvent): void => {
      window.removeEventListener("pointermove", move);
      window.removeEventListener("pointerup", end);
      window.removeEventListener("pointercancel", end);
      const ms = Math.max(1, last.timeStamp - from.at);
      if (isMoving) wishes.dragged("dragend", { x: (from.x - last.clientX) / ms, y: (from.y - last.clientY) / ms });
    };
    window.addEventListener("pointermove", move);
    window.addEventListener("pointerup", end);
    window.addEventListener("pointercancel", end);
  };
  area.addEventListener("wheel", wheel, { passive: false });
  area.addEventListener("pointerdown", press);
  return () => {
    area.removeEventListener("wheel", wheel);
    area.removeEventListener("pointerdown", press);
  };
}
