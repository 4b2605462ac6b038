import type { Dispute } from "@hutong/api";
import { Button, Chip, EmptyState, IconButton, Sheet, SkeletonRows } from "@hutong/ui";
import { CheckIcon, SendIcon } from "@hutong/ui/icons";
import { yuan } from "@hutong/ui/money";
import { useState, type FormEvent } from "react";
import { useSelf } from "../app/session";
import { fullTime } from "../app/time";
import { useSay } from "../app/toasts";
import { useErrorWords } from "../app/useErrorWords";
import { useWords } from "../app/words";
import { PageHeader } from "../shell/PageHeader";
import { useMoneyAnswer } from "./useWallet";
import "../people/pages.css";
import "./wallet.css";

/** A dispute: how it stands, what was said, and what the operator decided. */
export default function DisputePage({ id }: { id: string }) {
  const { t } = useWords();
  const { api } = useSelf();
  const wordsFor = useErrorWords();
  const answer = useMoneyAnswer(`dispute ${id}`, () => api.money.dispute(id));
  return (
    <article className="page">
      <PageHeader title={t("dispute.title")} back="/wallet/statement" />
      <div className="page-body">
        {answer.state === "waiting" && <SkeletonRows label={t("app.loading")} rows={3} />}
        {answer.state === "failed" && <EmptyState title={wordsFor(answer.error)} actions={<Button onClick={answer.again}>{t("app.tryAgain")}</Button>} />}
        {answer.state === "here" && <About dispute={answer.value} again={answer.again} />}
      </div>
    </article>
  );
}

function About({ dispute, again }: { dispute: Dispute; again: () => void }) {
  const { t, has, language } = useWords();
  const reason = `dispute.reason.${dispute.reason}`;
  const state = `dispute.state.${dispute.state}`;
  return (
    <>
      <div className="dispute-head">
        <h2>{dispute.merchant_name}</h2>
        <Chip tone={dispute.refunded_fen > 0 ? "ok" : "warn"} icon={dispute.refunded_fen > 0 ? CheckIcon : undefined}>
          {has(state) ? t(state) : dispute.state}
        </Chip>
        <p>
          {yuan(dispute.amount_fen)} · {has(reason) ? t(reason) : dispute.reason} · {fullTime(dispute.opened_at, language)}
        </p>
        {dispute.refunded_fen > 0 && <p className="dispute-money">{t("dispute.refunded", { amount: yuan(dispute.refunded_fen) })}</p>}
        {has(`dispute.next.${dispute.state}`) && <p className="page-note">{t(`dispute.next.${dispute.state}`)}</p>}
      </div>
      <ol className="dispute-log" aria-label={t("dispute.said")}>
        {dispute.messages.map((message) => (
          <li key={message.id} className={message.by === "person" ? "dispute-mine" : `dispute-${message.by}`}>
            <small>
              {t(`dispute.by.${message.by}`)} · {fullTime(message.at, language)}
            </small>
            <p dir="auto">{message.text}</p>
          </li>
        ))}
      </ol>
      {dispute.can_write && <Answer dispute={dispute} again={again} />}
      <Doors dispute={dispute} again={again} />
    </>
  );
}

function Answer({ dispute, again }: { dispute: Dispute; again: () => void }) {
  const { t } = useWords();
  const { api } = useSelf();
  const say = useSay();
  const wordsFor = useErrorWords();
  const [text, setText] = useState("");
  const [isBusy, setBusy] = useState(false);
  const send = async (event: FormEvent) => {
    event.preventDefault();
    if (text.trim() === "") return;
    setBusy(true);
    try {
      await api.money.sayInDispute(dispute.id, text.trim());
      setText("");
      again();
    } catch (error) {
      say(wordsFor(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <form className="dispute-answer" onSubmit={(event) => void send(event)}>
      <textarea rows={2} maxLength={500} value={text} placeholder={t("dispute.write")} aria-label={t("dispute.write")} onChange={(event) => setText(event.target.value)} />
      <IconButton label={t("composer.send")} icon={SendIcon} filled type="submit" className="composer-send" disabled={isBusy || text.trim() === ""} />
    </form>
  );
}

function Doors({ dispute, again }: { dispute: Dispute; again: () => void }) {
  const { t } = useWords();
  const { api } = useSelf();
  const say = useSay();
  const wordsFor = useErrorWords();
  const [isLeaving, setLeaving] = useState(false);
  const withdraw = async () => {
    try {
      await api.money.withdrawDispute(dispute.id);
      say(t("dispute.isWithdrawn"));
    } catch (error) {
      say(wordsFor(error));
    }
    setLeaving(false);
    again();
  };
  return (
    <>
      {dispute.can_withdraw && (
        <Button wide onClick={() => setLeaving(true)}>
          {t("dispute.withdraw")}
        </Button>
      )}
      {isLeaving && (
        <Sheet title={t("dispute.withdrawTitle")} closeLabel={t("app.close")} onClose={() => setLeaving(false)}>
          <p className="sheet-text">{t("dispute.withdrawHelp")}</p>
          <Button look="door" wide onClick={() => void withdraw()}>
            {t("dispute.withdraw")}
          </Button>
        </Sheet>
      )}
    </>
  );
}
