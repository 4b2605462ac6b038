import { Fragment, useMemo, useState } from "react";
import { useSelf } from "../../app/session";
import { useWords } from "../../app/words";
import { PageLink } from "../../browser/PageLink";
import { folded } from "../fold";
import { piecesOf } from "../linkify";

interface TextBodyProps {
  text: string;
  /** Accounts may write links as HTML anchors; people's text is shown as they typed it. */
  withAnchors: boolean;
  /** Where a link that answers sends its answer to, when it may. */
  answerIn: string | null;
}

export function TextBody({ text, withAnchors, answerIn }: TextBodyProps) {
  const { t } = useWords();
  const [isWhole, setWhole] = useState(false);
  const part = useMemo(() => folded(text), [text]);
  const pieces = useMemo(() => piecesOf(isWhole ? text : part.text, withAnchors), [isWhole, text, part, withAnchors]);
  return (
    <>
      <span className="text-body" dir="auto">
        {pieces.map((piece, index) => (
          <Fragment key={index}>
            {piece.kind === "text" && piece.text}
            {piece.kind === "link" && <PageLink url={piece.url}>{piece.text}</PageLink>}
            {piece.kind === "answer" && <AnswerLink text={piece.text} content={piece.content} id={piece.id} conversationId={answerIn} />}
          </Fragment>
        ))}
        {part.hiddenLines > 0 && !isWhole && "…"}
      </span>
      {part.hiddenLines > 0 && (
        <button type="button" className="text-fold" aria-expanded={isWhole} onClick={() => setWhole(!isWhole)}>
          {isWhole ? t("thread.showLess") : t("thread.showAll", { count: part.lines })}
        </button>
      )}
    </>
  );
}

interface AnswerProps {
  text: string;
  content: string;
  id: string;
  conversationId: string | null;
}

export function AnswerLink({ text, content, id, conversationId }: AnswerProps) {
  const { device } = useSelf();
  if (!conversationId) return <span className="answer-link">{text}</span>;
  return (
    <button type="button" className="answer-link" onClick={() => device.send(conversationId, { kind: "text", text: content, choice_id: id })}>
      {text}
    </button>
  );
}
