import type { Conversation } from "@hutong/api";
import { Bubble } from "@hutong/ui";
import { DeliveredIcon } from "@hutong/ui/icons";
import { memo } from "react";
import { clockTime, fullTime } from "../app/time";
import { useWords } from "../app/words";
import { ArticleList, LinkCard, MusicCard, ProgramCard } from "./bodies/Cards";
import { Choices } from "./bodies/Choices";
import { FileCard, Picture, Sound, Video } from "./bodies/Media";
import { PlaceCard } from "./bodies/PlaceCard";
import { TextBody } from "./bodies/TextBody";
import type { Row } from "./rows";

type MessageRow = Extract<Row, { kind: "message" }>;

export const Message = memo(function Message({ row, conversation }: { row: MessageRow; conversation: Conversation }) {
  const { shown, isMine, endsRun } = row;
  const { body } = shown.entry;
  const canAnswer = !isMine && conversation.can_write;
  const className = `msg ${isMine ? "msg-mine" : "msg-theirs"} ${endsRun ? "msg-ends-run" : ""}`;
  const meta = <Stamp row={row} />;

  switch (body.kind) {
    case "text":
      return (
        <li className={className}>
          <Bubble mine={isMine} meta={meta}>
            <TextBody text={body.text} withAnchors={shown.entry.sender?.kind === "app"} answerIn={canAnswer ? conversation.id : null} />
          </Bubble>
        </li>
      );
    case "choices":
      return (
        <li className={className}>
          <Bubble mine={isMine} meta={meta}>
            <Choices body={body} answerIn={canAnswer ? conversation.id : null} />
          </Bubble>
        </li>
      );
    case "voice":
      return (
        <li className={className}>
          <Bubble mine={isMine} meta={meta}>
            <Sound media={body.media} />
          </Bubble>
        </li>
      );
    case "articles":
      return (
        <li className="msg msg-wide">
          <ArticleList items={body.items} />
        </li>
      );
    case "notice":
    case "recall":
    case "edit":
      return null;
    default:
      return (
        <li className={className}>
          <Bubble mine={isMine} shape="card" meta={meta}>
            {body.kind === "image" && <Picture media={body.media} />}
            {body.kind === "video" && <Video body={body} />}
            {body.kind === "file" && <FileCard media={body.media} />}
            {body.kind === "location" && <PlaceCard body={body} />}
            {body.kind === "link" && <LinkCard body={body} />}
            {body.kind === "music" && <MusicCard body={body} />}
            {body.kind === "program" && <ProgramCard body={body} />}
          </Bubble>
        </li>
      );
  }
});

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
