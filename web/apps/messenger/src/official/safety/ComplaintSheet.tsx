import { COMPLAINT_REASONS, type ComplaintReason, type OwnComplaint } from "@hutong/api";
import { Button, Sheet, SkeletonRows, Switch } from "@hutong/ui";
import { DoneIcon, WaitingIcon } from "@hutong/ui/icons";
import { useId, useState, type FormEvent } from "react";
import { useLocation } from "wouter";
import { useSelf } from "../../app/session";
import { fullTime } from "../../app/time";
import { useSay } from "../../app/toasts";
import { useAnswer } from "../../app/useAnswer";
import { useErrorWords } from "../../app/useErrorWords";
import { useWords } from "../../app/words";
import { Preview } from "../../chat/preview";
import type { Complaining } from "./context";
import "./safety.css";

const LETTERS = 500;

/** What is wrong with an account, for those who look after the lane; the account itself never hears who said so. */
export default function ComplaintSheet({ account, entry, onClose }: Complaining & { onClose: () => void }) {
  const { t } = useWords();
  const { api } = useSelf();
  const answer = useAnswer(account.app_id, () => api.accountSafety(account.app_id));
  const open = answer.state === "here" ? answer.value.complaints.find(({ state }) => state === "open") : undefined;
  return (
    <Sheet title={t("complaint.title", { name: account.name })} closeLabel={t("app.close")} onClose={onClose}>
      {answer.state === "waiting" ? (
        <SkeletonRows label={t("app.loading")} rows={3} />
      ) : open ? (
        <Waiting complaint={open} onClose={onClose} />
      ) : (
        <>
          {answer.state === "here" && <Decided complaint={answer.value.complaints[0]} />}
          <Form account={account} entry={entry} onClose={onClose} />
        </>
      )}
    </Sheet>
  );
}

function Form({ account, entry, onClose }: Complaining & { onClose: () => void }) {
  const { t } = useWords();
  const { api, device } = useSelf();
  const [path, go] = useLocation();
  const say = useSay();
  const wordsFor = useErrorWords();
  const id = useId();
  const [reason, setReason] = useState<ComplaintReason>("spam");
  const [words, setWords] = useState("");
  const [leaves, setLeaves] = useState(account.following);
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const needsWords = reason === "other" && words.trim() === "";

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (needsWords) return setProblem(t("errors.complaint_words_missing"));
    setBusy(true);
    setProblem(null);
    try {
      await api.complain(account.app_id, { reason, words: words.trim(), about: entry && { conversation_id: entry.conversation_id, seq: entry.seq }, unfollow: leaves });
      onClose();
      if (leaves) {
        // The thread goes with it.
        if (path.startsWith("/c/")) go("/");
        void device.sync();
      }
      say(t(leaves && account.following ? "complaint.sentAndLeft" : "complaint.sent", { name: account.name }));
    } catch (error) {
      setProblem(wordsFor(error));
      setBusy(false);
    }
  };
  return (
    <form className="complaint" onSubmit={(event) => void submit(event)}>
      {entry && (
        <blockquote className="complaint-about">
          <small>{t("complaint.about")}</small>
          <Preview body={entry.body} mine={false} />
        </blockquote>
      )}
      <fieldset>
        <legend>{t("complaint.reason")}</legend>
        {COMPLAINT_REASONS.map((one) => (
          <label key={one}>
            <input type="radio" name="reason" checked={one === reason} onChange={() => setReason(one)} />
            <span>{t(`complaint.reason.${one}`)}</span>
          </label>
        ))}
      </fieldset>
      <div className="field">
        <label htmlFor={id}>{t(reason === "other" ? "complaint.words" : "complaint.wordsIfAny")}</label>
        <textarea id={id} rows={3} maxLength={LETTERS} value={words} aria-invalid={problem !== null} onChange={(event) => setWords(event.target.value)} />
      </div>
      {account.following && <Switch label={t("complaint.unfollow")} on={leaves} onChange={setLeaves} />}
      <p className="complaint-note">{t("complaint.private", { name: account.name })}</p>
      {problem && (
        <p className="field-error" role="alert">
          {problem}
        </p>
      )}
      <Button look="door" type="submit" busy={isBusy} wide>
        {t("complaint.send")}
      </Button>
    </form>
  );
}

/** One at a time: the last one is still being looked at. */
function Waiting({ complaint, onClose }: { complaint: OwnComplaint; onClose: () => void }) {
  const { t, language } = useWords();
  return (
    <div className="complaint">
      <p className="complaint-state">
        <WaitingIcon weight="fill" aria-hidden="true" />
        <span>
          <b>{t("complaint.waiting")}</b>
          <small>
            {t(`complaint.reason.${complaint.reason}`)} · {fullTime(complaint.created_at, language)}
          </small>
        </span>
      </p>
      <p className="complaint-note">{t("complaint.waitingHelp")}</p>
      <Button onClick={onClose} wide>
        {t("app.close")}
      </Button>
    </div>
  );
}

function Decided({ complaint }: { complaint: OwnComplaint | undefined }) {
  const { t, language } = useWords();
  if (!complaint?.decided_at) return null;
  return (
    <p className="complaint-state">
      <DoneIcon weight="fill" aria-hidden="true" />
      <span>
        <b>{t(`complaint.decided.${complaint.state}`, { time: fullTime(complaint.decided_at, language) })}</b>
        {complaint.answer && <small dir="auto">{complaint.answer}</small>}
      </span>
    </p>
  );
}
