/** A field with its label above and its help, or what is wrong, below. */
import { cloneElement, useId } from "react";
import type { ReactElement, ReactNode } from "react";
import { FieldNote } from "./Counter";

interface Control {
  id?: string;
  status?: "" | "error" | "warning";
  "aria-describedby"?: string;
}

interface FieldProps {
  label: string;
  note?: ReactNode;
  error?: string | undefined;
  /** The one control the label names. */
  children: ReactElement<Control>;
}

export function Field({ label, note, error, children }: FieldProps) {
  const id = useId();
  return (
    <div className="field-box">
      <label htmlFor={id}>{label}</label>
      {cloneElement(children, { id, status: error === undefined ? "" : "error", "aria-describedby": `${id}-note` })}
      <FieldNote id={`${id}-note`} error={error}>
        {note}
      </FieldNote>
    </div>
  );
}
