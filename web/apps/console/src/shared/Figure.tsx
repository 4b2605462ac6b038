/** A number with its name above and what it means below. */
import type { ReactNode } from "react";

export function Figure({ label, note, children }: { label: string; note: ReactNode; children: ReactNode }) {
  return (
    <div className="box figure">
      <span className="brick">{label}</span>
      <div className="figure__line">{children}</div>
      <span className="mute">{note}</span>
    </div>
  );
}
