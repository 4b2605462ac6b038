import { Button, EmptyState } from "@hutong/ui";
import { useId, useState, type FormEvent } from "react";
import { useLocation, useSearchParams } from "wouter";
import { useSelf } from "../app/session";
import { useErrorWords } from "../app/useErrorWords";
import { useWords } from "../app/words";
import { GoButton } from "../pay/GoButton";
import { PageHeader } from "../shell/PageHeader";
import "../people/pages.css";
import "./wallet.css";

const REASONS = ["not_delivered", "not_as_described", "refund_refused", "charged_twice", "other"] as const;
const LETTERS = 500;

/** Something went wrong with a payment: what, in a word and in one's own. */
export default function DisputeNew() {
  const { t } = useWords();
  const { api } = useSelf();
  const [, go] = useLocation();
  const [search] = useSearchParams();
  const wordsFor = useErrorWords();
  const id = useId();
  const [reason, setReason] = useState<(typeof REASONS)[number]>("not_delivered");
  const [text, setText] = useState("");
  const [problem, setProblem] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const transactionId = search.get("of");
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!transactionId || text.trim() === "") return;
    setBusy(true);
    setProblem(null);
    try {
      const dispute = await api.money.openDispute({ transaction_id: transactionId, reason, text: text.trim() });
      go(`/wallet/disputes/${dispute.id}`, { replace: true });
    } catch (error) {
      setProblem(wordsFor(error));
      setBusy(false);
    }
  };
  return (
    <article className="page">
      <PageHeader title={t("dispute.open")} back="/wallet/statement" />
      <div className="page-body">
        {transactionId ? (
          <form className="form card-form" onSubmit={(event) => void submit(event)}>
            <p>{t("dispute.help")}</p>
            <fieldset className="choice-field">
              <legend>{t("dispute.reason")}</legend>
              <div className="reasons">
                {REASONS.map((one) => (
                  <label key={one}>
                    <input type="radio" name="reason" checked={one === reason} onChange={() => setReason(one)} />
                    <span>{t(`dispute.reason.${one}`)}</span>
                  </label>
                ))}
              </div>
            </fieldset>
            <div className="field">
              <label htmlFor={id}>{t("dispute.text")}</label>
              <textarea id={id} rows={4} maxLength={LETTERS} required value={text} onChange={(event) => setText(event.target.value)} />
            </div>
            {problem && (
              <p className="field-error" role="alert">
                {problem}
              </p>
            )}
            <Button look="door" type="submit" busy={isBusy} wide disabled={text.trim() === ""}>
              {t("dispute.send")}
            </Button>
          </form>
        ) : (
          <EmptyState title={t("dispute.fromReceipt")} actions={<GoButton to="/wallet/statement" look="door">{t("statement.title")}</GoButton>} />
        )}
      </div>
    </article>
  );
}
