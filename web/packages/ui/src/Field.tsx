import { useId, type InputHTMLAttributes } from "react";
import { WarningIcon } from "./icons";

type FieldProps = InputHTMLAttributes<HTMLInputElement> & { label: string; help?: string; error?: string | null };

/** Label above, help below, an error with its icon in the place of the help. */
export function Field({ label, help, error, ...rest }: FieldProps) {
  const id = useId();
  const note = error ?? help;
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input {...rest} id={id} aria-invalid={error ? true : undefined} aria-describedby={note ? `${id}-note` : undefined} />
      {note && (
        <p id={`${id}-note`} className={error ? "field-error" : "field-help"} role={error ? "alert" : undefined}>
          {error && <WarningIcon weight="bold" aria-hidden="true" />}
          {note}
        </p>
      )}
    </div>
  );
}
