import { EmptyState, ListRow } from "@hutong/ui";
import { inListOrder } from "@hutong/sync";
import { useState } from "react";
import { useLocation } from "wouter";
import { useDeviceState } from "../app/session";
import { useWords } from "../app/words";
import { PeerAvatar, peerName } from "../chat/peer";
import { GoButton } from "../pay/GoButton";
import SendMoney, { type Gift } from "../pay/friends/SendMoney";
import { PageHeader } from "../shell/PageHeader";
import "../people/pages.css";

/** A packet or a split begins in a conversation: which one, when one comes from the wallet. */
export default function Give({ kind }: { kind: Gift }) {
  const { t } = useWords();
  const state = useDeviceState();
  const [, go] = useLocation();
  const [chosen, setChosen] = useState<string | null>(null);
  const conversations = inListOrder(state).flatMap(({ conversation }) => (conversation.peer.kind !== "app" && conversation.can_write ? [conversation] : []));
  const conversation = conversations.find(({ id }) => id === chosen);
  return (
    <article className="page">
      <PageHeader title={t(`composer.${kind}`)} back="/wallet" />
      <div className="page-body">
        {conversations.length === 0 ? (
          <EmptyState title={t("give.nobody")} actions={<GoButton to="/people" look="door">{t("add.findPeople")}</GoButton>}>
            {t("give.nobodyHelp")}
          </EmptyState>
        ) : (
          <>
            <p className="page-note">{t("give.where")}</p>
            <ul className="card-rows">
              {conversations.map((one) => (
                <li key={one.id}>
                  <button type="button" className="row" onClick={() => setChosen(one.id)}>
                    <ListRow lead={<PeerAvatar peer={one.peer} size={44} />} title={<span>{peerName(one.peer)}</span>} />
                  </button>
                </li>
              ))}
            </ul>
          </>
        )}
      </div>
      {conversation && (
        <SendMoney
          gift={kind}
          conversation={conversation}
          onClose={() => {
            setChosen(null);
            go(`/c/${conversation.id}`);
          }}
        />
      )}
    </article>
  );
}
