import type { ReactNode } from "react";
import type { Icon } from "./icons";

interface SwitchProps {
  label: ReactNode;
  help?: ReactNode;
  icon?: Icon;
  on: boolean;
  onChange: (on: boolean) => void;
}

/** A row that is on or off; the whole row is the target. */
export function Switch({ label, help, icon: Glyph, on, onChange }: SwitchProps) {
  return (
    <button type="button" role="switch" aria-checked={on} className="switch" onClick={() => onChange(!on)}>
      {Glyph && <Glyph aria-hidden="true" />}
      <span>
        {label}
        {help && <small>{help}</small>}
      </span>
      <span className="switch-track" aria-hidden="true" />
    </button>
  );
}
