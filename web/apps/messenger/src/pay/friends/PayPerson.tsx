import type { Conversation, MeansView, Person } from "@hutong/api";
import { Button } from "@hutong/ui";
import { useSelf } from "../../app/session";
import { useAnswer } from "../../app/useAnswer";
import { useErrorWords } from "../../app/useErrorWords";
import { useWords } from "../../app/words";
import { peerName } from "../../chat/peer";
import { MoneyFrame } from "../MoneyFrame";
import { PaySheet, type Choice } from "../PaySheet";

interface PayPersonProps {
  name: string;
  picture: string | null;
  title: string;
  fen: number;
  onPay: (choice: Choice) => Promise<unknown>;
  onClose: () => void;
  onDone: () => void;
}

/** The payment sheet for money to people: from the balance or a debit card, with the password. */
export function PayPerson({ name, picture, title, fen, onPay, onClose, onDone }: PayPersonProps) {
  const { t } = useWords();
  const { api } = useSelf();
  const wordsFor = useErrorWords();
  const answer = useAnswer(`means ${fen}`, () => api.money.means(fen, "person"));
  if (answer.state === "failed") {
    return (
      <MoneyFrame label={t("pay.cannotOpen")} onClose={onClose}>
        <div className="money-body money-result">
          <div role="alert">
          <h2>{wordsFor(answer.error)}</h2>
        </div>
          <Button look="door" wide onClick={answer.again}>
            {t("app.tryAgain")}
          </Button>
        </div>
      </MoneyFrame>
    );
  }
  if (answer.state === "waiting") return null;
  const { items } = answer.value;
  const labelOf = ({ means }: Choice): string => items.find((one: MeansView) => one.kind === means.kind && one.id === means.id)?.label ?? "";
  return (
    <PaySheet
      bill={{ payee: { name, picture, shape: "person" }, title, originalFen: fen, coupons: [], means: items, needsPassword: true }}
      onPay={async (choice) => {
        await onPay(choice);
        return { amount_fen: fen, means_label: labelOf(choice), return_url: null };
      }}
      onClose={onClose}
      onDone={onDone}
    />
  );
}

/** Who else is in a conversation; nobody in one with an account. */
export function othersIn({ peer }: Conversation): Person[] {
  if (peer.kind === "person") return [peer.person];
  return peer.kind === "group" ? peer.people : [];
}

export const nameOf = (conversation: Conversation): string => peerName(conversation.peer);
