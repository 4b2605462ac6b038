import { BackspaceIcon } from "@hutong/ui/icons";
import { useWords } from "../app/words";

const DIGITS = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "", "0"];

/** Keys of the house's own for a password, so that no keyboard learns it. The field keeps the focus. */
export function Keypad({ onDigit, onDelete, isDisabled }: { onDigit: (digit: string) => void; onDelete: () => void; isDisabled: boolean }) {
  const { t } = useWords();
  return (
    <div className="keypad" role="group" aria-label={t("pay.keypad")} onPointerDown={(event) => event.pointerType === "mouse" && event.preventDefault()}>
      {DIGITS.map((digit) =>
        digit === "" ? (
          <span key="blank" />
        ) : (
          <button key={digit} type="button" tabIndex={-1} disabled={isDisabled} onClick={() => onDigit(digit)}>
            {digit}
          </button>
        ),
      )}
      <button type="button" tabIndex={-1} className="keypad-delete" aria-label={t("pay.delete")} disabled={isDisabled} onClick={onDelete}>
        <BackspaceIcon aria-hidden="true" />
      </button>
    </div>
  );
}
