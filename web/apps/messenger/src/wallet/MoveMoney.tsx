import type { BankCard, Wallet } from "@hutong/api";
import { Button, EmptyState, SkeletonRows } from "@hutong/ui";
import { amountText, fenOf, yuan } from "@hutong/ui/money";
import { useState, type FormEvent } from "react";
import { useLocation } from "wouter";
import { useSelf } from "../app/session";
import { useErrorWords } from "../app/useErrorWords";
import { useWords } from "../app/words";
import { AmountField } from "../pay/AmountField";
import { GoButton } from "../pay/GoButton";
import { PasswordSheet } from "../pay/PasswordSheet";
import { PageHeader } from "../shell/PageHeader";
import { BankName, CardChoice } from "./BankCards";
import { withdrawalFee } from "./fees";
import { DeskForm } from "./DeskForm";
import { useWallet } from "./useWallet";
import "../people/pages.css";
import "./wallet.css";

export type Way = "topUp" | "withdraw";

export const TopUp = () => <MoveMoney way="topUp" />;
export const Withdraw = () => <MoveMoney way="withdraw" />;

/** Between the balance and a bank card, either way. */
function MoveMoney({ way }: { way: Way }) {
  const { t } = useWords();
  const wordsFor = useErrorWords();
  const answer = useWallet();
  return (
    <article className="page">
      <PageHeader title={t(`move.${way}`)} back="/wallet" />
      <div className="page-body">
        {answer.state === "waiting" && <SkeletonRows label={t("app.loading")} rows={2} />}
        {answer.state === "failed" && <EmptyState title={wordsFor(answer.error)} actions={<Button onClick={answer.again}>{t("app.tryAgain")}</Button>} />}
        {answer.state === "here" && (answer.value.rails === "desk" ? <DeskForm way={way} wallet={answer.value} /> : <Form way={way} wallet={answer.value} />)}
      </div>
    </article>
  );
}

function Form({ way, wallet }: { way: Way; wallet: Wallet }) {
  const { t } = useWords();
  const { api } = useSelf();
  const [, go] = useLocation();
  // A credit card is no purse: money goes to and from debit cards alone.
  const cards = wallet.cards.filter(({ kind }) => kind === "debit");
  const [cardId, setCardId] = useState<string | null>(cards[0]?.id ?? null);
  const [text, setText] = useState("");
  const [isAsking, setAsking] = useState(false);
  const card = cards.find(({ id }) => id === cardId) ?? cards[0];
  const fen = fenOf(text) ?? 0;

  if (!card) {
    return (
      <EmptyState title={t("move.noCard")} actions={<GoButton to="/wallet/cards" look="door">{t("cards.add")}</GoButton>}>
        {t("move.noCardHelp")}
      </EmptyState>
    );
  }
  const fee = way === "withdraw" ? withdrawalFee(fen, wallet.free_withdrawal_left_fen) : null;
  const problem = fen > 0 ? problemOf(way, fen, fee ?? 0, wallet, card) : null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (fen > 0 && !problem) setAsking(true);
  };
  const most = way === "topUp" ? card.balance_fen : wallet.available_fen;
  return (
    <form className="form" onSubmit={submit}>
      <section>
        <h2 className="page-section">{t(`move.${way}Card`)}</h2>
        <CardChoice cards={cards} chosen={card.id} onChoose={setCardId} />
      </section>
      <div className="card-form">
        <AmountField
          label={t("amount.label")}
          value={text}
          onChange={setText}
          isLarge
          autoFocus
          error={problem && t(`move.${problem}`, { amount: yuan(most) })}
          help={way === "topUp" ? t("move.inCard", { amount: yuan(most) }) : t("move.inBalance", { amount: yuan(most) })}
        />
        {way === "withdraw" && (
          <p className="move-all">
            <button type="button" className="text-button" onClick={() => setText(amountText(most))}>
              {t("move.everything")}
            </button>
          </p>
        )}
        {fee !== null && fen > 0 && (
          <p className="move-fee" role="status">
            {fee === 0 ? t("move.noFee") : t("move.fee", { fee: yuan(fee), arrives: yuan(fen) })}
          </p>
        )}
      </div>
      <Button look="door" type="submit" wide disabled={fen === 0 || problem !== null}>
        {fen > 0 ? t(`move.${way}Amount`, { amount: yuan(fen) }) : t(`move.${way}`)}
      </Button>
      {isAsking && (
        <PasswordSheet
          title={t(`move.${way}`)}
          fen={fen}
          done={t(`move.${way}Done`, { amount: yuan(fen) })}
          onPassword={(password, request_id) => {
            const order = { amount_fen: fen, card_id: card.id, password, request_id };
            return way === "topUp" ? api.money.topUp(order) : api.money.withdraw(order);
          }}
          onClose={() => setAsking(false)}
          onDone={() => go("/wallet")}
        >
          <p>
            {t(`move.${way}Card`)}: <BankName card={card} />
          </p>
          {fee !== null && fee > 0 && <p>{t("move.feeIs", { fee: yuan(fee) })}</p>}
        </PasswordSheet>
      )}
    </form>
  );
}

function problemOf(way: Way, fen: number, fee: number, wallet: Wallet, card: BankCard): "cardShort" | "balanceShort" | "tooLittle" | null {
  if (way === "topUp") return fen > card.balance_fen ? "cardShort" : null;
  if (fen < 10) return "tooLittle";
  return fen + fee > wallet.available_fen ? "balanceShort" : null;
}
