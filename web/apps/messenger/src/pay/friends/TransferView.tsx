import type { FriendTransfer } from "@hutong/api";
import { Button, EmptyState, Sheet, SkeletonRows } from "@hutong/ui";
import { BellIcon, DoneIcon, ReturnIcon, WaitingIcon } from "@hutong/ui/icons";
import { yuan } from "@hutong/ui/money";
import { useState } from "react";
import { useSelf } from "../../app/session";
import { fullTime } from "../../app/time";
import { useSay } from "../../app/toasts";
import { useErrorWords } from "../../app/useErrorWords";
import { useWords } from "../../app/words";
import { personName } from "../../chat/peer";
import { useMoneyAnswer } from "../../wallet/useWallet";
import { Amount } from "../Amount";

const ICONS = { pending: WaitingIcon, accepted: DoneIcon, returned: ReturnIcon, expired: ReturnIcon };

/** One transfer, seen from either side: how it stands and what one may do. */
export function TransferView({ id, version }: { id: string; version?: string }) {
  const { t } = useWords();
  const { api } = useSelf();
  const wordsFor = useErrorWords();
  const answer = useMoneyAnswer(`transfer ${id}`, () => api.money.transfer(id), version);
  if (answer.state === "waiting") return <SkeletonRows label={t("app.loading")} rows={2} />;
  if (answer.state === "failed") return <EmptyState small title={wordsFor(answer.error)} actions={<Button onClick={answer.again}>{t("app.tryAgain")}</Button>} />;
  return <Standing transfer={answer.value} again={answer.again} />;
}

function Standing({ transfer, again }: { transfer: FriendTransfer; again: () => void }) {
  const { t, language } = useWords();
  const { self, api } = useSelf();
  const say = useSay();
  const wordsFor = useErrorWords();
  const [isBusy, setBusy] = useState(false);
  const [isReturning, setReturning] = useState(false);
  const isMine = transfer.from.id === self.id;
  const Glyph = ICONS[transfer.state];
  const name = personName(isMine ? transfer.to : transfer.from);
  const arrives = transfer.state === "accepted" && transfer.arrives_at && !transfer.has_arrived ? transfer.arrives_at : null;

  const act = async (what: () => Promise<unknown>, words: string) => {
    setBusy(true);
    try {
      await what();
      say(words);
    } catch (error) {
      say(wordsFor(error));
    } finally {
      setBusy(false);
      setReturning(false);
      again();
    }
  };
  return (
    <div className="story">
      <Glyph weight="fill" className={`story-glyph story-${transfer.state}`} aria-hidden="true" />
      <h3>{t(`transfer.${isMine ? "sent" : "got"}.${transfer.state}`, { name })}</h3>
      <Amount fen={transfer.amount_fen} size="large" />
      {transfer.memo && <p className="story-memo">{transfer.memo}</p>}
      <p className="page-note">
        {transfer.state === "pending" ? t(isMine ? "transfer.sentHelp" : "transfer.gotHelp", { at: fullTime(transfer.expires_at, language) }) : null}
        {arrives && t("transfer.arrivesAt", { at: fullTime(arrives, language) })}
      </p>
      {transfer.state === "pending" && !isMine && (
        <>
          <Button look="door" wide busy={isBusy} onClick={() => void act(() => api.money.acceptTransfer(transfer.id), t("transfer.accepted", { amount: yuan(transfer.amount_fen) }))}>
            {t("transfer.accept", { amount: yuan(transfer.amount_fen) })}
          </Button>
          <Button look="soft" wide onClick={() => setReturning(true)}>
            {t("transfer.return")}
          </Button>
        </>
      )}
      {transfer.state === "pending" && isMine && (
        <Button icon={BellIcon} wide busy={isBusy} onClick={() => void act(() => api.money.remindOfTransfer(transfer.id), t("transfer.reminded", { name }))}>
          {t("transfer.remind", { name })}
        </Button>
      )}
      {isReturning && (
        <Sheet title={t("transfer.returnTitle", { name })} closeLabel={t("app.close")} onClose={() => setReturning(false)}>
          <p className="sheet-text">{t("transfer.returnHelp", { amount: yuan(transfer.amount_fen), name })}</p>
          <Button look="door" wide busy={isBusy} onClick={() => void act(() => api.money.returnTransfer(transfer.id), t("transfer.isReturned", { name }))}>
            {t("transfer.return")}
          </Button>
        </Sheet>
      )}
    </div>
  );
}
