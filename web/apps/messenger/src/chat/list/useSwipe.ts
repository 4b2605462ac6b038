import { useRef, useState, type PointerEvent } from "react";

const BEGINS_PX = 12;

/** A row pulled aside with a finger stays open when it was pulled far enough. */
export function useSwipe(width: number) {
  const [offset, setOffset] = useState(0);
  const [isDragged, setDragged] = useState(false);
  const from = useRef<{ x: number; y: number; offset: number; isAside: boolean } | null>(null);
  const wasAside = useRef(false);
  const end = () => {
    if (from.current?.isAside) setOffset((before) => (before < -width / 2 ? -width : 0));
    from.current = null;
    setDragged(false);
  };
  return {
    offset,
    isDragged,
    close: () => setOffset(0),
    handlers: {
      onPointerDown: (event: PointerEvent) => {
        wasAside.current = false;
        if (event.pointerType !== "mouse") from.current = { x: event.clientX, y: event.clientY, offset, isAside: false };
      },
      onPointerMove: (event: PointerEvent<HTMLElement>) => {
        const begin = from.current;
        if (!begin) return;
        const across = event.clientX - begin.x;
        if (!begin.isAside && Math.abs(across) > BEGINS_PX && Math.abs(across) > Math.abs(event.clientY - begin.y)) {
          begin.isAside = true;
          wasAside.current = true;
          event.currentTarget.setPointerCapture(event.pointerId);
          setDragged(true);
        }
        if (begin.isAside) setOffset(Math.max(-width - 24, Math.min(0, begin.offset + across)));
      },
      onPointerUp: end,
      onPointerCancel: end,
    },
    /** Whether the click that follows belongs to the pull. */
    takesClick: () => {
      const takes = wasAside.current || offset !== 0;
      wasAside.current = false;
      return takes;
    },
  };
}
