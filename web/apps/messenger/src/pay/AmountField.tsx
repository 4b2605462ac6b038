import { WarningIcon } from "@hutong/ui/icons";
import { typedAmount } from "@hutong/ui/money";
import { useEffect, useId, useRef } from "react";

interface AmountFieldProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  help?: string;
  error?: string | null;
  isLarge?: boolean;
  autoFocus?: boolean;
}

/** A field that takes an amount and nothing else, with the currency before it. */
export function AmountField({ label, value, onChange, help, error, isLarge, autoFocus }: AmountFieldProps) {
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (autoFocus) field.current?.focus();
  }, [autoFocus]);
  const note = error ?? help;
  return (
    <div className={isLarge ? "field amount-field amount-field-large" : "field amount-field"}>
      <label htmlFor={id}>{label}</label>
      <span className="amount-entry">
        <span aria-hidden="true">¥</span>
        <input
          ref={field}
          id={id}
          inputMode="decimal"
          autoComplete="off"
          placeholder="0.00"
          value={value}
          aria-invalid={error ? true : undefined}
          aria-describedby={note ? `${id}-note` : undefined}
          onChange={(event) => onChange(typedAmount(event.target.value, value))}
        />
      </span>
      {note && (
        <p id={`${id}-note`} className={error ? "field-error" : "field-help"} role={error ? "alert" : undefined}>
          {error && <WarningIcon weight="bold" aria-hidden="true" />}
          {note}
        </p>
      )}
    </div>
  );
}
