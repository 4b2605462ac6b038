import type { Coupon } from "@hutong/api";
import { Button, Chip, EmptyState, Sheet, SkeletonRows } from "@hutong/ui";
import { yuan } from "@hutong/ui/money";
import { useState } from "react";
import { useSelf } from "../app/session";
import { fullTime } from "../app/time";
import { useSay } from "../app/toasts";
import { useErrorWords } from "../app/useErrorWords";
import { useWords } from "../app/words";
import { PageHeader } from "../shell/PageHeader";
import { AccountTicket, isLiveCard } from "./AccountTicket";
import { useMoneyAnswer } from "./useWallet";
import "../people/pages.css";
import "./wallet.css";

/** What shops and accounts gave: coupons that come off by themselves, vouchers and cards with a code to show. */
export default function Coupons() {
  const { t } = useWords();
  const { api } = useSelf();
  const wordsFor = useErrorWords();
  const answer = useMoneyAnswer("coupons", async () => {
    const [{ coupons }, { cards }] = await Promise.all([api.money.cardWallet(), api.accountCards()]);
    return { coupons, cards };
  });
  const { coupons, cards } = answer.state === "here" ? answer.value : { coupons: [], cards: [] };
  const live = coupons.filter(isLive);
  const over = coupons.filter((coupon) => !isLive(coupon));
  const cardsOver = cards.filter((card) => !isLiveCard(card));
  return (
    <article className="page">
      <PageHeader title={t("coupons.title")} back="/wallet" />
      <div className="page-body">
        {answer.state === "waiting" && <SkeletonRows label={t("app.loading")} rows={3} />}
        {answer.state === "failed" && <EmptyState title={wordsFor(answer.error)} actions={<Button onClick={answer.again}>{t("app.tryAgain")}</Button>} />}
        {answer.state === "here" && coupons.length + cards.length === 0 && <EmptyState title={t("coupons.none")}>{t("coupons.noneHelp")}</EmptyState>}
        <ul className="coupons">
          {cards.filter(isLiveCard).map((card) => (
            <AccountTicket key={`${card.card_id} ${card.code}`} card={card} again={answer.again} />
          ))}
          {live.map((coupon) => (
            <Ticket key={coupon.id} coupon={coupon} again={answer.again} />
          ))}
        </ul>
        {over.length + cardsOver.length > 0 && (
          <section>
            <h2 className="page-section">{t("coupons.over")}</h2>
            <ul className="coupons coupons-over">
              {cardsOver.map((card) => (
                <AccountTicket key={`${card.card_id} ${card.code}`} card={card} again={answer.again} />
              ))}
              {over.map((coupon) => (
                <Ticket key={coupon.id} coupon={coupon} again={answer.again} />
              ))}
            </ul>
          </section>
        )}
      </div>
    </article>
  );
}

const isLive = ({ state }: Coupon): boolean => state === "usable" || state === "waiting";

function worthOf({ discount_fen, discount_percent }: Coupon, t: ReturnType<typeof useWords>["t"]): string {
  if (discount_fen !== null) return yuan(discount_fen);
  return discount_percent === null ? t("coupons.voucher") : t("coupons.percent", { percent: discount_percent });
}

function Ticket({ coupon, again }: { coupon: Coupon; again: () => void }) {
  const { t, has, language } = useWords();
  const [isShown, setShown] = useState(false);
  const state = `coupons.state.${coupon.state}`;
  return (
    <li className="coupon">
      <span className="coupon-off num">{worthOf(coupon, t)}</span>
      <span className="coupon-words">
        <b>{coupon.name}</b>
        <small>{coupon.merchant}</small>
        <small>
          {coupon.minimum_fen ? `${t("coupons.from", { amount: yuan(coupon.minimum_fen) })} · ` : ""}
          {coupon.state === "waiting" ? t("coupons.since", { at: fullTime(coupon.valid_from, language) }) : t("coupons.until", { at: fullTime(coupon.valid_until, language) })}
        </small>
        {coupon.refunds_unused && isLive(coupon) && <small>{t("coupons.refunds")}</small>}
      </span>
      {coupon.can_redeem && <Redeem coupon={coupon} again={again} />}
      {!isLive(coupon) && has(state) && <Chip>{t(state)}</Chip>}
      {isLive(coupon) && coupon.code && (
        <button type="button" className="text-button" aria-expanded={isShown} onClick={() => setShown(!isShown)}>
          {isShown ? <span className="mono">{coupon.code}</span> : t("coupons.show")}
        </button>
      )}
    </li>
  );
}

/** A voucher of one's own that is used up here and now, in front of whoever takes it. */
function Redeem({ coupon, again }: { coupon: Coupon; again: () => void }) {
  const { t } = useWords();
  const { api } = useSelf();
  const say = useSay();
  const wordsFor = useErrorWords();
  const [isAsking, setAsking] = useState(false);
  const redeem = async () => {
    try {
      await api.money.redeemCoupon(coupon.id);
      say(t("coupons.redeemed"));
    } catch (error) {
      say(wordsFor(error));
    }
    setAsking(false);
    again();
  };
  return (
    <>
      <Button size="small" onClick={() => setAsking(true)}>
        {t("coupons.redeem")}
      </Button>
      {isAsking && (
        <Sheet title={t("coupons.redeemTitle", { name: coupon.name })} closeLabel={t("app.close")} onClose={() => setAsking(false)}>
          <p className="sheet-text">{t("coupons.redeemHelp")}</p>
          <Button look="door" wide onClick={() => void redeem()}>
            {t("coupons.redeem")}
          </Button>
        </Sheet>
      )}
    </>
  );
}
