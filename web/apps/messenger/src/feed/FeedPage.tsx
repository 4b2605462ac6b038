/** The folder opened: what subscription accounts told everybody, the newest first, and the accounts themselves. */
import { broadcastsOf, inListOrder, isSubscription, type Thread } from "@hutong/sync";
import { EmptyState, IconButton, LinkButton, SkeletonRows } from "@hutong/ui";
import { UnreadIcon } from "@hutong/ui/icons";
import { useEffect, useMemo, useRef, useState } from "react";
import { Link, useLocation } from "wouter";
import { useDeviceState, useSelf } from "../app/session";
import { useWords } from "../app/words";
import { peerName } from "../chat/peerNames";
import { PeerAvatar } from "../chat/peer";
import { Rows } from "../chat/list/Rows";
import { useLaneNow } from "../chat/useLaneNow";
import { ViewerProvider } from "../chat/viewer/context";
import { OfflineStrip } from "../shell/OfflineStrip";
import { PageHeader } from "../shell/PageHeader";
import { FeedCard } from "./FeedCard";
import { isNew } from "./folder";
import { feedItems } from "./items";
import "../chat/thread.css";
import "./feed.css";

const AT_FIRST = 12;
const NEAR = "900px 0px";
type View = "news" | "accounts";

export default function FeedPage() {
  const { t } = useWords();
  const { device } = useSelf();
  const state = useDeviceState();
  const [, go] = useLocation();
  const [view, show] = useState<View>("news");
  const { threads: held, outbox, hidings, loaded } = state;
  const threads = useMemo(
    () => inListOrder(state).filter(isSubscription),
    // eslint-disable-next-line react-hooks/exhaustive-deps -- of the state, the folder shows these three
    [held, outbox, hidings],
  );
  const hasNew = threads.some(isNew);
  const items = useMemo(() => threads.map((thread) => ({ kind: "thread" as const, thread })), [threads]);

  if (threads.length === 0) {
    if (!loaded) return <SkeletonRows label={t("app.loading")} />;
    return (
      <article className="page">
        <PageHeader title={t("feed.title")} />
        <EmptyState
          title={t("feed.emptyTitle")}
          actions={
            <LinkButton
              look="door"
              href="/lane"
              onClick={(event) => {
                event.preventDefault();
                go("/lane");
              }}
            >
              {t("chats.findAccounts")}
            </LinkButton>
          }
        >
          {t("feed.empty")}
        </EmptyState>
      </article>
    );
  }
  return (
    <article className="feed">
      <PageHeader
        title={t("feed.title")}
        actions={hasNew && <IconButton label={t("feed.readAll")} icon={UnreadIcon} onClick={() => threads.forEach(({ conversation }) => device.markRead(conversation.id))} />}
      />
      <OfflineStrip />
      <div className="filters feed-views" role="group" aria-label={t("feed.view")}>
        {(["news", "accounts"] as const).map((one) => (
          <button key={one} type="button" aria-pressed={one === view} onClick={() => show(one)}>
            {t(`feed.view.${one}`)}
          </button>
        ))}
      </div>
      {view === "accounts" ? <Rows items={items} state={state} openId={null} /> : <News threads={threads} />}
    </article>
  );
}

function News({ threads }: { threads: readonly Thread[] }) {
  const { t } = useWords();
  const { device } = useSelf();
  const state = useDeviceState();
  const now = useLaneNow();
  const [count, setCount] = useState(AT_FIRST);
  // What was new when one came stays marked while one reads.
  const [marks] = useState(() => new Map(threads.map((thread) => [appOf(thread), broadcastsOf(state, thread)?.conversation.read_seq ?? 0])));
  const logs = threads.flatMap((thread) => broadcastsOf(state, thread) ?? []);
  const items = feedItems(logs);
  const byApp = new Map(threads.map((thread) => [appOf(thread), thread.conversation]));
  const hasMore = items.length > count || logs.some(({ hasOlder }) => hasOlder);
  const more = () => {
    setCount(count + AT_FIRST);
    if (items.length <= count + AT_FIRST) void device.loadOlder(...logs.map(({ conversation }) => conversation.id));
  };
  const pictures = useMemo(() => items.map(({ entry }) => entry).reverse(), [items]);
  const first = threads[0];

  return (
    <div className="feed-scroll">
      <Faces threads={threads} />
      {items.length === 0 && <EmptyState small title={t("feed.quietTitle")}>{t("feed.quiet")}</EmptyState>}
      {first && (
        <ViewerProvider thread={{ ...first, entries: pictures }}>
          <ol className="feed-items" aria-label={t("feed.view.news")}>
            {items.slice(0, count).map((item) => {
              const own = byApp.get(item.account.app_id);
              return (
                <FeedCard
                  key={item.entry.id}
                  item={item}
                  threadId={own?.id ?? item.entry.conversation_id}
                  now={now}
                  isNew={item.entry.seq > (marks.get(item.account.app_id) ?? 0)}
                  isMuted={own?.muted ?? false}
                />
              );
            })}
          </ol>
        </ViewerProvider>
      )}
      {hasMore && <More key={count} onNear={more} />}
    </div>
  );
}

/** The accounts with something new, then the others: the way to each one's own thread. */
function Faces({ threads }: { threads: readonly Thread[] }) {
  const { t } = useWords();
  const faces = [...threads].sort((a, b) => Number(isNew(b)) - Number(isNew(a)));
  return (
    <ul className="feed-faces" aria-label={t("feed.view.accounts")}>
      {faces.map((thread) => (
        <li key={thread.conversation.id}>
          <Link href={`/c/${thread.conversation.id}`}>
            <span className="feed-face">
              <PeerAvatar peer={thread.conversation.peer} size={52} />
              {isNew(thread) && <span className="row-dot" role="img" aria-label={t("feed.new")} />}
            </span>
            <span className="feed-name" dir="auto">
              {peerName(thread.conversation.peer)}
            </span>
          </Link>
        </li>
      ))}
    </ul>
  );
}

/** The end of what is drawn: when it comes near, there is more. */
function More({ onNear }: { onNear: () => void }) {
  const { t } = useWords();
  const box = useRef<HTMLDivElement>(null);
  const near = useRef(onNear);
  useEffect(() => {
    near.current = onNear;
  });
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const observer = new IntersectionObserver(([seen]) => seen?.isIntersecting && near.current(), { root: element.closest(".feed-scroll"), rootMargin: NEAR });
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return (
    <div ref={box}>
      <SkeletonRows label={t("app.loading")} rows={1} />
    </div>
  );
}

const appOf = ({ conversation: { peer } }: Thread): string => (peer.kind === "app" ? peer.account.app_id : "");
