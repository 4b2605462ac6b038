import type { ReactNode } from "react";

interface ListRowProps {
  lead?: ReactNode;
  title: ReactNode;
  note?: ReactNode;
  /** Right-aligned on the title's line: a time, a value. */
  aside?: ReactNode;
  /** Right-aligned on the note's line: a badge. */
  mark?: ReactNode;
  /** At the end, half way down: an arrow, a tick. */
  end?: ReactNode;
  strong?: boolean;
}

/** What a row of a list shows; the caller wraps it in the link or button it is. */
export function ListRow({ lead, title, note, aside, mark, end, strong }: ListRowProps) {
  const hasSecondLine = Boolean(note);
  return (
    <span className={strong ? "lr lr-strong" : "lr"}>
      {lead}
      <span className="lr-text">
        <span className="lr-line">
          <span className="lr-title">{title}</span>
          {aside && <span className="lr-aside">{aside}</span>}
          {!hasSecondLine && mark}
        </span>
        {hasSecondLine && (
          <span className="lr-line lr-second">
            <span className="lr-note">{note}</span>
            {mark}
          </span>
        )}
      </span>
      {end}
    </span>
  );
}
