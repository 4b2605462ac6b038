import type { FamilyCard } from "@hutong/api";
import { Button, Chip, EmptyState, ListRow, SkeletonRows } from "@hutong/ui";
import { PlusIcon } from "@hutong/ui/icons";
import { yuan } from "@hutong/ui/money";
import { Link, useLocation } from "wouter";
import { useSelf } from "../app/session";
import { useErrorWords } from "../app/useErrorWords";
import { useWords } from "../app/words";
import { PersonAvatar, personName } from "../chat/peer";
import { PageHeader } from "../shell/PageHeader";
import { useMoneyAnswer } from "./useWallet";
import "../people/pages.css";
import "./wallet.css";

/** Cards one has given and cards one holds. */
export default function Family() {
  const { t } = useWords();
  const { self, api } = useSelf();
  const [, go] = useLocation();
  const wordsFor = useErrorWords();
  const answer = useMoneyAnswer("family cards", () => api.money.familyCards());
  const cards = answer.state === "here" ? answer.value.items : [];
  const given = cards.filter(({ giver }) => giver.id === self.id);
  const held = cards.filter(({ holder }) => holder.id === self.id);
  return (
    <article className="page">
      <PageHeader title={t("family.title")} back="/wallet" />
      <div className="page-body">
        {answer.state === "waiting" && <SkeletonRows label={t("app.loading")} rows={3} />}
        {answer.state === "failed" && <EmptyState title={wordsFor(answer.error)} actions={<Button onClick={answer.again}>{t("app.tryAgain")}</Button>} />}
        {answer.state === "here" && cards.length === 0 && (
          <EmptyState
            title={t("family.none")}
            actions={
              <Button look="door" icon={PlusIcon} onClick={() => go("/wallet/family/new")}>
                {t("family.give")}
              </Button>
            }
          >
            {t("family.noneHelp")}
          </EmptyState>
        )}
        {held.length > 0 && <Cards title={t("family.held")} cards={held} isGiver={false} />}
        {given.length > 0 && <Cards title={t("family.given")} cards={given} isGiver />}
        {cards.length > 0 && (
          <Button icon={PlusIcon} wide onClick={() => go("/wallet/family/new")}>
            {t("family.give")}
          </Button>
        )}
      </div>
    </article>
  );
}

function Cards({ title, cards, isGiver }: { title: string; cards: FamilyCard[]; isGiver: boolean }) {
  const { t } = useWords();
  return (
    <section>
      <h2 className="page-section">{title}</h2>
      <ul className="card-rows">
        {cards.map((card) => {
          const other = isGiver ? card.holder : card.giver;
          return (
            <li key={card.id}>
              <Link href={`/wallet/family/${card.id}`} className="row">
                <ListRow
                  lead={<PersonAvatar person={other} size={44} />}
                  title={<span>{isGiver ? t("family.to", { name: personName(other) }) : t("family.of", { name: personName(other) })}</span>}
                  note={t("family.spentOf", { spent: yuan(card.spent_this_month_fen), of: yuan(card.per_month_fen) })}
                  mark={card.state !== "active" && <Chip tone={card.state === "offered" ? "warn" : "plain"}>{t(`family.state.${card.state}`)}</Chip>}
                />
              </Link>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
