/** The days together: who came, what they looked at and for how long, and how fast the program started. */
import { Figure } from "../shared/Figure";
import { Spark } from "../shared/Spark";
import { useWords } from "../words";
import { Lasting } from "./Lasting";
import type { Measures, Took } from "./types";

/** What the whole program takes. */
const starting = ["appLaunch", "firstPaint", "packageLoad"];

export function Figures({ told: { totals, days, pages } }: { told: Measures }) {
  const { t, language } = useWords();
  const number = new Intl.NumberFormat(language);
  const { opens, people, newcomers, shown, stayed_ms, shared, sharers } = totals;
  return (
    <div className="figures">
      <Figure label={t("measures.opens")} note={opens === 0 ? t("measures.nothing") : t("measures.depth", { count: rounded(shown / opens, language) })}>
        <b className="num">{number.format(opens)}</b>
        <Spark values={days.map((day) => day.opens)} label={t("measures.opensLine", { days: days.length })} />
      </Figure>
      <Figure label={t("measures.people")} note={t("measures.newcomers", { count: newcomers })}>
        <b className="num">{number.format(people)}</b>
      </Figure>
      <Figure label={t("measures.views")} note={t("measures.viewsText")}>
        <b className="num">{number.format(shown)}</b>
      </Figure>
      <Figure label={t("measures.stay")} note={t("measures.stayText")}>
        <b className="num">
          <Lasting ms={stayed_ms} times={opens} />
        </b>
      </Figure>
      <Figure label={t("measures.shares")} note={t("measures.sharers", { count: sharers })}>
        <b className="num">{number.format(shared)}</b>
      </Figure>
      {starting.map((kind) => (
        <Start key={kind} kind={kind} took={pages.map((page) => page.timings[kind]).filter((one) => one !== undefined)} />
      ))}
    </div>
  );
}

function Start({ kind, took }: { kind: string; took: Took[] }) {
  const { t } = useWords();
  const count = took.reduce((sum, one) => sum + one.count, 0);
  const mean = count === 0 ? null : Math.round(took.reduce((sum, one) => sum + one.mean_ms * one.count, 0) / count);
  const note = count === 0 ? t("measures.nothing") : t("measures.longest", { ms: Math.max(0, ...took.map((one) => one.longest_ms)), count });
  return (
    <Figure label={t(`measures.kind.${kind}`)} note={note}>
      <b className="num">{mean === null ? "–" : t("unit.ms", { ms: mean })}</b>
    </Figure>
  );
}

function rounded(number: number, language: string): string {
  return new Intl.NumberFormat(language, { maximumFractionDigits: 1 }).format(number);
}
