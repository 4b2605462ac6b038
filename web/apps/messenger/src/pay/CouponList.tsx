import type { CouponOffer } from "@hutong/api";
import { Button } from "@hutong/ui";
import { CheckIcon, TicketIcon } from "@hutong/ui/icons";
import { yuan } from "@hutong/ui/money";
import { useWords } from "../app/words";

interface CouponListProps {
  offers: readonly CouponOffer[];
  chosen: ReadonlySet<string>;
  onChange: (chosen: ReadonlySet<string>) => void;
  onDone: () => void;
}

/** What may come off this payment; each coupon on or off. */
export function CouponList({ offers, chosen, onChange, onDone }: CouponListProps) {
  const { t } = useWords();
  const turn = (id: string) => {
    const next = new Set(chosen);
    if (!next.delete(id)) next.add(id);
    onChange(next);
  };
  return (
    <div className="money-body">
      <h2 className="money-title">{t("pay.coupons")}</h2>
      <ul className="means-list">
        {offers.map(({ id, name, discount_fen }) => (
          <li key={id}>
            <button type="button" className="means-row" aria-pressed={chosen.has(id)} onClick={() => turn(id)}>
              <span className="means-glyph means-glyph-coupon">
                <TicketIcon weight="fill" aria-hidden="true" />
              </span>
              <span className="means-words">
                <b>{name}</b>
                <small>{t("pay.off", { amount: yuan(discount_fen) })}</small>
              </span>
              {chosen.has(id) && <CheckIcon weight="bold" className="means-tick" aria-hidden="true" />}
            </button>
          </li>
        ))}
      </ul>
      <Button look="door" wide onClick={onDone}>
        {t("pay.useCoupons")}
      </Button>
    </div>
  );
}
