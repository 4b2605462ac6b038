import type { Conversation, PacketKind } from "@hutong/api";
import { Button, Field, Sheet } from "@hutong/ui";
import { fenOf, yuan } from "@hutong/ui/money";
import { useState, type FormEvent } from "react";
import { useSelf } from "../../app/session";
import { useWords } from "../../app/words";
import { personName } from "../../chat/peer";
import { AmountField } from "../AmountField";
import { nameOf, othersIn, PayPerson } from "./PayPerson";
import { packetProblem, totalOf, type PacketWish } from "./shares";

const GREETING_LETTERS = 25;
const GROUP_KINDS = ["lucky", "equal", "exclusive"] as const;

/** A red packet: for one, or for as many as are quick enough. */
export function PacketSheet({ conversation, onClose }: { conversation: Conversation; onClose: () => void }) {
  const { t } = useWords();
  const { api } = useSelf();
  const others = othersIn(conversation);
  const isGroup = conversation.peer.kind === "group";
  const [kind, setKind] = useState<PacketKind>(isGroup ? "lucky" : "single");
  const [text, setText] = useState("");
  const [count, setCount] = useState(String(others.length + 1));
  const [toId, setToId] = useState(others[0]?.id ?? "");
  const [greeting, setGreeting] = useState("");
  const [isPaying, setPaying] = useState(false);
  const isShared = kind === "lucky" || kind === "equal";
  const wish: PacketWish = { kind, amountFen: fenOf(text) ?? 0, count: isShared ? Number(count) || 0 : 1 };
  const total = totalOf(wish);
  const problem = packetProblem(wish, others.length + 1);
  const isUntouched = text === "";
  const blessing = greeting.trim() || t("packet.greeting");

  if (isPaying) {
    return (
      <PayPerson
        name={nameOf(conversation)}
        picture={null}
        title={blessing}
        fen={total}
        onPay={({ means, password, requestId }) =>
          api.money.sendPacket({
            conversation_id: conversation.id, kind, total_fen: total, count: wish.count, greeting: blessing, means, password, request_id: requestId,
            ...(kind === "exclusive" ? { to_person_id: toId } : {}),
          })
        }
        onClose={() => setPaying(false)}
        onDone={onClose}
      />
    );
  }
  return (
    <Sheet title={t("packet.title")} closeLabel={t("app.close")} onClose={onClose}>
      <form
        className="form packet-form"
        onSubmit={(event: FormEvent) => {
          event.preventDefault();
          if (!problem) setPaying(true);
        }}
      >
        {isGroup && (
          <div className="choice" role="radiogroup" aria-label={t("packet.kind")}>
            {GROUP_KINDS.map((one) => (
              <label key={one}>
                <input type="radio" name="kind" checked={one === kind} onChange={() => setKind(one)} />
                <span>{t(`packet.kind.${one}`)}</span>
              </label>
            ))}
          </div>
        )}
        {isGroup && <p className="field-help">{t(`packet.kindHelp.${kind}`)}</p>}
        {kind === "exclusive" && (
          <div className="field">
            <label htmlFor="packet-for">{t("packet.for")}</label>
            <select id="packet-for" value={toId} onChange={(event) => setToId(event.target.value)}>
              {others.map((person) => (
                <option key={person.id} value={person.id}>
                  {personName(person)}
                </option>
              ))}
            </select>
          </div>
        )}
        <AmountField
          label={kind === "equal" ? t("packet.each") : t("packet.amount")}
          value={text}
          onChange={setText}
          isLarge
          autoFocus
          error={problem && !isUntouched && problem !== "noCount" && problem !== "tooMany" ? t(`packet.problem.${problem}`) : null}
        />
        {isShared && (
          <Field
            label={t("packet.count")}
            inputMode="numeric"
            value={count}
            help={t("packet.members", { count: others.length + 1 })}
            error={problem === "noCount" || problem === "tooMany" ? t(`packet.problem.${problem}`) : null}
            onChange={(event) => setCount(event.target.value.replace(/\D/g, "").slice(0, 3))}
          />
        )}
        <Field label={t("packet.words")} value={greeting} maxLength={GREETING_LETTERS} placeholder={t("packet.greeting")} onChange={(event) => setGreeting(event.target.value)} />
        <Button look="door" type="submit" wide disabled={problem !== null}>
          {problem ? t("packet.title") : t("packet.do", { amount: yuan(total) })}
        </Button>
        <p className="page-note packet-back">{t("packet.backHelp")}</p>
      </form>
    </Sheet>
  );
}
