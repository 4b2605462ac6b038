/** What the person saw around this call. */
import { Answer, Empty } from "../../shared/State";
import { Message } from "../../dialog/Message";
import type { AppMessage } from "../../official/types";
import { useWords } from "../../words";
import { useSeen } from "../queries";
import type { CallDetail } from "./calls";
import "../../dialog/messages.css";

export function SeenPane({ call, name }: { call: CallDetail; name: string }) {
  const { t } = useWords();
  const seen = useSeen(call);
  return (
    <Answer asked={seen}>
      {(messages) =>
        messages.length === 0 ? (
          <Empty title={t("detail.sawNothing", { name })} text={t("detail.sawNothingText")} />
        ) : (
          <ol className="seen">
            {messages.map((message) => (
              <Message key={message.id} message={asSeen(message)} />
            ))}
          </ol>
        )
      }
    </Answer>
  );
}

/** On the person's own screen it is they who speak from the right. */
function asSeen(message: AppMessage): AppMessage {
  return { ...message, direction: message.direction === "in" ? "out" : "in" };
}
