import type { Conversation, Person } from "@hutong/api";
import { Button, Field, Sheet } from "@hutong/ui";
import { fenOf, yuan } from "@hutong/ui/money";
import { useState, type FormEvent } from "react";
import { useSelf } from "../../app/session";
import { useWords } from "../../app/words";
import { PersonAvatar, personName } from "../../chat/peer";
import { AmountField } from "../AmountField";
import { PayPerson } from "./PayPerson";

const DELAYS = [0, 2, 24] as const;
const MEMO_LETTERS = 50;

/** Money to one person, which they accept or send back. */
export function TransferSheet({ conversation, to, onClose }: { conversation: Conversation; to: Person; onClose: () => void }) {
  const { t } = useWords();
  const { api } = useSelf();
  const [text, setText] = useState("");
  const [memo, setMemo] = useState("");
  const [delay, setDelay] = useState<(typeof DELAYS)[number]>(0);
  const [isPaying, setPaying] = useState(false);
  const fen = fenOf(text) ?? 0;
  const name = personName(to);
  if (isPaying) {
    return (
      <PayPerson
        name={name}
        picture={to.avatar_url && api.mediaUrl(to.avatar_url)}
        title={memo || t("transfer.title")}
        fen={fen}
        onPay={({ means, password, requestId }) =>
          api.money.sendTransfer({ conversation_id: conversation.id, amount_fen: fen, memo, delay_hours: delay, means, password, request_id: requestId })
        }
        onClose={() => setPaying(false)}
        onDone={onClose}
      />
    );
  }
  return (
    <Sheet title={t("transfer.to", { name })} closeLabel={t("app.close")} onClose={onClose}>
      <form
        className="form"
        onSubmit={(event: FormEvent) => {
          event.preventDefault();
          if (fen > 0) setPaying(true);
        }}
      >
        <p className="payee payee-start">
          <PersonAvatar person={to} size={40} />
          <span>{name}</span>
        </p>
        <AmountField label={t("amount.label")} value={text} onChange={setText} isLarge autoFocus />
        <Field label={t("transfer.memo")} value={memo} maxLength={MEMO_LETTERS} onChange={(event) => setMemo(event.target.value)} />
        <fieldset className="choice-field">
          <legend>{t("transfer.arrives")}</legend>
          <div className="choice">
            {DELAYS.map((hours) => (
              <label key={hours}>
                <input type="radio" name="delay" checked={hours === delay} onChange={() => setDelay(hours)} />
                <span>{t(`transfer.delay.${hours}`)}</span>
              </label>
            ))}
          </div>
          {delay > 0 && <p className="field-help">{t("transfer.delayHelp", { count: delay })}</p>}
        </fieldset>
        <Button look="door" type="submit" wide disabled={fen === 0}>
          {fen > 0 ? t("transfer.do", { amount: yuan(fen) }) : t("transfer.title")}
        </Button>
      </form>
    </Sheet>
  );
}
