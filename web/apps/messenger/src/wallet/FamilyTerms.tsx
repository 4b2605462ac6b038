import type { FamilyCardTerms } from "@hutong/api";
import { Button } from "@hutong/ui";
import { amountText, fenOf, yuan } from "@hutong/ui/money";
import { useState, type FormEvent } from "react";
import { useWords } from "../app/words";
import { AmountField } from "../pay/AmountField";

const MONTH_MOST_FEN = 300_000;
/** Kinds of merchants that a giver may leave out; each is a word under `category.`. */
export const CATEGORIES = ["games", "gifts", "food", "shopping", "travel", "health"] as const;

/** What a family card allows: in a month, at once, and where not. */
export function FamilyTerms({ terms, action, onDone }: { terms: FamilyCardTerms | null; action: string; onDone: (terms: FamilyCardTerms) => void }) {
  const { t } = useWords();
  const [month, setMonth] = useState(() => (terms ? amountText(terms.per_month_fen) : "500"));
  const [payment, setPayment] = useState(() => (terms?.per_payment_fen ? amountText(terms.per_payment_fen) : ""));
  const [blocked, setBlocked] = useState<ReadonlySet<string>>(() => new Set(terms?.categories_blocked));
  const monthFen = fenOf(month) ?? 0;
  const problem = monthFen > MONTH_MOST_FEN ? t("family.monthMost", { amount: yuan(MONTH_MOST_FEN) }) : null;
  const turn = (category: string) => {
    const next = new Set(blocked);
    if (!next.delete(category)) next.add(category);
    setBlocked(next);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (monthFen > 0 && !problem) onDone({ per_month_fen: monthFen, per_payment_fen: fenOf(payment) || null, categories_blocked: [...blocked] });
  };
  return (
    <form className="form" onSubmit={submit}>
      <AmountField label={t("family.perMonth")} value={month} onChange={setMonth} error={problem} help={t("family.perMonthHelp")} />
      <AmountField label={t("family.perPayment")} value={payment} onChange={setPayment} help={t("limits.emptyHelp")} />
      <fieldset className="choice-field">
        <legend>{t("family.blocked")}</legend>
        <div className="categories">
          {CATEGORIES.map((category) => (
            <label key={category}>
              <input type="checkbox" checked={blocked.has(category)} onChange={() => turn(category)} />
              <span>{t(`category.${category}`)}</span>
            </label>
          ))}
        </div>
      </fieldset>
      <Button look="door" type="submit" wide disabled={monthFen === 0 || problem !== null}>
        {action}
      </Button>
    </form>
  );
}
