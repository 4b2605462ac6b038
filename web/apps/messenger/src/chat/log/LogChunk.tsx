import { memo, useEffect, useRef, useState, type ReactNode } from "react";
import type { Chunk, Row } from "../rows";

const ROW_PX = 60;
const NEAR = "1600px 0px";

interface LogChunkProps {
  chunk: Chunk;
  /** Far from the end when the thread was opened: drawn when somebody scrolls there. */
  startsAway: boolean;
  draw: (row: Row) => ReactNode;
}

/** Forty rows or so: drawn near the screen, elsewhere an empty box of the height that they had. */
export const LogChunk = memo(function LogChunk({ chunk, startsAway, draw }: LogChunkProps) {
  const box = useRef<HTMLOListElement>(null);
  const [away, setAway] = useState<number | null>(startsAway ? chunk.rows.length * ROW_PX : null);

  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const observer = new IntersectionObserver(
      ([seen]) => {
        if (!seen) return;
        if (seen.isIntersecting) setAway(null);
        // What holds the focus stays, however far one scrolls.
        else if (seen.boundingClientRect.height > 0 && !element.contains(document.activeElement)) setAway(seen.boundingClientRect.height);
      },
      { root: element.closest(".log"), rootMargin: NEAR },
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  return (
    <ol className="log-chunk" ref={box} style={away === null ? undefined : { height: away }}>
      {away === null && chunk.rows.map(draw)}
    </ol>
  );
});
