import type { ReactNode } from "react";
import type { Icon } from "./icons";

interface BadgeProps {
  count: number;
  /** Read out with the name, e.g. "3 unread". */
  label: string;
  quiet?: boolean;
}

export function Badge({ count, label, quiet }: BadgeProps) {
  if (count <= 0) return null;
  return (
    <span className={quiet ? "badge badge-quiet" : "badge"}>
      <span aria-hidden="true">{count > 99 ? "99+" : count}</span>
      <span className="sr">{label}</span>
    </span>
  );
}

interface ChipProps {
  tone?: "plain" | "ok" | "warn" | "bad";
  icon?: Icon;
  children: ReactNode;
}

export function Chip({ tone = "plain", icon: Glyph, children }: ChipProps) {
  return (
    <span className={`chip chip-${tone}`}>
      {Glyph && <Glyph weight="bold" aria-hidden="true" />}
      {children}
    </span>
  );
}
