/** One message, told in words where it is not words itself. */
import type { Body } from "@hutong/api";
import { Button, Tooltip } from "antd";
import { useEffect, useRef } from "react";
import { appKey, useAppId } from "../apps/queries";
import { StarIcon } from "../icons";
import { inboxKey, star } from "../inbox/queries";
import { useAct } from "../shared/useAct";
import { clockTime, exact } from "../shared/Moment";
import { useWords } from "../words";
import type { AppMessage } from "../official/types";

export function Message({ message, isSought = false }: { message: AppMessage; isSought?: boolean }) {
  const { language } = useWords();
  const line = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (isSought) line.current?.scrollIntoView({ block: "center" });
  }, [isSought]);
  // "in" is what came to the account; what it said itself stands on its own side.
  const isMine = message.direction === "out";
  if (message.body.kind === "notice") return <NoticeLine body={message.body} />;
  return (
    <li ref={line} className={`line ${isMine ? "line--mine" : ""} ${isSought ? "line--sought" : ""}`}>
      <div className={isMine ? "bubble bubble-mine" : "bubble bubble-theirs"}>
        <MessageBody body={message.body} />
        <span className="line__at">
          {message.agent !== null && <AgentName agent={message.agent} />}
          <time dateTime={message.at} title={exact(message.at, language)}>
            {clockTime(message.at, language).slice(0, 5)}
          </time>
        </span>
      </div>
      <StarButton message={message} />
    </li>
  );
}

/** People see the account; who works on it sees which of them answered. */
function AgentName({ agent }: { agent: NonNullable<AppMessage["agent"]> }) {
  const { t } = useWords();
  return <span className="el">{t("inbox.byAgent", { name: agent.name ?? t(`actor.${agent.kind}`) })} · </span>;
}

function StarButton({ message }: { message: AppMessage }) {
  const { t } = useWords();
  const appId = useAppId();
  const toggle = useAct({
    run: () => star(appId, message.openid, message.seq, !message.starred),
    refresh: [appKey(appId, "messages", message.openid), appKey(appId, "messages", "starred"), inboxKey(appId)],
  });
  const label = t(message.starred ? "inbox.unstar" : "inbox.star");
  return (
    <Tooltip title={label}>
      <Button
        type="text"
        size="small"
        className={message.starred ? "star star--on" : "star"}
        aria-label={label}
        aria-pressed={message.starred}
        loading={toggle.isPending}
        icon={<StarIcon aria-hidden size={18} weight={message.starred ? "fill" : "regular"} />}
        onClick={() => toggle.mutate()}
      />
    </Tooltip>
  );
}

function NoticeLine({ body }: { body: Extract<Body, { kind: "notice" }> }) {
  const { t, has } = useWords();
  const key = `notices.${body.code}`;
  return <li className="line line--notice">{has(key) ? t(key, body.params) : body.code}</li>;
}

function MessageBody({ body }: { body: Body }) {
  const { t, has } = useWords();
  if (body.kind === "text") return <div className="line__text">{body.text}</div>;
  if (body.kind === "image")
    return <img className="line__picture" src={body.media.url} alt={t("body.image")} loading="lazy" />;
  if (body.kind === "voice") return <audio controls src={body.media.url} aria-label={t("body.voice")} />;
  if (body.kind === "video")
    return <video controls className="line__picture" src={body.media.url} aria-label={t("body.video")} />;
  if (body.kind === "location") {
    return (
      <div className="line__text">
        <b>{body.name ?? body.label}</b>
        <span className="mute num">
          {body.latitude}, {body.longitude}
        </span>
      </div>
    );
  }
  if (body.kind === "articles") {
    return (
      <ul className="line__text">
        {body.items.map((item) => (
          <li key={item.url + item.title}>
            <a href={item.url} target="_blank" rel="noreferrer">
              {item.title}
            </a>
          </li>
        ))}
      </ul>
    );
  }
  if (body.kind === "choices")
    return (
      <div className="line__text">
        {[body.head, ...body.items.map((item) => item.text), body.tail].filter(Boolean).join("\n")}
      </div>
    );
  const title = "title" in body && body.title ? body.title : "";
  return (
    <div className="line__text">
      <span className="mute">{has(`body.${body.kind}`) ? t(`body.${body.kind}`) : body.kind}</span>
      {title !== "" && <b>{title}</b>}
      {body.kind === "file" && (
        <a href={body.media.url} download={body.media.name ?? true}>
          {body.media.name ?? t("body.file")}
        </a>
      )}
    </div>
  );
}
