import type { AccountCardHeld, CardFace } from "@hutong/api";
import { Button, Chip, Sheet } from "@hutong/ui";
import { yuan } from "@hutong/ui/money";
import { useState, type ReactNode } from "react";
import { useSelf } from "../app/session";
import { fullTime } from "../app/time";
import { useSay } from "../app/toasts";
import { useErrorWords } from "../app/useErrorWords";
import { useWords } from "../app/words";
import { PageLink } from "../browser/PageLink";

export const isLiveCard = ({ state }: AccountCardHeld): boolean => state === "usable" || state === "waiting";

/** A card as it looks before and after one takes it. */
export function CardLook({ face, children, mark }: { face: CardFace; children?: ReactNode; mark?: ReactNode }) {
  const { t } = useWords();
  let worth = t("coupons.voucher");
  if (face.discount_fen !== null) worth = yuan(face.discount_fen);
  else if (face.discount_percent !== null) worth = t("accountCards.off", { percent: face.discount_percent });
  else if (face.type === "MEMBER_CARD") worth = t("accountCards.member");
  return (
    <li className="coupon">
      <span className="coupon-off num">{worth}</span>
      <span className="coupon-words">
        <b>{face.title}</b>
        <small>{face.brand}</small>
        <small>
          {face.minimum_fen ? `${t("coupons.from", { amount: yuan(face.minimum_fen) })} · ` : ""}
          {face.notice}
        </small>
        {children}
      </span>
      {mark}
    </li>
  );
}

/** A card of an account in one's wallet: its code to show, and a way to be rid of it. */
export function AccountTicket({ card, again }: { card: AccountCardHeld; again: () => void }) {
  const { t, language } = useWords();
  const [isOpen, setOpen] = useState(false);
  return (
    <CardLook
      face={card}
      mark={
        isLiveCard(card) ? (
          <button type="button" className="text-button" onClick={() => setOpen(true)}>
            {t("coupons.show")}
          </button>
        ) : (
          <Chip>{t(card.state === "used" ? "coupons.state.used" : "coupons.state.expired")}</Chip>
        )
      }
    >
      <small>
        {card.state === "waiting" && t("coupons.since", { at: fullTime(card.valid_from, language) })}
        {card.state !== "waiting" && (card.valid_until ? t("coupons.until", { at: fullTime(card.valid_until, language) }) : t("accountCards.forever"))}
      </small>
      {isOpen && <CardSheet card={card} onClose={() => setOpen(false)} again={again} />}
    </CardLook>
  );
}

function CardSheet({ card, onClose, again }: { card: AccountCardHeld; onClose: () => void; again: () => void }) {
  const { t } = useWords();
  const { api } = useSelf();
  const say = useSay();
  const wordsFor = useErrorWords();
  const [isSure, setSure] = useState(false);
  const drop = async () => {
    try {
      await api.deleteAccountCard(card);
      say(t("accountCards.deleted"));
    } catch (error) {
      say(wordsFor(error));
    }
    onClose();
    again();
  };
  return (
    <Sheet title={isSure ? t("accountCards.deleteTitle", { name: card.title }) : card.title} closeLabel={t("app.close")} onClose={onClose}>
      {isSure ? (
        <p className="sheet-text">{t("accountCards.deleteHelp")}</p>
      ) : (
        <>
          {card.shows_code && <p className="sheet-text mono card-code">{card.code}</p>}
          {card.membership_number !== null && (
            <p className="sheet-text">
              {t("accountCards.number", { number: card.membership_number })} · {t("accountCards.bonus", { count: card.bonus ?? 0 })} · {t("accountCards.balance", { amount: yuan(card.balance_fen ?? 0) })}
            </p>
          )}
          {card.detail && <p className="sheet-text">{card.detail}</p>}
          <p className="sheet-text">{card.description}</p>
          {card.link_url && (
            <p className="sheet-text">
              <PageLink url={card.link_url} from={card.app_id}>
                {card.link_name || card.brand}
              </PageLink>
            </p>
          )}
        </>
      )}
      <Button look={isSure ? "door" : "soft"} wide onClick={() => (isSure ? void drop() : setSure(true))}>
        {t("accountCards.delete")}
      </Button>
    </Sheet>
  );
}
