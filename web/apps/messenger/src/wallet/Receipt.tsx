import type { StatementReceipt } from "@hutong/api";
import { Button, Chip, EmptyState, SkeletonRows } from "@hutong/ui";
import { CopyIcon, DisputeIcon, ForwardIcon } from "@hutong/ui/icons";
import { yuan } from "@hutong/ui/money";
import type { ReactNode } from "react";
import { Link, useLocation } from "wouter";
import { useSelf } from "../app/session";
import { fullTime } from "../app/time";
import { useSay } from "../app/toasts";
import { useErrorWords } from "../app/useErrorWords";
import { useWords } from "../app/words";
import { Amount } from "../pay/Amount";
import { PageHeader } from "../shell/PageHeader";
import { MovementLead, useMovementWords } from "./MovementRow";
import { useMoneyAnswer } from "./useWallet";
import "../people/pages.css";
import "./wallet.css";

/** Where a receipt leads on: to what the money was for. */
const PLACES: Record<string, string> = { transfer: "/wallet/transfers", packet: "/wallet/packets", split: "/wallet/splits", family_card: "/wallet/family", dispute: "/wallet/disputes" };

export default function Receipt({ id }: { id: string }) {
  const { t } = useWords();
  const { api } = useSelf();
  const wordsFor = useErrorWords();
  const answer = useMoneyAnswer(`receipt ${id}`, () => api.money.receipt(id));
  return (
    <article className="page">
      <PageHeader title={t("receipt.title")} back="/wallet/statement" />
      <div className="page-body">
        {answer.state === "waiting" && <SkeletonRows label={t("app.loading")} rows={4} />}
        {answer.state === "failed" && <EmptyState title={wordsFor(answer.error)} actions={<Button onClick={answer.again}>{t("app.tryAgain")}</Button>} />}
        {answer.state === "here" && <Lines receipt={answer.value} />}
      </div>
    </article>
  );
}

function Lines({ receipt }: { receipt: StatementReceipt }) {
  const { t, has, language } = useWords();
  const [, go] = useLocation();
  const words = useMovementWords()(receipt);
  const place = PLACES[receipt.subject.type];
  const state = `movementState.${receipt.state}`;
  return (
    <>
      <div className="receipt-head">
        <MovementLead movement={receipt} size={56} />
        <h2>{words.title}</h2>
        <Amount fen={receipt.amount_fen} size="large" signed />
        {has(state) && <Chip tone={receipt.state.includes("refund") ? "warn" : "ok"}>{t(state)}</Chip>}
      </div>
      <dl className="facts">
        <Fact name={t("receipt.what")}>{has(`movement.${receipt.kind}`) ? t(`movement.${receipt.kind}`) : receipt.title}</Fact>
        {receipt.memo && <Fact name={t("receipt.memo")}>{receipt.memo}</Fact>}
        <Fact name={t("receipt.at")}>{fullTime(receipt.at, language)}</Fact>
        {receipt.means_label && <Fact name={t("receipt.means")}>{has(`means.${receipt.means_label}`) ? t(`means.${receipt.means_label}`) : receipt.means_label}</Fact>}
        {receipt.transaction_id && <Fact name={t("receipt.transaction")} copied={receipt.transaction_id} />}
        {receipt.merchant_number && <Fact name={t("receipt.order")} copied={receipt.merchant_number} />}
        {receipt.order_number && receipt.order_number !== receipt.merchant_number && <Fact name={t("receipt.orderNumber")} copied={receipt.order_number} />}
      </dl>
      {receipt.refunds.length > 0 && (
        <section>
          <h2 className="page-section">{t("receipt.refunds")}</h2>
          <ul className="card-rows refunds">
            {receipt.refunds.map((refund) => (
              <li key={refund.refund_id} className="row">
                <span>
                  <b className="num">{yuan(refund.amount_fen)}</b>
                  <small>{fullTime(refund.at, language)}</small>
                </span>
                <Chip tone={refund.state === "SUCCESS" ? "ok" : "warn"}>{has(`refund.${refund.state}`) ? t(`refund.${refund.state}`) : refund.state}</Chip>
              </li>
            ))}
          </ul>
        </section>
      )}
      {place && (
        <Link href={`${place}/${receipt.subject.id}`} className="row receipt-on">
          {t("receipt.on")} <ForwardIcon className="row-mark" aria-hidden="true" />
        </Link>
      )}
      {receipt.transaction_id && <Disputes transactionId={receipt.transaction_id} canDispute={receipt.can_dispute} onNew={() => go(`/wallet/disputes/new?of=${receipt.transaction_id}`)} />}
    </>
  );
}

function Disputes({ transactionId, canDispute, onNew }: { transactionId: string; canDispute: boolean; onNew: () => void }) {
  const { t, has } = useWords();
  const { api } = useSelf();
  const answer = useMoneyAnswer(`disputes of ${transactionId}`, () => api.money.disputesOf(transactionId));
  const known = answer.state === "here" ? answer.value.items : [];
  return (
    <>
      {known.map((dispute) => (
        <Link key={dispute.id} href={`/wallet/disputes/${dispute.id}`} className="row receipt-on">
          <DisputeIcon className="row-icon" aria-hidden="true" />
          {t("dispute.title")} <Chip tone="warn">{has(`dispute.state.${dispute.state}`) ? t(`dispute.state.${dispute.state}`) : dispute.state}</Chip>
          <ForwardIcon className="row-mark" aria-hidden="true" />
        </Link>
      ))}
      {canDispute && (
        <Button icon={DisputeIcon} wide onClick={onNew}>
          {t("dispute.open")}
        </Button>
      )}
    </>
  );
}

/** One line; a number can be copied. */
export function Fact({ name, copied, children }: { name: string; copied?: string; children?: ReactNode }) {
  const { t } = useWords();
  const say = useSay();
  const copy = () =>
    navigator.clipboard.writeText(copied ?? "").then(
      () => say(t("message.copied")),
      () => say(t("message.notCopied")),
    );
  return (
    <>
      <dt>{name}</dt>
      <dd>
        {copied ? (
          <button type="button" className="fact-copy mono" aria-label={`${t("message.copy")}: ${copied}`} onClick={() => void copy()}>
            {copied}
            <CopyIcon aria-hidden="true" />
          </button>
        ) : (
          children
        )}
      </dd>
    </>
  );
}
