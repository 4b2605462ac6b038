import type { H5Page } from "@hutong/api";
import { Button, Logo } from "@hutong/ui";
import { useLocation, useSearch } from "wouter";
import { useSession } from "../app/session";
import { useAnswer } from "../app/useAnswer";
import { useWords } from "../app/words";
import { Amount } from "./Amount";
import "./pay.css";

/** A payment's address for whoever is not signed in: who asks for how much where that may be told, and the way in. */
export default function PayPageSignedOut() {
  const { t } = useWords();
  const { session, api } = useSession();
  const [path, go] = useLocation();
  const search = useSearch();
  const token = /^\/pay\/h5\/([\w-]+)$/.exec(path)?.[1] ?? null;
  const answer = useAnswer<H5Page | null>(`h5 ${token}`, async () => (token ? api.money.h5Page(token) : null));
  const page = answer.state === "here" ? answer.value : null;
  const isOpen = page === null || page.state === "open";
  return (
    <main className="whole-page pay-outside">
      <div className="pay-outside-card">
        <Logo size={56} name={session.instance.name} />
        <h1>{page ? page.merchant.name : t("pay.outsideTitle")}</h1>
        {page && (
          <>
            <Amount fen={page.amount_fen} size="large" />
            <p>{page.title}</p>
          </>
        )}
        <p>{isOpen ? t("pay.outsideHelp", { name: session.instance.name }) : t(`pay.outside.${page.state}`)}</p>
        {isOpen && (
          <Button look="door" wide onClick={() => go(`/sign-in?next=${encodeURIComponent(search ? `${path}?${search}` : path)}`)}>
            {t("pay.outsideSignIn")}
          </Button>
        )}
        {isOpen && session.instance.mode === "lab" && <p className="page-note">{t("pay.outsideLab")}</p>}
      </div>
    </main>
  );
}
