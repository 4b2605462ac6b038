import { useRef, type MouseEvent, type PointerEvent } from "react";
import type { Point } from "@hutong/ui";

const LONG_MS = 480;
const SLACK_PX = 10;

/** A right click, the menu key, or a finger that stays: not every browser makes the last one into the first. */
export function useLongPress(open: (at: Point) => void) {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const from = useRef<Point | null>(null);
  const wasLong = useRef(false);
  const forget = () => {
    clearTimeout(timer.current);
    from.current = null;
  };
  return {
    onContextMenu: (event: MouseEvent<HTMLElement>) => {
      // A selection and a link keep the browser's own menu.
      if (!wasLong.current && (getSelection()?.toString() || (event.target as HTMLElement).closest("a[href^=http], textarea, input"))) return;
      event.preventDefault();
      forget();
      if (wasLong.current) return;
      const box = event.currentTarget.getBoundingClientRect();
      const isKey = event.clientX === 0 && event.clientY === 0;
      open(isKey ? { x: box.left + 40, y: box.top + 20 } : { x: event.clientX, y: event.clientY });
    },
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      wasLong.current = false;
      if (event.pointerType === "mouse") return;
      const at = { x: event.clientX, y: event.clientY };
      from.current = at;
      timer.current = setTimeout(() => {
        wasLong.current = true;
        open(at);
      }, LONG_MS);
    },
    onPointerMove: (event: PointerEvent<HTMLElement>) => {
      const begin = from.current;
      if (begin && Math.hypot(event.clientX - begin.x, event.clientY - begin.y) > SLACK_PX) forget();
    },
    onPointerUp: forget,
    onPointerCancel: forget,
    /** The click that ends a long press is no click. */
    onClickCapture: (event: MouseEvent<HTMLElement>) => {
      if (!wasLong.current) return;
      wasLong.current = false;
      event.preventDefault();
      event.stopPropagation();
    },
  };
}
