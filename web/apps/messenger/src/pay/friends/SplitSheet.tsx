import type { Conversation, SplitMode } from "@hutong/api";
import { Button, Field, Sheet } from "@hutong/ui";
import { CheckIcon } from "@hutong/ui/icons";
import { fenOf, yuan } from "@hutong/ui/money";
import { useRef, useState, type FormEvent } from "react";
import { useSelf } from "../../app/session";
import { useErrorWords } from "../../app/useErrorWords";
import { useWords } from "../../app/words";
import { PersonAvatar, personName } from "../../chat/peer";
import { AmountField } from "../AmountField";
import { isUnknown, newRequestId } from "../paying";
import { othersIn } from "./PayPerson";
import { equalShares, sumOf } from "./shares";

const TITLE_LETTERS = 40;
const MODES = ["equal", "each", "by_hand"] as const;

/** A bill among the people of a conversation: the same for all, an amount each, or by hand. */
export function SplitSheet({ conversation, onClose }: { conversation: Conversation; onClose: () => void }) {
  const { t } = useWords();
  const { self, api } = useSelf();
  const wordsFor = useErrorWords();
  const people = [self, ...othersIn(conversation)];
  const [mode, setMode] = useState<SplitMode>("equal");
  const [text, setText] = useState("");
  const [title, setTitle] = useState("");
  const [chosen, setChosen] = useState<ReadonlySet<string>>(() => new Set(people.map(({ id }) => id)));
  const [byHand, setByHand] = useState<Record<string, string>>({});
  const [problem, setProblem] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const wish = useRef(newRequestId());

  const typed = fenOf(text) ?? 0;
  const shares = sharesOf({ mode, typed, people: people.map(({ id }) => id).filter((id) => chosen.has(id)), selfId: self.id, byHand });
  const total = mode === "equal" ? typed : sumOf(shares.values());
  const asked = [...shares].filter(([id, fen]) => id !== self.id && fen > 0);
  const canStart = asked.length > 0 && total > 0;
  const own = shares.get(self.id) ?? 0;

  const turn = (id: string) => {
    const next = new Set(chosen);
    if (!next.delete(id)) next.add(id);
    setChosen(next);
  };
  const start = async (event: FormEvent) => {
    event.preventDefault();
    if (!canStart) return;
    setBusy(true);
    setProblem(null);
    try {
      await api.money.startSplit({
        conversation_id: conversation.id, mode, title: title.trim() || t("split.title"), request_id: wish.current,
        ...(mode === "each" ? { each_fen: typed } : { total_fen: total }),
        shares: [...shares].filter(([, fen]) => fen > 0).map(([person_id, amount_fen]) => ({ person_id, amount_fen })),
      });
      onClose();
    } catch (error) {
      if (!isUnknown(error)) wish.current = newRequestId();
      setProblem(wordsFor(error));
      setBusy(false);
    }
  };
  return (
    <Sheet title={t("split.start")} closeLabel={t("app.close")} onClose={onClose}>
      <form className="form" onSubmit={(event) => void start(event)}>
        <div className="choice" role="radiogroup" aria-label={t("split.mode")}>
          {MODES.map((one) => (
            <label key={one}>
              <input type="radio" name="mode" checked={one === mode} onChange={() => setMode(one)} />
              <span>{t(`split.mode.${one}`)}</span>
            </label>
          ))}
        </div>
        {mode !== "by_hand" && <AmountField label={mode === "equal" ? t("split.total") : t("split.each")} value={text} onChange={setText} isLarge autoFocus />}
        <Field label={t("split.what")} value={title} maxLength={TITLE_LETTERS} placeholder={t("split.whatExample")} onChange={(event) => setTitle(event.target.value)} />
        <ul className="split-people" aria-label={t("split.people")}>
          {people.map((person) => {
            const name = person.id === self.id ? t("split.me", { name: personName(person) }) : personName(person);
            return (
              <li key={person.id}>
                {mode === "by_hand" ? (
                  <div className="split-hand">
                    <PersonAvatar person={person} size={36} />
                    <AmountField label={name} value={byHand[person.id] ?? ""} onChange={(value) => setByHand({ ...byHand, [person.id]: value })} />
                  </div>
                ) : (
                  <button type="button" role="checkbox" aria-checked={chosen.has(person.id)} onClick={() => turn(person.id)}>
                    <PersonAvatar person={person} size={36} />
                    <span className="split-name">{name}</span>
                    <span className="num">{shares.has(person.id) ? yuan(shares.get(person.id) ?? 0) : ""}</span>
                    <span className="split-tick">{chosen.has(person.id) && <CheckIcon weight="bold" aria-hidden="true" />}</span>
                  </button>
                )}
              </li>
            );
          })}
        </ul>
        <p className="field-help" role="status">
          {canStart ? t("split.sum", { asked: yuan(total - own), own: yuan(own) }) : t("split.nobody")}
        </p>
        {problem && (
          <p className="field-error" role="alert">
            {problem}
          </p>
        )}
        <Button look="door" type="submit" busy={isBusy} wide disabled={!canStart}>
          {canStart ? t("split.ask", { amount: yuan(total - own) }) : t("split.start")}
        </Button>
      </form>
    </Sheet>
  );
}

interface Wish {
  mode: SplitMode;
  typed: number;
  people: readonly string[];
  selfId: string;
  byHand: Record<string, string>;
}

function sharesOf({ mode, typed, people, selfId, byHand }: Wish): Map<string, number> {
  if (mode === "equal") return equalShares(typed, people, selfId);
  if (mode === "each") return new Map(people.filter((id) => id !== selfId).map((id) => [id, typed]));
  return new Map(Object.entries(byHand).flatMap(([id, text]) => (fenOf(text) ? [[id, fenOf(text) ?? 0] as const] : [])));
}
