import { Button, EmptyState, SkeletonRows } from "@hutong/ui";
import { yuan } from "@hutong/ui/money";
import { useState } from "react";
import { useLocation } from "wouter";
import { useSelf } from "../app/session";
import { useAnswer } from "../app/useAnswer";
import { useErrorWords } from "../app/useErrorWords";
import { useWords } from "../app/words";
import { PersonAvatar, personName } from "../chat/peer";
import { PageHeader } from "../shell/PageHeader";
import { AmountStep } from "./AmountStep";
import { PayPerson } from "./friends/PayPerson";
import "./pay.css";
import "../people/pages.css";

/** Somebody's receive code: who it is, how much when they said so, and paying it. */
export default function ReceiverPage({ code }: { code: string }) {
  const { t } = useWords();
  const { api } = useSelf();
  const [, go] = useLocation();
  const wordsFor = useErrorWords();
  const answer = useAnswer(`receiver ${code}`, () => api.money.receiver(code));
  const [typed, setTyped] = useState<number | null>(null);
  const [isPaid, setPaid] = useState(false);

  if (answer.state === "waiting") return <SkeletonRows label={t("app.loading")} rows={2} />;
  if (answer.state === "failed") {
    return (
      <article className="page">
        <PageHeader title={t("pay.brand")} />
        <EmptyState title={wordsFor(answer.error)}>{t("pay.codeHelp")}</EmptyState>
      </article>
    );
  }
  const { person, amount_fen, memo } = answer.value;
  const name = personName(person);
  const fen = typed ?? null;
  if (isPaid) {
    return (
      <article className="page">
        <PageHeader title={t("pay.brand")} />
        <EmptyState title={t("pay.paid", { amount: yuan(fen ?? 0), name })} actions={<Button onClick={() => go("/wallet")}>{t("nav.wallet")}</Button>} />
      </article>
    );
  }
  return (
    <article className="page">
      <PageHeader title={t("pay.brand")} />
      <div className="page-body">
        <p className="payee payee-page">
          <PersonAvatar person={person} size={64} />
          <span>{t("transfer.to", { name })}</span>
        </p>
        {amount_fen === null ? (
          <div className="card-form">
            <AmountStep title={t("pay.howMuch", { name })} action={t("pay.next")} onAmount={setTyped} />
          </div>
        ) : (
          <div className="card-form money-result">
            <b className="receiver-amount num">{yuan(amount_fen)}</b>
            {memo && <p>{memo}</p>}
            <Button look="door" wide onClick={() => setTyped(amount_fen)}>
              {t("pay.do", { amount: yuan(amount_fen) })}
            </Button>
          </div>
        )}
      </div>
      {fen !== null && (
        <PayPerson
          name={name}
          picture={person.avatar_url && api.mediaUrl(person.avatar_url)}
          title={memo}
          fen={fen}
          onPay={({ means, password, requestId }) => api.money.payReceiver(code, { amount_fen: fen, memo, means, password, request_id: requestId })}
          onClose={() => setTyped(null)}
          onDone={() => setPaid(true)}
        />
      )}
    </article>
  );
}
