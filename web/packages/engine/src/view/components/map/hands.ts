/** Hands on a map: drag with one finger, zoom with two, a mouse wheel, a double press or the keys. */
import type { Point } from "./mercator";

export interface HandsOptions {
  port: HTMLElement;
  mayScroll(): boolean;
  mayZoom(): boolean;
  began(cause: "drag" | "scale"): void;
  dragged(by: Point): void;
  /** Zoom by so many levels around a point. */
  zoomed(levels: number, at: Point): void;
  ended(): void;
  pressed(at: Point): void;
}

export function hands(options: HandsOptions): void {
  const { port } = options;
  const fingers = new Map<number, Point>();
  let start: Point | null = null;
  let hasMoved = false;
  let lastPress = { at: -1_000, x: 0, y: 0 };
  let rolling: ReturnType<typeof setTimeout> | undefined;

  const where = (event: { clientX: number; clientY: number }): Point => {
    const box = port.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  };

  port.addEventListener("pointerdown", (event) => {
    if (event.button !== 0 || (event.target instanceof Element && event.target.closest("button"))) return;
    port.setPointerCapture(event.pointerId);
    fingers.set(event.pointerId, where(event));
    if (fingers.size === 1) {
      start = where(event);
      hasMoved = false;
    }
  });

  port.addEventListener("pointermove", (event) => {
    const before = fingers.get(event.pointerId);
    if (!before) return;
    const now = where(event);
    if (fingers.size === 2 && options.mayZoom()) pinch(event.pointerId, before, now);
    else if (fingers.size === 1 && start && options.mayScroll()) {
      if (!hasMoved && Math.hypot(now.x - start.x, now.y - start.y) < 4) return;
      if (!hasMoved) options.began("drag");
      hasMoved = true;
      options.dragged({ x: now.x - before.x, y: now.y - before.y });
    }
    fingers.set(event.pointerId, now);
  });

  function pinch(pointer: number, before: Point, now: Point): void {
    const other = [...fingers].find(([id]) => id !== pointer)?.[1];
    if (!other) return;
    if (!hasMoved) options.began("scale");
    hasMoved = true;
    const from = Math.hypot(before.x - other.x, before.y - other.y);
    const to = Math.hypot(now.x - other.x, now.y - other.y);
    options.dragged({ x: (now.x - before.x) / 2, y: (now.y - before.y) / 2 });
    if (from > 0 && to > 0) options.zoomed(Math.log2(to / from), { x: (now.x + other.x) / 2, y: (now.y + other.y) / 2 });
  }

  function lift(event: PointerEvent): void {
    if (!fingers.delete(event.pointerId) || fingers.size > 0) return;
    if (hasMoved) return options.ended();
    if (event.type !== "pointerup") return;
    const at = where(event);
    const isDouble = event.timeStamp - lastPress.at < 300 && Math.hypot(at.x - lastPress.x, at.y - lastPress.y) < 30;
    lastPress = { at: isDouble ? -1_000 : event.timeStamp, ...at };
    if (isDouble && options.mayZoom()) step(1, at);
    else options.pressed(at);
  }
  port.addEventListener("pointerup", lift);
  port.addEventListener("pointercancel", lift);

  function step(levels: number, at: Point): void {
    options.began("scale");
    options.zoomed(levels, at);
    options.ended();
  }

  port.addEventListener("wheel", (event) => {
    if (!options.mayZoom()) return;
    event.preventDefault();
    if (rolling === undefined) options.began("scale");
    clearTimeout(rolling);
    options.zoomed(-Math.sign(event.deltaY) * Math.min(0.5, Math.abs(event.deltaY) / 240), where(event));
    rolling = setTimeout(() => {
      rolling = undefined;
      options.ended();
    }, 160);
  }, { passive: false });

  port.addEventListener("keydown", (event) => {
    if (event.target !== port) return;
    const way = { ArrowLeft: { x: 60, y: 0 }, ArrowRight: { x: -60, y: 0 }, ArrowUp: { x: 0, y: 60 }, ArrowDown: { x: 0, y: -60 } }[event.key];
    const levels = { "+": 1, "=": 1, "-": -1 }[event.key];
    const middle = { x: port.clientWidth / 2, y: port.clientHeight / 2 };
    if (levels !== undefined && options.mayZoom()) step(levels, middle);
    else if (way && options.mayScroll()) {
      options.began("drag");
      options.dragged(way);
      options.ended();
    } else return;
    event.preventDefault();
  });
}
