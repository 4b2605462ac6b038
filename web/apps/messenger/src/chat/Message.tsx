import type { GroupPeer, Peer } from "@hutong/api";
import { Bubble } from "@hutong/ui";
import { DeliveredIcon } from "@hutong/ui/icons";
import { memo, type KeyboardEvent, type ReactNode } from "react";
import { useSession } from "../app/session";
import { clockTime, fullTime } from "../app/time";
import { useWords } from "../app/words";
import { ArticleList, LinkCard, MusicCard, ProgramCard } from "./bodies/Cards";
import { Choices } from "./bodies/Choices";
import { FileCard, Picture, Video } from "./bodies/Media";
import { PlaceCard } from "./bodies/PlaceCard";
import { SlipCard } from "./bodies/Slip";
import { TextBody } from "./bodies/TextBody";
import { useMessageMenu, type MessageRow } from "./log/menuContext";
import { useLongPress } from "./log/useLongPress";
import { PeerAvatar, PersonAvatar, personName } from "./peer";
import { MoneyCard } from "../pay/friends/MoneyCard";
import { Voice } from "./voice/Voice";

interface MessageProps {
  row: MessageRow;
  peer: Peer;
  /** Where answers go, when one may answer here. */
  answerIn: string | null;
}

export const Message = memo(function Message({ row, peer, answerIn }: MessageProps) {
  const { api } = useSession();
  const { shown, isMine } = row;
  const { id, body, sender, seq, conversation_id } = shown.entry;
  const meta = <Stamp row={row} />;
  const answers = isMine ? null : answerIn;

  switch (body.kind) {
    case "text":
      return (
        <Line row={row} peer={peer}>
          <Bubble mine={isMine} meta={meta}>
            <TextBody text={body.text} withAnchors={sender?.kind === "app"} answerIn={answers} />
          </Bubble>
        </Line>
      );
    case "choices":
      return (
        <Line row={row} peer={peer}>
          <Bubble mine={isMine} meta={meta}>
            <Choices body={body} answerIn={answers} />
          </Bubble>
        </Line>
      );
    case "voice":
      return (
        <Line row={row} peer={peer}>
          <Bubble mine={isMine} shape="card">
            <Voice voice={`${conversation_id}.${seq}`} url={api.mediaUrl(body.media.url)} seconds={body.media.seconds} isNew={!isMine} meta={<span className="bubble-meta">{meta}</span>} />
          </Bubble>
        </Line>
      );
    case "articles":
      return (
        <Line row={row} peer={peer} isWide>
          <ArticleList items={body.items} source="chat" appId={sender?.kind === "app" ? sender.id : undefined} />
        </Line>
      );
    case "card":
      return (
        <Line row={row} peer={peer}>
          <MoneyCard body={body} conversationId={conversation_id} isMine={isMine} meta={meta} />
        </Line>
      );
    case "notice":
    case "recall":
    case "edit":
    case "card_changed":
      return null;
    default:
      return (
        <Line row={row} peer={peer}>
          <Bubble mine={isMine} shape="card" meta={meta}>
            {body.kind === "image" && <Picture media={body.media} name={id} />}
            {body.kind === "video" && <Video body={body} />}
            {body.kind === "file" && <FileCard media={body.media} />}
            {body.kind === "location" && <PlaceCard body={body} />}
            {body.kind === "link" && <LinkCard body={body} />}
            {body.kind === "music" && <MusicCard body={body} />}
            {body.kind === "slip" && <SlipCard body={body} />}
            {body.kind === "program" && <ProgramCard body={body} />}
          </Bubble>
        </Line>
      );
  }
});

/** One message across the log: whose it is, and its menu. A run shares one face, at its end. */
function Line({ row, peer, isWide, children }: { row: MessageRow; peer: Peer; isWide?: boolean; children: ReactNode }) {
  const open = useMessageMenu();
  const press = useLongPress((at) => open(row, at));
  const { isMine, endsRun } = row;
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.target !== event.currentTarget || event.key !== "Enter") return;
    // Or the same press would choose from the menu that it opens.
    event.preventDefault();
    const box = event.currentTarget.getBoundingClientRect();
    open(row, { x: box.left + 40, y: box.top + 20 });
  };
  const side = isMine ? "msg-mine" : "msg-theirs";
  return (
    <li className={`msg ${side} ${endsRun ? "msg-ends-run" : ""} ${isWide ? "msg-wide" : ""}`} data-message={row.seq} tabIndex={-1} onKeyDown={onKeyDown} {...press}>
      {!isMine && !isWide && <span className="msg-face">{endsRun && <Face row={row} peer={peer} />}</span>}
      {peer.kind === "group" && !isMine ? (
        <div className="msg-said">
          {row.startsRun && <SenderName row={row} peer={peer} />}
          {children}
        </div>
      ) : (
        children
      )}
    </li>
  );
}

function Face({ row, peer }: { row: MessageRow; peer: Peer }) {
  if (peer.kind !== "group") return <PeerAvatar peer={peer} size={36} />;
  return <PersonAvatar person={senderIn(peer, row) ?? { name: "·", avatar_url: null }} size={36} />;
}

/** In a group one reads who speaks, once for each run. */
function SenderName({ row, peer }: { row: MessageRow; peer: GroupPeer }) {
  const { t } = useWords();
  const sender = senderIn(peer, row);
  return (
    <span className="msg-name" dir="auto">
      {sender ? personName(sender) : t("group.former")}
    </span>
  );
}

const senderIn = (peer: GroupPeer, { shown }: MessageRow) => peer.people.find(({ id }) => id === shown.entry.sender?.id);

function Stamp({ row: { shown, isMine } }: { row: MessageRow }) {
  const { t, language } = useWords();
  const { at } = shown.entry;
  return (
    <>
      {shown.isEdited && <span>{t("thread.edited")}</span>}
      <time dateTime={at} title={fullTime(at, language)}>
        {clockTime(at, language)}
      </time>
      {isMine && <DeliveredIcon className="msg-tick" weight="bold" aria-label={t("thread.delivered")} />}
    </>
  );
}
