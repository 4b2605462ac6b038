import { yuan } from "@hutong/ui/money";
import type { ReactNode } from "react";
import { useErrorWords } from "../app/useErrorWords";
import { useWords } from "../app/words";
import { Amount } from "./Amount";
import { MoneyFrame } from "./MoneyFrame";
import { PasswordStep } from "./PasswordStep";
import { Checking, PaidResult, RefusedResult } from "./Results";
import { usePaying } from "./usePaying";

interface PasswordSheetProps {
  title: string;
  fen?: number;
  /** What else will happen: a fee, where it goes. */
  children?: ReactNode;
  onPassword: (password: string, requestId: string) => Promise<unknown>;
  onClose: () => void;
  onDone: () => void;
  /** Said when it is done; without it the sheet just closes. */
  done?: string;
}

const canRetry = (code: string): boolean => code === "payment_password_wrong";

/** One thing about one's own wallet, and the password that allows it. */
export function PasswordSheet({ title, fen, children, onPassword, onClose, onDone, done }: PasswordSheetProps) {
  const { t } = useWords();
  const wordsFor = useErrorWords();
  const { stage, send, askAnew } = usePaying<true>(canRetry);
  const settle = async (password: string, requestId: string): Promise<true> => {
    await onPassword(password, requestId);
    if (!done) onDone();
    return true;
  };
  if (stage.is === "paid" && done) {
    return (
      <MoneyFrame label={done} onClose={onDone}>
        <PaidResult fen={fen ?? null} sentence={done} means="" returnUrl={null} onDone={onDone} />
      </MoneyFrame>
    );
  }
  if (stage.is === "checking") {
    return (
      <MoneyFrame label={t("pay.checkingTitle")} onClose={null}>
        <Checking what={fen === undefined ? title : `${title}, ${yuan(fen)}`} />
      </MoneyFrame>
    );
  }
  if (stage.is === "refused") {
    return (
      <MoneyFrame label={t("pay.refusedTitle")} onClose={onClose}>
        <RefusedResult error={stage.error} onAgain={askAnew} onClose={onClose} />
      </MoneyFrame>
    );
  }
  const problem = stage.is === "asking" && stage.refusal ? wordsFor(stage.refusal) : null;
  const isBusy = stage.is === "sending" || stage.is === "paid";
  return (
    <MoneyFrame label={fen === undefined ? title : `${title}, ${yuan(fen)}`} onClose={isBusy ? null : onClose}>
      <div className="money-body">
        <h2 className="money-title">{title}</h2>
        {fen !== undefined && (
          <p className="money-amount">
            <Amount fen={fen} size="large" />
          </p>
        )}
        {children && <div className="money-what">{children}</div>}
        <PasswordStep label={t("pay.password")} problem={problem} isBusy={isBusy} onWhole={(password) => send((requestId) => settle(password, requestId))} />
      </div>
    </MoneyFrame>
  );
}
