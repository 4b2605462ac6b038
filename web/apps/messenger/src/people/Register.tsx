import { ApiError } from "@hutong/api";
import { Button, EmptyState, Field, Logo, SkeletonRows } from "@hutong/ui";
import { useState, type FormEvent } from "react";
import { Link, useLocation, useSearchParams } from "wouter";
import { useSession } from "../app/session";
import { useAnswer } from "../app/useAnswer";
import { useErrorWords } from "../app/useErrorWords";
import { useWords } from "../app/words";
import { LanguageLinks } from "./LanguageLinks";
import "./pages.css";

const SHORTEST_PASSWORD = 8;

/** By invitation, or without one where the place is open to newcomers. */
export default function Register({ invitation }: { invitation: string | null }) {
  const { t } = useWords();
  const { session, api } = useSession();
  const wordsFor = useErrorWords();
  const answer = useAnswer(invitation ?? "", async () => (invitation ? api.invitation(invitation) : null));

  if (answer.state === "waiting") return <SkeletonRows label={t("app.loading")} rows={3} />;
  if (answer.state === "failed") {
    return (
      <main className="entry">
        <EmptyState title={t("register.invalidTitle")}>{wordsFor(answer.error)}</EmptyState>
        <LanguageLinks />
      </main>
    );
  }
  const role = answer.value?.role;
  const inviter = answer.value?.inviter_name;
  const help = role === "operator" ? t("register.asOperator") : inviter ? t("register.invitedBy", { name: inviter }) : t("register.help");
  return (
    <main className="entry">
      <header className="entry-head">
        <Logo size={48} name={session.instance.name} />
        <h1>{t("register.title", { name: session.instance.name })}</h1>
        <p>{help}</p>
      </header>
      <RegisterForm invitation={invitation} />
      <LanguageLinks />
    </main>
  );
}

function RegisterForm({ invitation }: { invitation: string | null }) {
  const { t, language } = useWords();
  const { api, refresh } = useSession();
  const [, go] = useLocation();
  const [search] = useSearchParams();
  const wordsFor = useErrorWords();
  const [name, setName] = useState("");
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const [problem, setProblem] = useState<ApiError | null>(null);
  const [isBusy, setBusy] = useState(false);
  const next = search.get("next");

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setProblem(null);
    try {
      const { person } = await api.register({ invitation, name: name.trim(), email: email.trim(), password, language });
      await refresh(person.id);
      go(next?.startsWith("/") && !next.startsWith("//") ? next : "/");
    } catch (error) {
      setProblem(error instanceof ApiError ? error : new ApiError(0, "unreachable"));
      setBusy(false);
    }
  };
  const problemOf = (field: string) => (problem && fieldOf(problem.code) === field ? wordsFor(problem) : null);
  return (
    <form className="entry-card form" onSubmit={(event) => void submit(event)}>
      <Field label={t("register.name")} autoComplete="name" required maxLength={60} value={name} error={problemOf("name")} onChange={(event) => setName(event.target.value)} />
      <Field label={t("signIn.email")} type="email" autoComplete="username" required value={email} error={problemOf("email")} onChange={(event) => setEmail(event.target.value)} />
      <Field
        label={t("register.password")}
        type="password"
        autoComplete="new-password"
        required
        minLength={SHORTEST_PASSWORD}
        help={t("register.passwordHelp", { count: SHORTEST_PASSWORD })}
        value={password}
        error={problemOf("password")}
        onChange={(event) => setPassword(event.target.value)}
      />
      {problem && fieldOf(problem.code) === null && (
        <p className="field-error" role="alert">
          {wordsFor(problem)}
        </p>
      )}
      <Button look="door" type="submit" busy={isBusy} wide>
        {t("register.do")}
      </Button>
      <p className="entry-note">
        <Link href="/sign-in">{t("register.signInInstead")}</Link>
      </p>
    </form>
  );
}

/** The field a refusal speaks of, by the first word of its code. */
function fieldOf(code: string): string | null {
  const word = code.split("_")[0] ?? "";
  return ["name", "email", "password"].includes(word) ? word : null;
}
