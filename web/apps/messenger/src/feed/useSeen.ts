import { useEffect, useRef } from "react";

const LONG_ENOUGH_MS = 500;

/** Calls `onSeen` once when the element has been on screen for a moment, in a window that somebody looks at. */
export function useSeen<E extends Element>(onSeen: (() => void) | null) {
  const box = useRef<E>(null);
  const seen = useRef(onSeen);
  useEffect(() => {
    seen.current = onSeen;
  });
  const isWanted = onSeen !== null;
  useEffect(() => {
    const element = box.current;
    if (!element || !isWanted) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const observer = new IntersectionObserver(
      (entries) => {
        clearTimeout(timer);
        if (!entries.at(-1)?.isIntersecting) return;
        timer = setTimeout(() => {
          if (document.visibilityState === "visible") seen.current?.();
        }, LONG_ENOUGH_MS);
      },
      { threshold: 0.3 },
    );
    observer.observe(element);
    return () => {
      clearTimeout(timer);
      observer.disconnect();
    };
  }, [isWanted]);
  return box;
}
