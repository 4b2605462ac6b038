/** What people wrote to the account and what it answered, one follower at a time. */
import { Chip } from "@hutong/ui";
import { useQueryClient } from "@tanstack/react-query";
import { Button, Drawer, Input, Segmented } from "antd";
import { useEffect, useRef, useState } from "react";
import { NavLink, useLocation, useParams } from "react-router";
import { appKey, useAppId } from "../apps/queries";
import { BackIcon, DetailsIcon, SendIcon } from "../icons";
import { FollowerPane } from "../inbox/FollowerPane";
import { markRead, useInbox } from "../inbox/queries";
import { shelves, Threads } from "../inbox/Threads";
import type { Shelf } from "../inbox/Threads";
import { ApiCallButton } from "../shared/code/CodeDrawer";
import type { PageCall } from "../shared/code/CodeDrawer";
import { ExportButton } from "../shared/ExportButton";
import { allPages } from "../shared/exports";
import { laneNow } from "../shared/laneTime";
import { Paged } from "../shared/Paged";
import { SearchField } from "../shared/SearchField";
import { Empty } from "../shared/State";
import { useAct } from "../shared/useAct";
import { useSettled } from "../shared/useSettled";
import { useWidth } from "../shared/useWidth";
import { Page } from "../shell/Page";
import { useWords } from "../words";
import { messagesBefore, reply, useFollowers, useMessages, useWaiting } from "../official/queries";
import type { Follower } from "../official/types";
import { WindowChip } from "../official/Followers";
import { Found } from "./Found";
import { Message } from "./Message";
import "./messages.css";

export default function Messages() {
  const { t } = useWords();
  const appId = useAppId();
  const { openid = null } = useParams();
  const [sought, setSought] = useState("");
  const search = useSettled(sought.trim());
  const [shelf, setShelf] = useState<Shelf>("all");
  const [isCardOpen, setCardOpen] = useState(false);
  const isWide = useWidth() === "desk";
  const waiting = useWaiting(appId).data?.items.length ?? 0;
  const inbox = useInbox(appId).data;
  const counts: Record<Shelf, number> = {
    all: 0,
    unread: inbox?.unread_threads ?? 0,
    waiting,
    starred: inbox?.starred ?? 0,
  };
  return (
    <Page
      title={t("nav.messages")}
      chips={
        counts.unread > 0 && <Chip tone="warn">{t("inbox.unreadOf", { count: inbox?.unread_messages ?? 0 })}</Chip>
      }
      soft={
        openid !== null && (
          <>
            <ApiCallButton calls={[replyCall(openid, t("code.reply"))]} />
            <ExportButton name={`messages-${openid}`} rows={() => exported(appId, openid)} />
          </>
        )
      }
      wide
    >
      <div className={["threads", openid !== null && "threads--open", isWide && openid !== null && "threads--card"].filter(Boolean).join(" ")}>
        <section className="box threads__list" aria-label={t("messages.threads")}>
          <div className="toolbar">
            <SearchField label={t("messages.search")} value={sought} onChange={setSought} />
            <Segmented
              size="small"
              className="shelves"
              aria-label={t("messages.threads")}
              value={shelf}
              options={shelves.map((one) => ({
                value: one,
                label: (
                  <>
                    {t(`inbox.${one}`)}
                    {counts[one] > 0 && <span className={`num shelves__count shelves__count--${one}`}>{counts[one]}</span>}
                  </>
                ),
              }))}
              onChange={setShelf}
            />
          </div>
          {search === "" ? (
            <Threads appId={appId} shelf={shelf} />
          ) : (
            <Found appId={appId} search={search} />
          )}
        </section>
        <section className="box threads__thread" aria-label={t("nav.messages")}>
          {openid === null ? (
            <Empty title={t("messages.choose")} text={t("messages.chooseText")} />
          ) : (
            <Thread key={openid} appId={appId} openid={openid} onCard={isWide ? undefined : () => setCardOpen(true)} />
          )}
        </section>
        {openid !== null && isWide && (
          <section className="box threads__card" aria-label={t("inbox.follower")}>
            <FollowerPane key={openid} appId={appId} openid={openid} />
          </section>
        )}
        {openid !== null && !isWide && (
          <Drawer title={t("inbox.follower")} open={isCardOpen} size={380} onClose={() => setCardOpen(false)}>
            <FollowerPane key={openid} appId={appId} openid={openid} />
          </Drawer>
        )}
      </div>
    </Page>
  );
}

function replyCall(openid: string, name: string): PageCall {
  return {
    name,
    method: "POST",
    path: "/cgi-bin/message/custom/send",
    query: { access_token: "ACCESS_TOKEN" },
    body: { touser: openid, msgtype: "text", text: { content: "We are open until six." } },
  };
}

/** A whole conversation, oldest first, as rows of a table. */
async function exported(appId: string, openid: string) {
  const pages = await allPages((before: number | null) => messagesBefore(appId, openid, before));
  return pages
    .flatMap((page) => page.items)
    .sort((one, other) => one.seq - other.seq)
    .map(({ at, direction, person_name, body }) => ({
      at,
      direction,
      person: person_name,
      kind: body.kind,
      text: "text" in body && typeof body.text === "string" ? body.text : "",
      url: "media" in body ? new URL(body.media.url, location.origin).href : "",
    }));
}

interface ThreadProps {
  appId: string;
  openid: string;
  /** Show who writes, where there is no room for it beside the thread. */
  onCard: (() => void) | undefined;
}

function Thread({ appId, openid, onCard }: ThreadProps) {
  const { t } = useWords();
  const follower = useFollowers(appId, "")
    .data?.pages.flatMap((page) => page.items)
    .find((one) => one.openid === openid);
  const messages = useMessages(appId, openid);
  const log = useRef<HTMLDivElement>(null);
  const newestPage = messages.data?.pages[0]?.items ?? [];
  const newest = newestPage[0]?.id;
  const name = follower?.person.name ?? newestPage[0]?.person_name ?? "…";
  const sought = useSought(messages);
  useReading(appId, openid, newestPage[0]?.seq);
  useEffect(() => {
    if (sought === null) log.current?.scrollTo({ top: log.current.scrollHeight });
  }, [newest, sought]);
  return (
    <>
      <header className="thread__head">
        <NavLink to={`/apps/${appId}/messages`} end className="icon-link thread__back" aria-label={t("action.back")}>
          <BackIcon aria-hidden size={20} />
        </NavLink>
        <b className="grow el">{name}</b>
        {follower !== undefined && <WindowChip until={follower.conversation_window_until} />}
        {onCard !== undefined && (
          <Button
            type="text"
            aria-label={t("inbox.follower")}
            icon={<DetailsIcon aria-hidden size={20} />}
            onClick={onCard}
          />
        )}
      </header>
      <div className="thread__log" ref={log} role="log" aria-label={t("messages.with", { name: name })}>
        <Paged
          asked={messages}
          items={(page) => page.items}
          more={t("messages.earlier")}
          empty={<Empty title={t("messages.empty")} />}
        >
          {(items) => (
            <ol>
              {[...items]
                .sort((one, other) => one.seq - other.seq)
                .map((message) => (
                  <Message key={message.id} message={message} isSought={message.seq === sought} />
                ))}
            </ol>
          )}
        </Paged>
      </div>
      <Reply appId={appId} openid={openid} follower={follower} />
    </>
  );
}

/** What is in sight has been read, for everybody who works on the account. */
function useReading(appId: string, openid: string, newest: number | undefined): void {
  const client = useQueryClient();
  useEffect(() => {
    if (newest === undefined) return;
    const read = () => {
      if (document.visibilityState !== "visible") return;
      document.removeEventListener("visibilitychange", read);
      void markRead(appId, openid, newest)
        .then(() => client.invalidateQueries({ queryKey: appKey(appId, "threads") }))
        .catch(() => undefined);
    };
    document.addEventListener("visibilitychange", read);
    read();
    return () => document.removeEventListener("visibilitychange", read);
  }, [appId, openid, newest, client]);
}

/** The message that a search led to: earlier pages are fetched until it is here. */
function useSought({ data, hasNextPage, isFetchingNextPage, fetchNextPage }: ReturnType<typeof useMessages>): number | null {
  const { hash } = useLocation();
  const sought = /^#m\d+$/.test(hash) ? Number(hash.slice(2)) : null;
  const oldest = data?.pages.at(-1)?.items.at(-1)?.seq ?? 0;
  const isEarlier = sought !== null && data !== undefined && sought < oldest;
  useEffect(() => {
    if (isEarlier && hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [isEarlier, hasNextPage, isFetchingNextPage, fetchNextPage]);
  return sought;
}

function Reply({ appId, openid, follower }: { appId: string; openid: string; follower: Follower | undefined }) {
  const { t } = useWords();
  const [text, setText] = useState("");
  const send = useAct({
    run: () => reply(appId, openid, text),
    refresh: [appKey(appId, "messages", openid), appKey(appId, "threads")],
    onDone: () => setText(""),
  });
  const until = follower?.conversation_window_until ?? null;
  const isClosed = follower !== undefined && (until === null || Date.parse(until) <= laneNow());
  if (isClosed) return <p className="thread__closed">{t("messages.closed")}</p>;
  const canSend = text.trim() !== "" && !send.isPending;
  return (
    <form
      className="thread__reply"
      onSubmit={(event) => {
        event.preventDefault();
        if (canSend) send.mutate();
      }}
    >
      <Input.TextArea
        autoSize={{ minRows: 1, maxRows: 6 }}
        aria-label={t("messages.reply")}
        placeholder={t("messages.reply")}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === "Enter" && !event.shiftKey && !event.nativeEvent.isComposing) {
            event.preventDefault();
            if (canSend) send.mutate();
          }
        }}
      />
      <Button
        type="primary"
        htmlType="submit"
        aria-label={t("messages.send")}
        disabled={!canSend}
        loading={send.isPending}
        icon={<SendIcon aria-hidden weight="fill" size={18} />}
      />
    </form>
  );
}
