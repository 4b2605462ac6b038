import type { Id } from "@hutong/api";
import { IconButton } from "@hutong/ui";
import { CloseIcon } from "@hutong/ui/icons";
import { useEffect, useRef } from "react";
import { useWords } from "../../app/words";
import { PacketView } from "./PacketView";
import { PayoutView } from "./PayoutView";
import { SplitView } from "./SplitView";
import { TransferView } from "./TransferView";
import "../pay.css";
import "../../people/pages.css";

interface CardDialogProps {
  type: string;
  subject: Id;
  conversationId: Id;
  /** Another one when the card has turned: then what is private is asked for again. */
  version: string;
  label: string;
  onClose: () => void;
}

/** What a card in a conversation stands for, over the conversation. */
export default function CardDialog({ type, subject, conversationId, version, label, onClose }: CardDialogProps) {
  const { t } = useWords();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const element = dialog.current;
    if (element && !element.open) element.showModal();
    return () => element?.close();
  }, []);
  return (
    <dialog
      ref={dialog}
      className={type === "red_packet" ? "card-dialog card-dialog-packet" : "card-dialog"}
      aria-label={label}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClick={(event) => event.target === dialog.current && onClose()}
    >
      <header className="card-dialog-head">
        <h2>{label}</h2>
        <IconButton label={t("app.close")} icon={CloseIcon} onClick={onClose} />
      </header>
      <div className="card-dialog-body">
        {type === "transfer" && <TransferView id={subject} version={version} />}
        {type === "red_packet" && <PacketView id={subject} version={version} onClose={onClose} />}
        {type === "split" && <SplitView id={subject} version={version} />}
        {(type === "merchant_transfer" || type === "merchant_packet") && <PayoutView id={subject} version={version} conversationId={type === "merchant_packet" ? conversationId : null} />}
      </div>
    </dialog>
  );
}
