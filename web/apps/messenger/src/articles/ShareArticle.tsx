/** Sending an article on: which of one's chats it goes to. */
import { inListOrder } from "@hutong/sync";
import { EmptyState, ListRow, SkeletonRows } from "@hutong/ui";
import { useMemo, useState } from "react";
import { useLocation } from "wouter";
import { useDeviceState, useSelf } from "../app/session";
import { useSay } from "../app/toasts";
import { useAnswer } from "../app/useAnswer";
import { useErrorWords } from "../app/useErrorWords";
import { useWords } from "../app/words";
import { PeerAvatar } from "../chat/peer";
import { peerName } from "../chat/peerNames";
import { PageHeader } from "../shell/PageHeader";
import { articlesApi, type ArticleCard } from "./articles";
import "../people/pages.css";
import "./share.css";

export default function ShareArticle({ code }: { code: string }) {
  const { t } = useWords();
  const { self } = useSelf();
  const wordsFor = useErrorWords();
  const api = useMemo(() => articlesApi(self.id), [self.id]);
  const answer = useAnswer(code, () => api.card(code));
  return (
    <article className="page">
      <PageHeader title={t("article.share")} />
      <div className="page-body">
        {answer.state === "waiting" && <SkeletonRows label={t("app.loading")} rows={4} />}
        {answer.state === "failed" && <EmptyState title={wordsFor(answer.error)} />}
        {answer.state === "here" && (
          <>
            <Card article={answer.value} />
            <Chats code={code} send={api.share} />
          </>
        )}
      </div>
    </article>
  );
}

function Card({ article }: { article: ArticleCard }) {
  return (
    <div className="share-card">
      <span>
        <b dir="auto">{article.title}</b>
        <small dir="auto">{article.account_name}</small>
      </span>
      {article.picture_url && <img src={article.picture_url} alt="" />}
    </div>
  );
}

/** People and groups one may write to; an account has no use for its own article. */
function Chats({ code, send }: { code: string; send: ReturnType<typeof articlesApi>["share"] }) {
  const { t } = useWords();
  const say = useSay();
  const wordsFor = useErrorWords();
  const [, go] = useLocation();
  const state = useDeviceState();
  const [sendingTo, setSendingTo] = useState<string | null>(null);
  // Sent again after a refusal it is still the same message.
  const [clientId] = useState(() => crypto.randomUUID());
  const chats = inListOrder(state).filter(({ conversation }) => conversation.peer.kind !== "app");
  const share = async (id: string) => {
    setSendingTo(id);
    try {
      await send(code, id, clientId);
      go(`/c/${id}`, { replace: true });
    } catch (error) {
      say(wordsFor(error));
      setSendingTo(null);
    }
  };
  if (chats.length === 0) return <EmptyState title={t("article.noChats")}>{t("article.noChatsHelp")}</EmptyState>;
  return (
    <ul className="share-chats" aria-label={t("article.chats")}>
      {chats.map(({ conversation: { id, peer } }) => (
        <li key={id}>
          <button type="button" className="row" disabled={sendingTo !== null} aria-busy={sendingTo === id} onClick={() => void share(id)}>
            <ListRow lead={<PeerAvatar peer={peer} size={48} />} title={<span dir="auto">{peerName(peer)}</span>} />
          </button>
        </li>
      ))}
    </ul>
  );
}
