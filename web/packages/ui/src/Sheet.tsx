import { useLayoutEffect, useRef, type ReactNode } from "react";
import { IconButton } from "./Button";
import { CloseIcon } from "./icons";

interface SheetProps {
  title: string;
  closeLabel: string;
  onClose: () => void;
  children: ReactNode;
}

/** A native dialog: the browser keeps focus inside, closes it on Esc and gives focus back. */
export function Sheet({ title, closeLabel, onClose, children }: SheetProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  // Open before what stands inside asks for the focus.
  useLayoutEffect(() => {
    const element = dialog.current;
    if (element && !element.open) element.showModal();
    return () => element?.close();
  }, []);
  return (
    <dialog
      ref={dialog}
      className="sheet"
      aria-label={title}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClick={(event) => event.target === dialog.current && onClose()}
    >
      <div className="sheet-body">
        <header className="sheet-head">
          <h2>{title}</h2>
          <IconButton label={closeLabel} icon={CloseIcon} onClick={onClose} />
        </header>
        {children}
      </div>
    </dialog>
  );
}
