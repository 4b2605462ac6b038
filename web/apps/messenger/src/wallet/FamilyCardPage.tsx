import type { FamilyCard, FamilyCardTerms } from "@hutong/api";
import { Button, Chip, EmptyState, Sheet, SkeletonRows } from "@hutong/ui";
import { plainYuan, yuan } from "@hutong/ui/money";
import { useState } from "react";
import { useSelf } from "../app/session";
import { fullTime } from "../app/time";
import { useSay } from "../app/toasts";
import { useErrorWords } from "../app/useErrorWords";
import { useWords } from "../app/words";
import { PersonAvatar, personName } from "../chat/peer";
import { PasswordSheet } from "../pay/PasswordSheet";
import { PageHeader } from "../shell/PageHeader";
import { FamilyTerms } from "./FamilyTerms";
import { Bar } from "./Bar";
import { useMoneyAnswer } from "./useWallet";
import "../people/pages.css";
import "./wallet.css";

/** One family card from either side: its bounds, its uses, and what one may do with it. */
export default function FamilyCardPage({ id }: { id: string }) {
  const { t } = useWords();
  const { api } = useSelf();
  const wordsFor = useErrorWords();
  const answer = useMoneyAnswer(`family card ${id}`, () => api.money.familyCard(id));
  const card = answer.state === "here" ? answer.value : null;
  return (
    <article className="page">
      <PageHeader title={t("family.card")} back="/wallet/family" />
      <div className="page-body">
        {answer.state === "waiting" && <SkeletonRows label={t("app.loading")} rows={3} />}
        {answer.state === "failed" && <EmptyState title={wordsFor(answer.error)} actions={<Button onClick={answer.again}>{t("app.tryAgain")}</Button>} />}
        {card && <About card={card} again={answer.again} />}
      </div>
    </article>
  );
}

function About({ card, again }: { card: FamilyCard; again: () => void }) {
  const { t, has, language } = useWords();
  const { self } = useSelf();
  const isGiver = card.giver.id === self.id;
  const other = isGiver ? card.holder : card.giver;
  return (
    <>
      <section className="family-card">
        <span className="family-card-head">
          <PersonAvatar person={other} size={48} />
          <span>
            <b>{isGiver ? t("family.to", { name: personName(other) }) : t("family.of", { name: personName(other) })}</b>
            <small>{t(`relation.${isGiver ? card.relation : "giver"}`)}</small>
          </span>
          <Chip tone={card.state === "active" ? "ok" : "warn"}>{t(`family.state.${card.state}`)}</Chip>
        </span>
        <p className="family-card-left">
          <small>{t("family.left")}</small>
          <b className="num">¥{plainYuan(card.left_fen)}</b>
        </p>
        <Bar spent={card.spent_this_month_fen} of={card.per_month_fen} />
      </section>
      <dl className="facts">
        <dt>{t("family.perMonth")}</dt>
        <dd className="num">{yuan(card.per_month_fen)}</dd>
        <dt>{t("family.perPayment")}</dt>
        <dd className="num">{card.per_payment_fen === null ? t("limits.none") : yuan(card.per_payment_fen)}</dd>
        <dt>{t("family.blocked")}</dt>
        <dd>
          {card.categories_blocked.length === 0
            ? t("family.everything")
            : new Intl.ListFormat(language).format(card.categories_blocked.map((one) => (has(`category.${one}`) ? t(`category.${one}`) : one)))}
        </dd>
      </dl>
      {isGiver ? <GiverDoors card={card} again={again} /> : <HolderDoors card={card} again={again} />}
      <Uses id={card.id} />
    </>
  );
}

function useAct(again: () => void) {
  const say = useSay();
  const wordsFor = useErrorWords();
  const [isBusy, setBusy] = useState(false);
  const act = async (what: () => Promise<unknown>, words: string) => {
    setBusy(true);
    try {
      await what();
      say(words);
    } catch (error) {
      say(wordsFor(error));
    } finally {
      setBusy(false);
      again();
    }
  };
  return { isBusy, act };
}

function GiverDoors({ card, again }: { card: FamilyCard; again: () => void }) {
  const { t } = useWords();
  const { api } = useSelf();
  const { isBusy, act } = useAct(again);
  const [sheet, setSheet] = useState<"terms" | "end" | null>(null);
  const [terms, setTerms] = useState<FamilyCardTerms | null>(null);
  if (card.state === "ended" || card.state === "lapsed") return null;
  return (
    <>
      <div className="doors-row">
        <Button onClick={() => setSheet("terms")}>{t("family.change")}</Button>
        {card.state === "active" && (
          <Button busy={isBusy} onClick={() => void act(() => api.money.pauseFamilyCard(card.id), t("family.isPaused"))}>
            {t("family.pause")}
          </Button>
        )}
        {card.state === "paused" && (
          <Button look="door" busy={isBusy} onClick={() => void act(() => api.money.resumeFamilyCard(card.id), t("family.isResumed"))}>
            {t("family.resume")}
          </Button>
        )}
        <Button look="danger" onClick={() => setSheet("end")}>
          {t("family.end")}
        </Button>
      </div>
      {sheet === "terms" && !terms && (
        <Sheet title={t("family.change")} closeLabel={t("app.close")} onClose={() => setSheet(null)}>
          <FamilyTerms terms={card} action={t("limits.save")} onDone={setTerms} />
        </Sheet>
      )}
      {sheet === "terms" && terms && (
        <PasswordSheet
          title={t("family.change")}
          onPassword={(password) => api.money.changeFamilyCard(card.id, { ...terms, password })}
          onClose={() => setTerms(null)}
          onDone={() => {
            setSheet(null);
            setTerms(null);
            again();
          }}
        />
      )}
      {sheet === "end" && <EndSheet card={card} again={again} onClose={() => setSheet(null)} />}
    </>
  );
}

function HolderDoors({ card, again }: { card: FamilyCard; again: () => void }) {
  const { t } = useWords();
  const { api } = useSelf();
  const { isBusy, act } = useAct(again);
  const [isEnding, setEnding] = useState(false);
  if (card.state === "offered") {
    return (
      <div className="doors-row">
        <Button look="door" busy={isBusy} onClick={() => void act(() => api.money.acceptFamilyCard(card.id), t("family.isAccepted"))}>
          {t("family.accept", { name: personName(card.giver) })}
        </Button>
        <Button onClick={() => setEnding(true)}>{t("family.refuse")}</Button>
        {isEnding && <EndSheet card={card} again={again} onClose={() => setEnding(false)} />}
      </div>
    );
  }
  if (card.state !== "active" && card.state !== "paused") return null;
  return (
    <>
      <Button look="danger" wide onClick={() => setEnding(true)}>
        {t("family.giveBack")}
      </Button>
      {isEnding && <EndSheet card={card} again={again} onClose={() => setEnding(false)} />}
    </>
  );
}

function EndSheet({ card, again, onClose }: { card: FamilyCard; again: () => void; onClose: () => void }) {
  const { t } = useWords();
  const { api } = useSelf();
  const { isBusy, act } = useAct(again);
  return (
    <Sheet title={t("family.endTitle")} closeLabel={t("app.close")} onClose={onClose}>
      <p className="sheet-text">{t("family.endHelp")}</p>
      <Button
        look="door"
        wide
        busy={isBusy}
        onClick={() => {
          void act(() => api.money.endFamilyCard(card.id), t("family.isEnded")).then(onClose);
        }}
      >
        {t("family.end")}
      </Button>
    </Sheet>
  );
}

/** Every payment by the card; giver and holder see the same. */
function Uses({ id }: { id: string }) {
  const { t, language } = useWords();
  const { api } = useSelf();
  const answer = useMoneyAnswer(`uses ${id}`, () => api.money.familyCardUses(id));
  if (answer.state !== "here") return null;
  return (
    <section>
      <h2 className="page-section">{t("family.uses")}</h2>
      {answer.value.items.length === 0 ? (
        <p className="page-note">{t("family.noUses")}</p>
      ) : (
        <ul className="card-rows uses">
          {answer.value.items.map((use) => (
            <li key={use.id} className="row">
              <span>
                <b>{use.merchant}</b>
                <small>{fullTime(use.at, language)}</small>
              </span>
              <b className="num">{yuan(use.amount_fen)}</b>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
