import { useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";

const NEAR_PX = 120;
const FAR_PX = 600;

/** Keeps a box at its end while one is there, and in its place when something comes in above. */
export function useStickyEnd(newest: string | undefined, oldest: string | undefined) {
  const box = useRef<HTMLDivElement>(null);
  const isAtEnd = useRef(true);
  const fromEnd = useRef(0);
  const [isAway, setAway] = useState(false);

  const note = useCallback(() => {
    const element = box.current;
    if (!element) return;
    fromEnd.current = element.scrollHeight - element.scrollTop;
    isAtEnd.current = fromEnd.current - element.clientHeight < NEAR_PX;
    setAway(fromEnd.current - element.clientHeight > FAR_PX);
  }, []);

  useLayoutEffect(() => {
    const element = box.current;
    if (element && isAtEnd.current) element.scrollTop = element.scrollHeight;
    note();
  }, [newest, note]);

  useLayoutEffect(() => {
    const element = box.current;
    // Where the end was all there was, older messages that fill the box leave one at the end.
    if (element) element.scrollTop = isAtEnd.current ? element.scrollHeight : element.scrollHeight - fromEnd.current;
    note();
  }, [oldest, note]);

  useEffect(() => {
    const element = box.current;
    if (!element) return;
    // Pictures that load and a keyboard that opens change the height; the end stays the end.
    const observer = new ResizeObserver(() => {
      if (isAtEnd.current) element.scrollTop = element.scrollHeight;
    });
    observer.observe(element);
    if (element.firstElementChild) observer.observe(element.firstElementChild);
    return () => observer.disconnect();
  }, []);

  const goToEnd = useCallback(() => {
    const element = box.current;
    if (!element) return;
    isAtEnd.current = true;
    element.scrollTop = element.scrollHeight;
    element.focus({ preventScroll: true });
  }, []);

  return { box, onScroll: note, isAway, goToEnd };
}
