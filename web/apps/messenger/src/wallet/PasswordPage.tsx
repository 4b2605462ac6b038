import { ApiError } from "@hutong/api";
import { Button, EmptyState, Field, SkeletonRows } from "@hutong/ui";
import { LockIcon } from "@hutong/ui/icons";
import { useState, type FormEvent } from "react";
import { useLocation } from "wouter";
import { useSelf } from "../app/session";
import { fullTime } from "../app/time";
import { useSay } from "../app/toasts";
import { useErrorWords } from "../app/useErrorWords";
import { useWords } from "../app/words";
import { PasswordStep } from "../pay/PasswordStep";
import { PageHeader } from "../shell/PageHeader";
import { useWallet } from "./useWallet";
import { weaknessOf } from "./passwords";
import "../pay/pay.css";
import "../people/pages.css";
import "./wallet.css";

type Proof = { old_password: string } | { sign_in_password: string } | Record<string, never>;

/** The first password, another one, and the way back in for whoever has forgotten theirs. */
export default function PasswordPage() {
  const { t } = useWords();
  const wordsFor = useErrorWords();
  const answer = useWallet();
  return (
    <article className="page">
      <PageHeader title={t("password.title")} back="/wallet/settings" />
      <div className="page-body password-page">
        {answer.state === "waiting" && <SkeletonRows label={t("app.loading")} rows={2} />}
        {answer.state === "failed" && <EmptyState title={wordsFor(answer.error)} actions={<Button onClick={answer.again}>{t("app.tryAgain")}</Button>} />}
        {answer.state === "here" && <Steps hasPassword={answer.value.has_password} lockedUntil={answer.value.locked_until} />}
      </div>
    </article>
  );
}

function Steps({ hasPassword, lockedUntil }: { hasPassword: boolean; lockedUntil: string | null }) {
  const { t, language } = useWords();
  const { api } = useSelf();
  const [, go] = useLocation();
  const say = useSay();
  const wordsFor = useErrorWords();
  const [proof, setProof] = useState<Proof | null>(hasPassword ? null : {});
  const [hasForgotten, setForgotten] = useState(lockedUntil !== null);
  const [first, setFirst] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);

  const choose = (typed: string) => {
    const weakness = weaknessOf(typed);
    setProblem(weakness && t(`password.weak.${weakness}`));
    if (!weakness) setFirst(typed);
  };
  const confirm = async (typed: string) => {
    if (typed !== first) {
      setFirst(null);
      return setProblem(t("password.differs"));
    }
    setBusy(true);
    setProblem(null);
    try {
      await api.money.setPassword({ password: typed, ...proof });
      say(t("password.set"));
      go("/wallet", { replace: true });
    } catch (error) {
      setBusy(false);
      setFirst(null);
      setProblem(wordsFor(error));
      // A wrong proof has to be given anew; anything else is about the new one.
      if (hasPassword && error instanceof ApiError && error.code !== "payment_password_too_simple") setProof(null);
    }
  };

  if (hasPassword && proof === null && hasForgotten) {
    return (
      <>
        {lockedUntil && (
          <p className="wallet-strip wallet-strip-plain" role="status">
            <LockIcon aria-hidden="true" />
            <span>
              <b>{t("wallet.locked")}</b>
              {t("password.lockedHelp", { until: fullTime(lockedUntil, language) })}
            </span>
          </p>
        )}
        <Forgotten problem={problem} onProof={setProof} onBack={lockedUntil ? null : () => setForgotten(false)} />
      </>
    );
  }
  if (hasPassword && proof === null) {
    return (
      <>
        <PasswordStep key="old" label={t("password.old")} problem={problem} withSeal onWhole={(old) => (setProblem(null), setProof({ old_password: old }))} />
        <p className="password-forgotten">
          <button type="button" className="text-button" onClick={() => setForgotten(true)}>
            {t("password.forgotten")}
          </button>
        </p>
      </>
    );
  }
  if (first === null) {
    return (
      <>
        {!hasPassword && <p className="page-note password-help">{t("password.help")}</p>}
        <PasswordStep key="new" label={hasPassword ? t("password.new") : t("password.first")} problem={problem} onWhole={choose} />
      </>
    );
  }
  return <PasswordStep key="again" label={t("password.again")} isBusy={isBusy} onWhole={(typed) => void confirm(typed)} />;
}

/** Whoever knows how to sign in may choose another payment password. */
function Forgotten({ problem, onProof, onBack }: { problem: string | null; onProof: (proof: Proof) => void; onBack: (() => void) | null }) {
  const { t } = useWords();
  const [password, setPassword] = useState("");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onProof({ sign_in_password: password });
  };
  return (
    <form className="form card-form" onSubmit={submit}>
      <Field
        label={t("password.signIn")}
        help={t("password.signInHelp")}
        error={problem}
        type="password"
        autoComplete="current-password"
        required
        value={password}
        onChange={(event) => setPassword(event.target.value)}
      />
      <Button look="door" type="submit" wide disabled={password === ""}>
        {t("password.goOn")}
      </Button>
      {onBack && (
        <Button look="plain" wide onClick={onBack}>
          {t("app.back")}
        </Button>
      )}
    </form>
  );
}
