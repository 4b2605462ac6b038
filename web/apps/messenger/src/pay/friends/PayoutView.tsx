import type { Payout } from "@hutong/api";
import { Avatar, Button, EmptyState, SkeletonRows } from "@hutong/ui";
import { yuan } from "@hutong/ui/money";
import { useState } from "react";
import { useSelf } from "../../app/session";
import { fullTime } from "../../app/time";
import { useSay } from "../../app/toasts";
import { useErrorWords } from "../../app/useErrorWords";
import { useWords } from "../../app/words";
import { useMoneyAnswer } from "../../wallet/useWallet";
import { Amount } from "../Amount";

/** Money that a merchant gives: to be taken, or a packet to be opened. */
export function PayoutView({ id, version, conversationId }: { id: string; version?: string; conversationId: string | null }) {
  const { t } = useWords();
  const { api } = useSelf();
  const wordsFor = useErrorWords();
  const answer = useMoneyAnswer(`payout ${id}`, () => api.money.payout(id, conversationId), version);
  if (answer.state === "waiting") return <SkeletonRows label={t("app.loading")} rows={2} />;
  if (answer.state === "failed") return <EmptyState small title={wordsFor(answer.error)} actions={<Button onClick={answer.again}>{t("app.tryAgain")}</Button>} />;
  return <Standing payout={answer.value} conversationId={conversationId} again={answer.again} />;
}

function Standing({ payout, conversationId, again }: { payout: Payout; conversationId: string | null; again: () => void }) {
  const { t, language } = useWords();
  const { api } = useSelf();
  const say = useSay();
  const wordsFor = useErrorWords();
  const [isBusy, setBusy] = useState(false);
  const take = async () => {
    setBusy(true);
    try {
      const got = payout.kind === "packet" ? await api.money.openPayout(payout.id, conversationId) : await api.money.confirmPayout(payout.id);
      say(got.amount_fen === null ? t("payout.taken") : t("transfer.accepted", { amount: yuan(got.amount_fen) }));
    } catch (error) {
      say(wordsFor(error));
    } finally {
      setBusy(false);
      again();
    }
  };
  return (
    <div className="story">
      <Avatar shape="place" name={payout.merchant.name} colour="kiln" size={56} />
      <h3>{t(`payout.${payout.kind}.${payout.state}`, { name: payout.merchant.name })}</h3>
      {payout.amount_fen !== null && <Amount fen={payout.amount_fen} size="large" />}
      {(payout.title || payout.memo) && <p className="story-memo">{payout.title || payout.memo}</p>}
      {payout.state === "waiting" && (
        <>
          {payout.expires_at && <p className="page-note">{t("transfer.gotHelp", { at: fullTime(payout.expires_at, language) })}</p>}
          <Button look="door" wide busy={isBusy} onClick={() => void take()}>
            {payout.kind === "packet" ? t("packet.open") : t("transfer.accept", { amount: yuan(payout.amount_fen ?? 0) })}
          </Button>
        </>
      )}
    </div>
  );
}
