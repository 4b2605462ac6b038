/** What people wrote to the account and what it answered, one follower at a time. */
import { Chip } from "@hutong/ui";
import { Button, Input, Segmented } from "antd";
import { useEffect, useRef, useState } from "react";
import { NavLink, useLocation, useParams } from "react-router";
import { appKey, useAppId } from "../apps/queries";
import { BackIcon, SendIcon } from "../icons";
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
import { Page } from "../shell/Page";
import { useWords } from "../words";
import { messagesBefore, reply, useFollowers, useMessages, useThreads, useWaiting } from "../official/queries";
import type { Follower } from "../official/types";
import { WindowChip } from "../official/Followers";
import { Found } from "./Found";
import { Message } from "./Message";
import { usePreview } from "./preview";
import { ThreadRow } from "./ThreadRow";
import "./messages.css";

export default function Messages() {
  const { t } = useWords();
  const appId = useAppId();
  const { openid = null } = useParams();
  const [sought, setSought] = useState("");
  const search = useSettled(sought.trim());
  const [onlyWaiting, setOnlyWaiting] = useState(false);
  const waiting = useWaiting(appId).data?.items.length ?? 0;
  return (
    <Page
      title={t("nav.messages")}
      chips={waiting > 0 && <Chip tone="warn">{t("messages.waitingCount", { count: waiting })}</Chip>}
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
      <div className={openid === null ? "threads" : "threads threads--open"}>
        <section className="box threads__list" aria-label={t("messages.threads")}>
          <div className="toolbar">
            <SearchField label={t("messages.search")} value={sought} onChange={setSought} />
            <Segmented
              size="small"
              aria-label={t("messages.threads")}
              value={onlyWaiting ? "waiting" : "all"}
              options={[
                { value: "all", label: t("messages.all") },
                {
                  value: "waiting",
                  label: waiting === 0 ? t("messages.waiting") : t("messages.waitingCount", { count: waiting }),
                },
              ]}
              onChange={(shown) => setOnlyWaiting(shown === "waiting")}
            />
          </div>
          {search === "" ? (
            <RecentThreads appId={appId} onlyWaiting={onlyWaiting} />
          ) : (
            <Found appId={appId} search={search} />
          )}
        </section>
        <section className="box threads__thread" aria-label={t("nav.messages")}>
          {openid === null ? (
            <Empty title={t("messages.choose")} text={t("messages.chooseText")} />
          ) : (
            <Thread key={openid} appId={appId} openid={openid} />
          )}
        </section>
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

function RecentThreads({ appId, onlyWaiting }: { appId: string; onlyWaiting: boolean }) {
  const { t } = useWords();
  const threads = useThreads(appId);
  const preview = usePreview();
  return (
    <Paged
      asked={threads}
      items={(page) => page.items.filter((one) => !onlyWaiting || one.unanswered > 0)}
      empty={
        onlyWaiting ? (
          <Empty title={t("messages.allAnswered")} text={t("messages.allAnsweredText")} />
        ) : (
          <Empty title={t("messages.nobody")} text={t("followers.emptyText")} />
        )
      }
    >
      {(items) => (
        <ul>
          {items.map(({ openid, person, last, last_at: at, unanswered }) => (
            <ThreadRow
              key={openid}
              appId={appId}
              openid={openid}
              name={person.name}
              picture={person.avatar_url}
              note={last === null ? "" : preview(last)}
              at={at}
              unanswered={unanswered}
            />
          ))}
        </ul>
      )}
    </Paged>
  );
}

function Thread({ appId, openid }: { appId: string; openid: string }) {
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
