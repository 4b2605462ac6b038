import type { AnchorHTMLAttributes, ButtonHTMLAttributes, ReactNode } from "react";
import type { Icon } from "./icons";

/** `door` is the one thing one came to do; a screen has at most one. */
export type Look = "door" | "line" | "soft" | "plain" | "danger";

interface Common {
  look?: Look;
  size?: "normal" | "small";
  icon?: Icon;
  wide?: boolean;
}

type ButtonProps = Common & ButtonHTMLAttributes<HTMLButtonElement> & { busy?: boolean };

export function Button({ look = "line", size = "normal", icon: Glyph, wide, busy, children, className, disabled, ...rest }: ButtonProps) {
  return (
    <button type="button" {...rest} className={classOf(look, size, wide, className)} disabled={disabled || busy} aria-busy={busy}>
      {busy ? <span className="spinner" aria-hidden="true" /> : Glyph && <Glyph aria-hidden="true" />}
      {children}
    </button>
  );
}

type LinkButtonProps = Common & AnchorHTMLAttributes<HTMLAnchorElement>;

export function LinkButton({ look = "line", size = "normal", icon: Glyph, wide, children, className, ...rest }: LinkButtonProps) {
  return (
    <a {...rest} className={classOf(look, size, wide, className)}>
      {Glyph && <Glyph aria-hidden="true" />}
      {children}
    </a>
  );
}

type IconButtonProps = ButtonHTMLAttributes<HTMLButtonElement> & { label: string; icon: Icon; filled?: boolean; badge?: ReactNode };

export function IconButton({ label, icon: Glyph, filled, badge, className, ...rest }: IconButtonProps) {
  return (
    <button type="button" {...rest} className={`ib ${className ?? ""}`} aria-label={label} title={label}>
      <Glyph aria-hidden="true" weight={filled ? "fill" : "regular"} />
      {badge}
    </button>
  );
}

function classOf(look: Look, size: string, wide: boolean | undefined, more: string | undefined): string {
  return ["btn", `btn-${look}`, size === "small" && "btn-small", wide && "btn-wide", more].filter(Boolean).join(" ");
}
