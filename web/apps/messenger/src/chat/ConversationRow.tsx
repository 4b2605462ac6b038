import type { Outgoing, Thread } from "@hutong/sync";
import { Badge, ListRow, type MenuItem, type Point } from "@hutong/ui";
import { MutedIcon, PinIcon, VerifiedIcon } from "@hutong/ui/icons";
import { memo } from "react";
import { Link } from "wouter";
import { useSelf } from "../app/session";
import { listTime } from "../app/time";
import { useWords } from "../app/words";
import { useSwipe } from "./list/useSwipe";
import { useLongPress } from "./log/useLongPress";
import { PeerAvatar, peerName, personName } from "./peer";
import { Preview, PREVIEW_ICONS } from "./preview";

interface RowProps {
  thread: Thread;
  /** What of this person's is still on its way here. */
  waiting: Outgoing | undefined;
  isTyping: boolean;
  now: number;
  isOpen: boolean;
  isFocusable: boolean;
  index: number;
  count: number;
  onMenu: (thread: Thread, at: Point) => void;
  actionsOf: (thread: Thread) => MenuItem[];
}

const KEY_PX = 76;

export const ConversationRow = memo(function ConversationRow(props: RowProps) {
  const { thread, waiting, isTyping, now, isOpen, isFocusable, index, count, onMenu, actionsOf } = props;
  const { t, language } = useWords();
  const { self } = useSelf();
  const { conversation } = thread;
  const { peer, last, unread, muted, pinned, marked, draft } = conversation;
  const body = waiting?.preview ?? last?.body;
  const Glyph = body && PREVIEW_ICONS[body.kind];
  const isUnread = (unread > 0 || marked) && !muted;
  const sender = peer.kind === "group" ? peer.people.find(({ id }) => id === last?.sender?.id) : undefined;
  const saidBy = sender ? personName(sender) : null;
  const at = waiting?.at ?? last?.at;
  const press = useLongPress((point) => onMenu(thread, point));
  const keys = actionsOf(thread).slice(0, 3);
  const swipe = useSwipe(keys.length * KEY_PX);

  return (
    <li aria-setsize={count} aria-posinset={index + 1} className="row-swipe">
      {swipe.offset !== 0 && (
        <div className="row-keys" aria-hidden="true">
          {keys.map(({ label, icon: Icon, run }) => (
            <button
              key={label}
              type="button"
              tabIndex={-1}
              onClick={() => {
                swipe.close();
                run();
              }}
            >
              {Icon && <Icon />}
              <span>{label}</span>
            </button>
          ))}
        </div>
      )}
      <div
        className={swipe.isDragged ? "row-front row-dragged" : "row-front"}
        style={swipe.offset === 0 ? undefined : { translate: `${swipe.offset}px` }}
        {...swipe.handlers}
        onClickCapture={(event) => {
          if (!swipe.takesClick()) return;
          event.preventDefault();
          event.stopPropagation();
          swipe.close();
        }}
      >
        <Link href={`/c/${conversation.id}`} className="row" aria-current={isOpen ? "true" : undefined} tabIndex={isFocusable ? 0 : -1} data-row={index} draggable={false} {...press}>
          <ListRow
            strong={isUnread}
            lead={<PeerAvatar peer={peer} size={48} />}
            title={
              <>
                <span dir="auto">{peerName(peer)}</span>
                {peer.kind === "app" && peer.account.verified && <VerifiedIcon weight="fill" className="verified" aria-label={t("account.verified")} />}
              </>
            }
            aside={at && <time dateTime={at}>{listTime(at, new Date(now), language)}</time>}
            note={
              isTyping ? (
                <span className="row-typing">{t("thread.typing")}</span>
              ) : draft.trim() !== "" && !isOpen ? (
                <>
                  <em className="row-draft">{t("chats.draft")}</em> {draft}
                </>
              ) : body ? (
                <>
                  {waiting?.state === "failed" && <em className="row-draft">{t("chats.notSent")} </em>}
                  {Glyph && <Glyph weight={body.kind === "voice" && isUnread ? "fill" : "bold"} className={body.kind === "voice" && isUnread ? "row-glyph row-glyph-new" : "row-glyph"} aria-hidden="true" />}
                  <Preview body={body} mine={waiting !== undefined || last?.sender?.id === self.id} by={waiting ? null : saidBy} />
                </>
              ) : (
                "\u00a0"
              )
            }
            mark={
              <>
                {pinned && <PinIcon weight="bold" className="row-mark" aria-label={t("chats.pinned")} />}
                {muted && <MutedIcon weight="bold" className="row-mark" aria-label={t("chats.muted")} />}
                <Badge count={unread} quiet={muted} label={t("chats.unread", { count: unread })} />
                {unread === 0 && marked && <span className="row-dot" role="img" aria-label={t("chats.marked")} />}
              </>
            }
          />
        </Link>
      </div>
    </li>
  );
});
