import type { Means, MeansView } from "@hutong/api";
import { BankIcon, CheckIcon, CreditCardIcon, FamilyIcon, WalletIcon, type Icon } from "@hutong/ui/icons";
import { yuan } from "@hutong/ui/money";
import { useWords } from "../app/words";

export const MEANS_ICONS: Record<Means["kind"], Icon> = { balance: WalletIcon, card: BankIcon, family: FamilyIcon };

export const isSameMeans = (a: Means, b: Means): boolean => a.kind === b.kind && a.id === b.id;

export function useMeansWords(): { name: (means: MeansView) => string; note: (means: MeansView) => string } {
  const { t, has } = useWords();
  return {
    name: (means) => (means.kind === "balance" ? t("means.balance") : `${means.label}${means.name_tail ? ` ${means.name_tail}` : ""}`),
    note: (means) => {
      if (means.usable && means.available_fen === null) return "";
      if (means.usable) return t("means.left", { amount: yuan(means.available_fen ?? 0) });
      const key = [`meansNot.${means.why_not}`, `errors.${means.why_not}`].find(has) ?? "meansNot.unusable";
      return t(key, { amount: yuan(means.available_fen ?? 0) });
    },
  };
}

export function MeansGlyph({ means }: { means: MeansView }) {
  const Glyph = means.kind === "card" && means.bank_type?.includes("CREDIT") ? CreditCardIcon : MEANS_ICONS[means.kind];
  return (
    <span className="means-glyph">
      <Glyph weight="fill" aria-hidden="true" />
    </span>
  );
}

/** Every way to pay; what cannot be used says why. */
export function MeansList({ items, chosen, onChoose }: { items: readonly MeansView[]; chosen: Means | null; onChoose: (means: MeansView) => void }) {
  const { t } = useWords();
  const words = useMeansWords();
  return (
    <ul className="means-list" aria-label={t("means.title")}>
      {items.map((one) => {
        const isChosen = chosen !== null && isSameMeans(one, chosen);
        return (
          <li key={`${one.kind} ${one.id}`}>
            <button type="button" className="means-row" disabled={!one.usable} aria-pressed={isChosen} onClick={() => onChoose(one)}>
              <MeansGlyph means={one} />
              <span className="means-words">
                <b>{words.name(one)}</b>
                <small>{words.note(one)}</small>
              </span>
              {isChosen && <CheckIcon weight="bold" className="means-tick" aria-hidden="true" />}
            </button>
          </li>
        );
      })}
    </ul>
  );
}
