import { Button, EmptyState, Menu, SkeletonRows } from "@hutong/ui";
import { BankIcon, CreditCardIcon, PlusIcon } from "@hutong/ui/icons";
import { useState } from "react";
import { Link } from "wouter";
import { useSelf, useSession } from "../app/session";
import { useSay } from "../app/toasts";
import { useErrorWords } from "../app/useErrorWords";
import { useWords } from "../app/words";
import { PageHeader } from "../shell/PageHeader";
import { BankName, CardFace } from "./BankCards";
import { useWallet } from "./useWallet";
import "../people/pages.css";
import "./wallet.css";

/** The bank cards of this wallet; in a lab they are play cards of invented banks. */
export default function Cards() {
  const { t } = useWords();
  const { api } = useSelf();
  const { session } = useSession();
  const say = useSay();
  const wordsFor = useErrorWords();
  const answer = useWallet();
  const [isBusy, setBusy] = useState(false);

  const add = async (kind: "debit" | "credit") => {
    setBusy(true);
    try {
      await api.money.addCard(kind);
      answer.again();
      say(t("cards.added"));
    } catch (error) {
      say(wordsFor(error));
    } finally {
      setBusy(false);
    }
  };
  const cards = answer.state === "here" ? answer.value.cards : [];
  return (
    <article className="page">
      <PageHeader title={t("cards.title")} back="/wallet" />
      <div className="page-body">
        {answer.state === "waiting" && <SkeletonRows label={t("app.loading")} rows={2} />}
        {answer.state === "failed" && <EmptyState title={wordsFor(answer.error)} actions={<Button onClick={answer.again}>{t("app.tryAgain")}</Button>} />}
        {answer.state === "here" && cards.length === 0 && <EmptyState title={t("cards.none")}>{t("cards.noneHelp")}</EmptyState>}
        <ul className="card-faces">
          {cards.map((card) => (
            <li key={card.id}>
              <Link href={`/wallet/cards/${card.id}`}>
                <CardFace card={card} />
                <span className="sr">
                  <BankName card={card} />
                </span>
              </Link>
            </li>
          ))}
        </ul>
        {session.instance.mode === "lab" && answer.state === "here" && (
          <Menu
            align="start"
            side="above"
            items={[
              { label: t("cards.addDebit"), icon: BankIcon, run: () => void add("debit") },
              { label: t("cards.addCredit"), icon: CreditCardIcon, run: () => void add("credit") },
            ]}
          >
            {({ open, toggle }) => (
              <Button icon={PlusIcon} look={cards.length === 0 ? "door" : "line"} busy={isBusy} aria-expanded={open} aria-haspopup="menu" onClick={toggle}>
                {t("cards.add")}
              </Button>
            )}
          </Menu>
        )}
        {session.instance.mode === "lab" && <p className="page-note">{t("cards.lab")}</p>}
      </div>
    </article>
  );
}
