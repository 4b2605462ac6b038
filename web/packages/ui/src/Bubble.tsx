import type { ReactNode } from "react";

interface BubbleProps {
  mine: boolean;
  /** `card` has no padding of its own: a picture, a place, an article. */
  shape?: "text" | "card";
  meta?: ReactNode;
  children: ReactNode;
}

/** Lamplight is mine, plain paper is theirs; no tails, a smaller corner on the speaker's side. */
export function Bubble({ mine, shape = "text", meta, children }: BubbleProps) {
  return (
    <div className={`bubble bubble-${shape} ${mine ? "bubble-mine" : "bubble-theirs"}`}>
      {children}
      {meta && <span className="bubble-meta">{meta}</span>}
    </div>
  );
}
