import { Button, Logo } from "@hutong/ui";
import { useLocation, useSearch } from "wouter";
import { useSession } from "../app/session";
import { useWords } from "../app/words";
import "./pay.css";

/** The same address for whoever is not signed in: says what it is and asks for that, and nothing about the order. */
export default function PayPageSignedOut() {
  const { t } = useWords();
  const { session } = useSession();
  const [path, go] = useLocation();
  const search = useSearch();
  return (
    <main className="whole-page pay-outside">
      <div className="pay-outside-card">
        <Logo size={56} name={session.instance.name} />
        <h1>{t("pay.outsideTitle")}</h1>
        <p>{t("pay.outsideHelp", { name: session.instance.name })}</p>
        <Button look="door" wide onClick={() => go(`/sign-in?next=${encodeURIComponent(search ? `${path}?${search}` : path)}`)}>
          {t("pay.outsideSignIn")}
        </Button>
        {session.instance.mode === "lab" && <p className="page-note">{t("pay.outsideLab")}</p>}
      </div>
    </main>
  );
}
