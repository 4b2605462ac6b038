/** What the person saw around this call. */
import { Answer, Empty } from "../../shared/State";
import { Message } from "../../dialog/Message";
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
              <Message key={message.id} message={message} />
            ))}
          </ol>
        )
      }
    </Answer>
  );
}
