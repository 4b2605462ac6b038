import { ApiError } from "@hutong/api";
import { Button, Field, LinkButton, Logo } from "@hutong/ui";
import { LabIcon } from "@hutong/ui/icons";
import { useState, type FormEvent } from "react";
import { Link, useLocation, useSearchParams } from "wouter";
import { useSession } from "../app/session";
import { useErrorWords } from "../app/useErrorWords";
import { useWords } from "../app/words";
import { LanguageLinks } from "./LanguageLinks";
import "./pages.css";

export default function SignIn() {
  const { t } = useWords();
  const { session, api, refresh } = useSession();
  const [, go] = useLocation();
  const [search] = useSearchParams();
  const wordsFor = useErrorWords();
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const [problem, setProblem] = useState<string | null>(null);
  const isLinkSpent = search.get("link") === "spent";
  const [isBusy, setBusy] = useState(false);
  const next = ownPath(search.get("next"));

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setProblem(null);
    try {
      const { person } = await api.signIn(email, password);
      // The console is an app of its own: the browser goes there.
      if (next.startsWith("/console")) return location.assign(next);
      await refresh(person.id);
      go(next);
    } catch (error) {
      setProblem(error instanceof ApiError ? wordsFor(error) : t("errors.unreachable"));
      setBusy(false);
    }
  };
  return (
    <main className="entry">
      <form className="entry-card form" onSubmit={(event) => void submit(event)}>
        <header>
          <Logo size={48} name={session.instance.name} />
          <h1>{t("signIn.title", { name: session.instance.name })}</h1>
        </header>
        {isLinkSpent && (
          <p className="entry-note" role="alert">
            {t("errors.sign_in_link_not_found")}
          </p>
        )}
        <Field label={t("signIn.email")} type="email" autoComplete="username" required value={email} onChange={(event) => setEmail(event.target.value)} />
        <Field
          label={t("signIn.password")}
          type="password"
          autoComplete="current-password"
          required
          value={password}
          error={problem}
          onChange={(event) => setPassword(event.target.value)}
        />
        <Button look="door" type="submit" busy={isBusy} wide>
          {t("signIn.do")}
        </Button>
        <p className="entry-note">
          {session.instance.registration === "open" ? <Link href={`/register?next=${encodeURIComponent(next)}`}>{t("signIn.register")}</Link> : t("signIn.byInvitation")}
        </p>
        {session.instance.mode === "lab" && (
          <LinkButton href="/console/lab" icon={LabIcon} wide>
            {t("lab.open")}
          </LinkButton>
        )}
      </form>
      <LanguageLinks />
    </main>
  );
}

/** Where to go on: a path of this place, never another site. */
function ownPath(next: string | null): string {
  return next?.startsWith("/") && !next.startsWith("//") && !next.startsWith("/sign-in") ? next : "/";
}
