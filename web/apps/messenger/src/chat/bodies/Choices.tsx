import type { Body } from "@hutong/api";
import { AnswerLink, TextBody } from "./TextBody";

/** A question with answers to tap; tapping sends the answer as if it had been typed. */
export function Choices({ body, answerIn }: { body: Extract<Body, { kind: "choices" }>; answerIn: string | null }) {
  return (
    <div className="choices">
      {body.head && <TextBody text={body.head} withAnchors answerIn={answerIn} />}
      <ul>
        {body.items.map(({ id, text }) => (
          <li key={id}>
            <AnswerLink text={text} content={text} id={id} conversationId={answerIn} />
          </li>
        ))}
      </ul>
      {body.tail && <TextBody text={body.tail} withAnchors answerIn={answerIn} />}
    </div>
  );
}
