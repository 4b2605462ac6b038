import type { BankCard } from "@hutong/api";
import { Button, EmptyState, Sheet, SkeletonRows } from "@hutong/ui";
import { amountText, fenOf, yuan } from "@hutong/ui/money";
import { useState, type FormEvent } from "react";
import { useLocation } from "wouter";
import { useSelf } from "../app/session";
import { useSay } from "../app/toasts";
import { useErrorWords } from "../app/useErrorWords";
import { useWords } from "../app/words";
import { AmountField } from "../pay/AmountField";
import { GoButton } from "../pay/GoButton";
import { PasswordSheet } from "../pay/PasswordSheet";
import { PageHeader } from "../shell/PageHeader";
import { BankName, CardFace } from "./BankCards";
import { useWallet } from "./useWallet";
import "../people/pages.css";
import "./wallet.css";

/** One card: what is on it, a debt and paying it back, and taking it out of the wallet. */
export default function Card({ id }: { id: string }) {
  const { t } = useWords();
  const { api } = useSelf();
  const [, go] = useLocation();
  const say = useSay();
  const wordsFor = useErrorWords();
  const answer = useWallet();
  const [isLeaving, setLeaving] = useState(false);

  if (answer.state !== "here") return <SkeletonRows label={t("app.loading")} rows={2} />;
  const card = answer.value.cards.find((one) => one.id === id);
  if (!card) {
    return (
      <article className="page">
        <PageHeader title={t("cards.title")} back="/wallet/cards" />
        <EmptyState title={t("cards.gone")} actions={<GoButton to="/wallet/cards">{t("cards.title")}</GoButton>} />
      </article>
    );
  }
  const remove = async () => {
    try {
      await api.money.removeCard(id);
      go("/wallet/cards");
      say(t("cards.removed"));
    } catch (error) {
      setLeaving(false);
      say(wordsFor(error));
    }
  };
  return (
    <article className="page">
      <PageHeader title={<BankName card={card} />} back="/wallet/cards" />
      <div className="page-body">
        <CardFace card={card} />
        {card.kind === "credit" ? (
          <Repayment card={card} availableFen={answer.value.available_fen} />
        ) : (
          <div className="doors-row">
            <GoButton to="/wallet/top-up">{t("move.topUp")}</GoButton>
            <GoButton to="/wallet/withdraw">{t("move.withdraw")}</GoButton>
          </div>
        )}
        <Button look="danger" wide onClick={() => setLeaving(true)}>
          {t("cards.remove")}
        </Button>
      </div>
      {isLeaving && (
        <Sheet title={t("cards.removeTitle")} closeLabel={t("app.close")} onClose={() => setLeaving(false)}>
          <p className="sheet-text">{card.debt_fen > 0 ? t("cards.removeDebt", { amount: yuan(card.debt_fen) }) : t("cards.removeHelp")}</p>
          <Button look="door" wide disabled={card.debt_fen > 0} onClick={() => void remove()}>
            {t("cards.remove")}
          </Button>
        </Sheet>
      )}
    </article>
  );
}

function Repayment({ card, availableFen }: { card: BankCard; availableFen: number }) {
  const { t } = useWords();
  const { api } = useSelf();
  const [, go] = useLocation();
  const [text, setText] = useState(() => amountText(Math.min(card.debt_fen, availableFen)));
  const [isAsking, setAsking] = useState(false);
  const fen = fenOf(text) ?? 0;
  if (card.debt_fen === 0) {
    return <p className="page-note">{t("cards.noDebt", { limit: yuan(card.limit_fen ?? 0) })}</p>;
  }
  const problem = fen > card.debt_fen ? t("cards.moreThanDebt", { amount: yuan(card.debt_fen) }) : fen > availableFen ? t("move.balanceShort", { amount: yuan(availableFen) }) : null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (fen > 0 && !problem) setAsking(true);
  };
  return (
    <form className="form card-form" onSubmit={submit}>
      <p>{t("cards.owed", { debt: yuan(card.debt_fen), limit: yuan(card.limit_fen ?? 0) })}</p>
      <AmountField label={t("cards.repayAmount")} value={text} onChange={setText} isLarge error={problem} help={t("move.inBalance", { amount: yuan(availableFen) })} />
      <Button look="door" type="submit" wide disabled={fen === 0 || problem !== null}>
        {t("cards.repay", { amount: yuan(fen) })}
      </Button>
      {isAsking && (
        <PasswordSheet
          title={t("cards.repayTitle")}
          fen={fen}
          done={t("cards.repaid", { amount: yuan(fen) })}
          onPassword={(password, request_id) => api.money.repay(card.id, { amount_fen: fen, password, request_id })}
          onClose={() => setAsking(false)}
          onDone={() => {
            setAsking(false);
            go("/wallet/cards");
          }}
        >
          <BankName card={card} />
        </PasswordSheet>
      )}
    </form>
  );
}
