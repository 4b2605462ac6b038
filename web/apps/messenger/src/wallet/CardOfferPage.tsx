import { Button, EmptyState, SkeletonRows } from "@hutong/ui";
import { useState } from "react";
import { useLocation } from "wouter";
import { useSelf } from "../app/session";
import { useSay } from "../app/toasts";
import { useAnswer } from "../app/useAnswer";
import { useErrorWords } from "../app/useErrorWords";
import { useWords } from "../app/words";
import { PageHeader } from "../shell/PageHeader";
import { CardLook } from "./AccountTicket";
import "../people/pages.css";
import "./wallet.css";

/** What a scanned code hands out, to be taken or left. */
export default function CardOfferPage({ code }: { code: string }) {
  const { t } = useWords();
  const { api } = useSelf();
  const [, go] = useLocation();
  const say = useSay();
  const wordsFor = useErrorWords();
  const answer = useAnswer(code, () => api.cardOffer(code));
  const [isBusy, setBusy] = useState(false);
  const take = async () => {
    setBusy(true);
    try {
      await api.takeCards(code);
      say(t("accountCards.taken"));
      go("/wallet/coupons");
    } catch (error) {
      say(wordsFor(error));
      setBusy(false);
    }
  };
  return (
    <article className="page">
      <PageHeader title={t("accountCards.offer")} back="/wallet" />
      <div className="page-body">
        {answer.state === "waiting" && <SkeletonRows label={t("app.loading")} rows={2} />}
        {answer.state === "failed" && <EmptyState title={wordsFor(answer.error)} />}
        {answer.state === "here" && (
          <>
            <h2 className="page-section">{answer.value.account.name}</h2>
            <ul className="coupons">
              {answer.value.cards.map((face, place) => (
                <CardLook key={`${place} ${face.card_id}`} face={face} />
              ))}
            </ul>
            {answer.value.is_taken ? (
              <p className="page-note">{t("accountCards.isTaken")}</p>
            ) : (
              <Button look="door" wide busy={isBusy} onClick={() => void take()}>
                {t("accountCards.take")}
              </Button>
            )}
          </>
        )}
      </div>
    </article>
  );
}
