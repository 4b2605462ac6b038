import type { ApiError } from "@hutong/api";
import { Button, LinkButton } from "@hutong/ui";
import { DoneIcon, WaitingIcon, WarningIcon } from "@hutong/ui/icons";
import { useEffect } from "react";
import { preferences } from "../app/preferences";
import { useErrorWords } from "../app/useErrorWords";
import { useWords } from "../app/words";
import { Amount } from "./Amount";
import { ReadAloud } from "./ReadAloud";
import { GoButton } from "./GoButton";
import { nextStepOf } from "./problems";

const SHOWN_MS = 1_200;

interface PaidResultProps {
  sentence: string;
  fen: number | null;
  means: string;
  returnUrl: string | null;
  onDone: () => void;
}

/** Paid: a tick for a moment, and the way back to the shop when there is one. */
export function PaidResult({ sentence, fen, means, returnUrl, onDone }: PaidResultProps) {
  const { t } = useWords();
  const staysOpen = returnUrl !== null || preferences.care();
  useEffect(() => {
    if (staysOpen) return;
    const timer = setTimeout(onDone, SHOWN_MS);
    return () => clearTimeout(timer);
    // The caller makes a new `onDone` each time it is drawn.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [staysOpen]);
  return (
    <div className="money-body money-result">
      {preferences.care() && <ReadAloud text={sentence} />}
      <DoneIcon weight="fill" className="result-paid" aria-hidden="true" />
      <div role="status">
        <h2>{sentence}</h2>
      </div>
      {fen !== null && <Amount fen={fen} size="large" />}
      {means && <p className="page-note">{means}</p>}
      {returnUrl && (
        <LinkButton look="door" href={returnUrl} wide>
          {t("pay.backToShop")}
        </LinkButton>
      )}
      {staysOpen && (
        <Button look={returnUrl ? "soft" : "door"} wide onClick={onDone}>
          {t("pay.done")}
        </Button>
      )}
    </div>
  );
}

/** Nobody knows yet: the sheet asks by itself and says that paying again would be wrong. */
export function Checking({ what }: { what: string }) {
  const { t } = useWords();
  return (
    <div className="money-body money-result" role="status">
      <WaitingIcon weight="fill" className="result-checking" aria-hidden="true" />
      <h2>{t("pay.checkingTitle")}</h2>
      <p>{t("pay.checkingHelp", { what })}</p>
    </div>
  );
}

/** Refused: why, and what to do now. */
export function RefusedResult({ error, onAgain, onClose }: { error: ApiError; onAgain: () => void; onClose: () => void }) {
  const { t } = useWords();
  const wordsFor = useErrorWords();
  const next = nextStepOf(error.code);
  return (
    <div className="money-body money-result">
      <WarningIcon weight="fill" className="result-refused" aria-hidden="true" />
      <h2>{t("pay.refusedTitle")}</h2>
      <p role="alert">{wordsFor(error)}</p>
      <p className="page-note">{t("pay.nothingMoved")}</p>
      {next?.to && (
        <GoButton look="door" to={next.to} onGo={onClose}>
          {t(next.word)}
          </GoButton>
      )}
      {next && !next.to && (
        <Button look="door" wide onClick={onAgain}>
          {t(next.word)}
        </Button>
      )}
      <Button look="soft" wide onClick={onClose}>
        {t("app.close")}
      </Button>
    </div>
  );
}
