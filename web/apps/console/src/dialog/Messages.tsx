/** What people wrote to the account and what it answered, one follower at a time. */
import { Avatar } from "@hutong/ui";
import { Button, Input } from "antd";
import { useEffect, useRef, useState } from "react";
import { NavLink, useParams } from "react-router";
import { appKey, useAppId } from "../apps/queries";
import { BackIcon, SendIcon } from "../icons";
import { laneNow } from "../shared/laneTime";
import { Paged } from "../shared/Paged";
import { SearchField } from "../shared/SearchField";
import { Answer, Empty } from "../shared/State";
import { useAct } from "../shared/useAct";
import { useSettled } from "../shared/useSettled";
import { Page } from "../shell/Page";
import { useWords } from "../words";
import { reply, useFollowers, useMessages, useThreads } from "../official/queries";
import type { Follower } from "../official/types";
import { WindowChip } from "../official/Followers";
import { usePreview } from "./preview";
import { Message } from "./Message";
import "./messages.css";

export default function Messages() {
  const { t } = useWords();
  const appId = useAppId();
  const { openid = null } = useParams();
  const [sought, setSought] = useState("");
  const search = useSettled(sought.trim());
  return (
    <Page title={t("nav.messages")} wide>
      <div className={openid === null ? "threads" : "threads threads--open"}>
        <section className="box threads__list" aria-label={t("messages.threads")}>
          <div className="toolbar">
            <SearchField label={t("followers.search")} value={sought} onChange={setSought} />
          </div>
          {search === "" ? <RecentThreads appId={appId} /> : <FoundFollowers appId={appId} search={search} />}
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

function RecentThreads({ appId }: { appId: string }) {
  const { t } = useWords();
  const threads = useThreads(appId);
  const preview = usePreview();
  return (
    <Answer asked={threads}>
      {({ items }) =>
        items.length === 0 ? (
          <Empty title={t("messages.nobody")} text={t("followers.emptyText")} />
        ) : (
          <ul>
            {items.map((message) => (
              <ThreadRow
                key={message.openid}
                appId={appId}
                openid={message.openid}
                name={message.person_name}
                note={preview(message)}
              />
            ))}
          </ul>
        )
      }
    </Answer>
  );
}

function FoundFollowers({ appId, search }: { appId: string; search: string }) {
  const { t } = useWords();
  const followers = useFollowers(appId, search);
  return (
    <Paged
      asked={followers}
      items={(page) => page.items}
      empty={<Empty title={t("followers.noneFound", { sought: search })} />}
    >
      {(items) => (
        <ul>
          {items.map(({ openid, person, remark }) => (
            <ThreadRow
              key={openid}
              appId={appId}
              openid={openid}
              name={person.name}
              picture={person.avatar_url}
              note={remark}
            />
          ))}
        </ul>
      )}
    </Paged>
  );
}

interface ThreadRowProps {
  appId: string;
  openid: string;
  name: string;
  picture?: string | null;
  note: string;
}

function ThreadRow({ appId, openid, name, picture = null, note }: ThreadRowProps) {
  return (
    <li>
      <NavLink to={`/apps/${appId}/messages/${openid}`} className="threads__row">
        <Avatar shape="person" name={name} picture={picture} size={36} />
        <span className="grow">
          <b className="el">{name}</b>
          <span className="mute el">{note}</span>
        </span>
      </NavLink>
    </li>
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
  const name = follower?.person.name ?? newestPage[0]?.person_name ?? openid;
  useEffect(() => {
    log.current?.scrollTo({ top: log.current.scrollHeight });
  }, [newest]);
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
                  <Message key={message.id} message={message} />
                ))}
            </ol>
          )}
        </Paged>
      </div>
      <Reply appId={appId} openid={openid} follower={follower} />
    </>
  );
}

function Reply({ appId, openid, follower }: { appId: string; openid: string; follower: Follower | undefined }) {
  const { t } = useWords();
  const [text, setText] = useState("");
  const send = useAct({
    run: () => reply(appId, openid, text),
    refresh: [appKey(appId, "messages", openid)],
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
