import { WarningIcon } from "@hutong/ui/icons";
import { useEffect, useId, useRef, useState } from "react";
import { useWords } from "../app/words";
import { Keypad } from "./Keypad";
import { Seal } from "./Seal";

const LENGTH = 6;

interface PasswordStepProps {
  label: string;
  /** Said below the boxes; the boxes are empty then, to be filled again. */
  problem?: string | null;
  isBusy?: boolean;
  withSeal?: boolean;
  /** Six digits are there. A new password asks twice by drawing this step again under another key. */
  onWhole: (password: string) => void;
}

/** Six boxes, the person's seal, and keys. The digits are held here only until they are whole. */
export function PasswordStep({ label, problem, isBusy = false, withSeal = true, onWhole }: PasswordStepProps) {
  const { t } = useWords();
  const id = useId();
  const [digits, setDigits] = useState("");
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), [isBusy]);

  const change = (value: string) => {
    const next = value.replace(/\D/g, "").slice(0, LENGTH);
    if (isBusy) return;
    if (next.length < LENGTH) return setDigits(next);
    setDigits("");
    onWhole(next);
  };
  const shown = isBusy ? LENGTH : digits.length;
  return (
    <div className="password-step">
      <label htmlFor={id}>{label}</label>
      <div className={isBusy ? "boxes boxes-busy" : "boxes"}>
        <input
          ref={field}
          id={id}
          type="password"
          inputMode="none"
          autoComplete="off"
          name="payment-password"
          data-1p-ignore="true"
          data-lpignore="true"
          value={digits}
          readOnly={isBusy}
          aria-invalid={problem ? true : undefined}
          aria-describedby={problem ? `${id}-problem` : undefined}
          onChange={(event) => change(event.target.value)}
        />
        {Array.from({ length: LENGTH }, (_, index) => (
          <span key={index} aria-hidden="true" className={index < shown ? "box box-full" : index === shown ? "box box-next" : "box"} />
        ))}
      </div>
      {problem && (
        <p id={`${id}-problem`} className="field-error password-problem" role="alert">
          <WarningIcon weight="bold" aria-hidden="true" />
          {problem}
        </p>
      )}
      {isBusy && (
        <p className="sr" role="status">
          {t("pay.sending")}
        </p>
      )}
      {withSeal && <Seal />}
      <Keypad isDisabled={isBusy} onDigit={(digit) => change(digits + digit)} onDelete={() => setDigits(digits.slice(0, -1))} />
    </div>
  );
}
