/** A word about a program to those who make it. */
import { ListRow } from "@hutong/ui";
import { ForwardIcon, ServiceIcon } from "@hutong/ui/icons";
import { useState } from "react";
import { useLocation } from "wouter";
import { useSay } from "../../app/toasts";
import { useErrorWords } from "../../app/useErrorWords";
import { useWords } from "../../app/words";
import type { MiniApi, ProgramCard } from "../api";
import { Layer } from "../prompts/Layer";

export default function FeedbackSheet({ card, api, onClose }: { card: ProgramCard; api: MiniApi; onClose: () => void }) {
  const { t } = useWords();
  const [, go] = useLocation();
  const say = useSay();
  const wordsFor = useErrorWords();
  const [isBusy, setBusy] = useState(false);
  const tellMaker = async () => {
    setBusy(true);
    try {
      const { conversation_id } = await api.contact(card.app_id, "feedback");
      onClose();
      go(`/c/${conversation_id}`);
    } catch (error) {
      say(wordsFor(error));
      setBusy(false);
    }
  };
  return (
    <Layer title={t("mini.feedback")} onClose={onClose}>
      <ul className="mini-chats">
        <li>
          <button type="button" className="row" data-first disabled={isBusy} aria-busy={isBusy} onClick={() => void tellMaker()}>
            <ListRow lead={<ServiceIcon className="row-icon" aria-hidden="true" />} title={<span>{t("mini.tellMaker")}</span>} note={card.owner} end={<ForwardIcon className="row-mark" aria-hidden="true" />} />
          </button>
        </li>
      </ul>
    </Layer>
  );
}
