import type { Coupon } from "@hutong/api";
import { Button, Chip, EmptyState, SkeletonRows } from "@hutong/ui";
import { yuan } from "@hutong/ui/money";
import { useState } from "react";
import { useSelf } from "../app/session";
import { fullTime } from "../app/time";
import { useErrorWords } from "../app/useErrorWords";
import { useWords } from "../app/words";
import { PageHeader } from "../shell/PageHeader";
import { useMoneyAnswer } from "./useWallet";
import "../people/pages.css";
import "./wallet.css";

/** What shops gave: coupons that come off by themselves, vouchers with a code to show. */
export default function Coupons() {
  const { t } = useWords();
  const { api } = useSelf();
  const wordsFor = useErrorWords();
  const answer = useMoneyAnswer("coupons", () => api.money.cardWallet());
  const coupons = answer.state === "here" ? answer.value.coupons : [];
  const live = coupons.filter(isLive);
  const over = coupons.filter((coupon) => !isLive(coupon));
  return (
    <article className="page">
      <PageHeader title={t("coupons.title")} back="/wallet" />
      <div className="page-body">
        {answer.state === "waiting" && <SkeletonRows label={t("app.loading")} rows={3} />}
        {answer.state === "failed" && <EmptyState title={wordsFor(answer.error)} actions={<Button onClick={answer.again}>{t("app.tryAgain")}</Button>} />}
        {answer.state === "here" && coupons.length === 0 && <EmptyState title={t("coupons.none")}>{t("coupons.noneHelp")}</EmptyState>}
        <ul className="coupons">
          {live.map((coupon) => (
            <Ticket key={coupon.id} coupon={coupon} />
          ))}
        </ul>
        {over.length > 0 && (
          <section>
            <h2 className="page-section">{t("coupons.over")}</h2>
            <ul className="coupons coupons-over">
              {over.map((coupon) => (
                <Ticket key={coupon.id} coupon={coupon} />
              ))}
            </ul>
          </section>
        )}
      </div>
    </article>
  );
}

const isLive = ({ state }: Coupon): boolean => state === "SENDED" || state === "usable" || state === "live";

function Ticket({ coupon }: { coupon: Coupon }) {
  const { t, has, language } = useWords();
  const [isShown, setShown] = useState(false);
  const state = `coupons.state.${coupon.state}`;
  return (
    <li className="coupon">
      <span className="coupon-off num">{coupon.discount_fen === null ? t("coupons.voucher") : yuan(coupon.discount_fen)}</span>
      <span className="coupon-words">
        <b>{coupon.name}</b>
        <small>{coupon.merchant}</small>
        <small>
          {coupon.minimum_fen ? `${t("coupons.from", { amount: yuan(coupon.minimum_fen) })} · ` : ""}
          {t("coupons.until", { at: fullTime(coupon.valid_until, language) })}
        </small>
      </span>
      {!isLive(coupon) && has(state) && <Chip>{t(state)}</Chip>}
      {isLive(coupon) && coupon.code && (
        <button type="button" className="text-button" aria-expanded={isShown} onClick={() => setShown(!isShown)}>
          {isShown ? <span className="mono">{coupon.code}</span> : t("coupons.show")}
        </button>
      )}
    </li>
  );
}
