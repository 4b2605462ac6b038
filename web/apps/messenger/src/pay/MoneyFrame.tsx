import { IconButton, Logo } from "@hutong/ui";
import { CloseIcon } from "@hutong/ui/icons";
import { useEffect, useLayoutEffect, useRef, type ReactNode } from "react";
import { useWords } from "../app/words";
import "./pay.css";

interface MoneyFrameProps {
  /** Read out first: who gets how much. */
  label: string;
  /** `null` while something is on its way: then it cannot be closed. */
  onClose: (() => void) | null;
  children: ReactNode;
}

/** The sheet that the house alone draws around money. */
export function MoneyFrame({ label, onClose, children }: MoneyFrameProps) {
  const { t } = useWords();
  const dialog = useRef<HTMLDialogElement>(null);
  // Open before whatever stands inside asks for the focus.
  useLayoutEffect(() => {
    const element = dialog.current;
    if (element && !element.open) element.showModal();
    return () => element?.close();
  }, []);
  useEffect(() => {
    const element = dialog.current;
    const isInside = document.activeElement?.closest(".money-body") && element?.contains(document.activeElement);
    if (!isInside) element?.querySelector<HTMLElement>(".money-body :is(input, .btn-door, .means-row:enabled, .btn)")?.focus();
  }, [label]);
  return (
    <dialog
      ref={dialog}
      className="money-frame"
      aria-label={label}
      onCancel={(event) => {
        event.preventDefault();
        onClose?.();
      }}
    >
      <header className="money-head">
        {onClose ? <IconButton label={t("app.close")} icon={CloseIcon} onClick={onClose} /> : <span className="ib" />}
        <span className="money-mark">
          <Logo size={26} name="" />
          {t("pay.brand")}
        </span>
        <span className="ib" />
      </header>
      {children}
    </dialog>
  );
}
