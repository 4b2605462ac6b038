import type { BankCard } from "@hutong/api";
import { CheckIcon } from "@hutong/ui/icons";
import { yuan } from "@hutong/ui/money";
import { useWords } from "../app/words";

export function BankName({ card }: { card: BankCard }) {
  const { t, language } = useWords();
  return <>{`${language === "zh-CN" ? card.bank_zh : card.bank} ${t(`cards.${card.kind}`)} ${card.tail}`}</>;
}

/** A card as it lies on a table: whose bank, which kind, its last digits and what is on it. */
export function CardFace({ card }: { card: BankCard }) {
  const { t, language } = useWords();
  const isCredit = card.kind === "credit";
  return (
    <span className={`card-face c-${card.colour || "slate"}`}>
      <span className="card-bank">
        {language === "zh-CN" ? card.bank_zh : card.bank}
        <small>{t(`cards.${card.kind}`)}</small>
      </span>
      <span className="card-tail num">•••• {card.tail}</span>
      <span className="card-sum">
        <small>{isCredit ? t("cards.debt") : t("cards.balance")}</small>
        <b className="num">{yuan(isCredit ? card.debt_fen : card.balance_fen)}</b>
      </span>
    </span>
  );
}

/** One of several cards. */
export function CardChoice({ cards, chosen, onChoose }: { cards: readonly BankCard[]; chosen: string; onChoose: (id: string) => void }) {
  const { t } = useWords();
  return (
    <div className="card-rows" role="radiogroup" aria-label={t("cards.title")}>
      {cards.map((card) => (
        <label key={card.id} className="row card-choice">
          <input type="radio" name="bank-card" className="sr" checked={card.id === chosen} onChange={() => onChoose(card.id)} />
          <span className={`card-dot c-${card.colour || "slate"}`} aria-hidden="true" />
          <span className="card-choice-words">
            <BankName card={card} />
            <small>{t("means.left", { amount: yuan(card.balance_fen) })}</small>
          </span>
          {card.id === chosen && <CheckIcon weight="bold" className="means-tick" aria-hidden="true" />}
        </label>
      ))}
    </div>
  );
}
