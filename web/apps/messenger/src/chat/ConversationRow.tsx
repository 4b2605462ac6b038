import { Badge, ListRow } from "@hutong/ui";
import { MutedIcon, PinIcon, VerifiedIcon } from "@hutong/ui/icons";
import type { Thread } from "@hutong/sync";
import { memo } from "react";
import { Link } from "wouter";
import { useDeviceState, useSelf } from "../app/session";
import { listTime } from "../app/time";
import { useWords } from "../app/words";
import { PeerAvatar, peerName } from "./peer";
import { Preview, PREVIEW_ICONS } from "./preview";

interface RowProps {
  thread: Thread;
  now: Date;
  isOpen: boolean;
}

export const ConversationRow = memo(function ConversationRow({ thread, now, isOpen }: RowProps) {
  const { t, language } = useWords();
  const { self } = useSelf();
  const { outbox, typing } = useDeviceState();
  const { conversation } = thread;
  const { peer, last, unread, muted, pinned, draft } = conversation;
  const waiting = outbox.findLast((one) => one.conversationId === conversation.id);
  const body = waiting?.preview ?? last?.body;
  const Glyph = body && PREVIEW_ICONS[body.kind];
  const isUnread = unread > 0 && !muted;
  const at = waiting?.at ?? last?.at;

  return (
    <Link href={`/c/${conversation.id}`} className="row" aria-current={isOpen ? "true" : undefined}>
      <ListRow
        strong={isUnread}
        lead={<PeerAvatar peer={peer} size={48} />}
        title={
          <>
            <span>{peerName(peer)}</span>
            {peer.kind === "app" && peer.account.verified && <VerifiedIcon weight="fill" className="verified" aria-label={t("account.verified")} />}
          </>
        }
        aside={at && <time dateTime={at}>{listTime(at, now, language)}</time>}
        note={
          typing.has(conversation.id) ? (
            <span className="row-typing">{t("thread.typing")}</span>
          ) : draft && !isOpen ? (
            <>
              <em className="row-draft">{t("chats.draft")}</em> {draft}
            </>
          ) : body ? (
            <>
              {waiting?.state === "failed" && <em className="row-draft">{t("chats.notSent")} </em>}
              {Glyph && <Glyph weight="bold" className="row-glyph" aria-hidden="true" />}
              <Preview body={body} mine={waiting !== undefined || last?.sender?.id === self.id} />
            </>
          ) : null
        }
        mark={
          <>
            {pinned && <PinIcon weight="bold" className="row-mark" aria-label={t("chats.pinned")} />}
            {muted && <MutedIcon weight="bold" className="row-mark" aria-label={t("chats.muted")} />}
            <Badge count={unread} quiet={muted} label={t("chats.unread", { count: unread })} />
          </>
        }
      />
    </Link>
  );
});
