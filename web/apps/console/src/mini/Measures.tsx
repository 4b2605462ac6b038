/** How a program does: who opens it, how fast it starts and draws, what fails in it. */
import { Chip } from "@hutong/ui";
import { Segmented } from "antd";
import { useState } from "react";
import { useAppId } from "../apps/queries";
import { ApiCallButton } from "../shared/code/CodeDrawer";
import { Moment } from "../shared/Moment";
import { SearchField } from "../shared/SearchField";
import { Spark } from "../shared/Spark";
import { Answer, Empty } from "../shared/State";
import { Table } from "../shared/Table";
import { Box, Page } from "../shell/Page";
import { useWords } from "../words";
import { measureCalls } from "./calls";
import { useMeasures } from "./settingQueries";
import type { Measures as Told, Took } from "./types";
import "./mini.css";

const spans = [1, 7, 30];
/** What the whole program takes, and what a page takes. */
const starting = ["appLaunch", "firstPaint", "packageLoad"];
const drawing = ["pageReady", "route", "setData"];

export default function Measures() {
  const { t } = useWords();
  const [days, setDays] = useState(7);
  const measures = useMeasures(useAppId(), days);
  return (
    <Page
      title={t("nav.measures")}
      soft={measures.data && <ApiCallButton calls={measureCalls(t, measures.data)} />}
      aside={<Segmented aria-label={t("measures.span")} value={days} options={spans.map((one) => ({ value: one, label: t("measures.days", { count: one }) }))} onChange={setDays} />}
    >
      <Answer asked={measures} rows={8}>
        {(told) => (
          <div className="stack">
            <Figures told={told} />
            <Pages told={told} />
            <Errors told={told} />
            <Apis told={told} />
          </div>
        )}
      </Answer>
    </Page>
  );
}

function Figures({ told }: { told: Told }) {
  const { t, language } = useWords();
  const number = new Intl.NumberFormat(language);
  const opens = told.days.map((day) => day.opens);
  return (
    <div className="figures">
      <div className="box figure">
        <span className="brick">{t("measures.opens")}</span>
        <div className="figure__line">
          <b className="num">{number.format(opens.reduce((sum, one) => sum + one, 0))}</b>
          <Spark values={opens} label={t("measures.opensLine", { days: opens.length })} />
        </div>
        <span className="mute">{t("measures.newcomers", { count: told.days.reduce((sum, one) => sum + one.newcomers, 0) })}</span>
      </div>
      {starting.map((kind) => {
        const took = told.pages.map((page) => page.timings[kind]).filter((one) => one !== undefined);
        return <Start key={kind} kind={kind} took={took} />;
      })}
    </div>
  );
}

function Start({ kind, took }: { kind: string; took: Took[] }) {
  const { t } = useWords();
  const count = took.reduce((sum, one) => sum + one.count, 0);
  const mean = count === 0 ? null : Math.round(took.reduce((sum, one) => sum + one.mean_ms * one.count, 0) / count);
  return (
    <div className="box figure">
      <span className="brick">{t(`measures.kind.${kind}`)}</span>
      <div className="figure__line">
        <b className="num">{mean === null ? "–" : t("unit.ms", { ms: mean })}</b>
      </div>
      <span className="mute">{count === 0 ? t("measures.nothing") : t("measures.longest", { ms: Math.max(0, ...took.map((one) => one.longest_ms)), count })}</span>
    </div>
  );
}

function Pages({ told }: { told: Told }) {
  const { t } = useWords();
  const [sought, setSought] = useState("");
  const pages = told.pages.filter(({ page }) => page !== "");
  const shown = pages.filter(({ page }) => page.includes(sought.trim()));
  return (
    <Box flush title={t("measures.pages")} more={pages.length > 8 && <SearchField size="small" label={t("measures.search")} value={sought} onChange={setSought} />}>
      {pages.length === 0 ? (
        <Empty title={t("measures.nobody")} text={t("measures.nobodyText")} />
      ) : (
        <Table
          items={shown}
          keyOf={({ page }) => page}
          columns={[
            { head: t("mini.page"), cell: ({ page }) => <code>{page}</code> },
            { head: t("measures.shown"), isNumber: true, cell: ({ shown: times }) => times },
            ...drawing.map((kind) => ({
              head: t(`measures.kind.${kind}`),
              isNumber: true,
              cell: ({ timings }: Told["pages"][number]) => <Timing took={timings[kind]} />,
            })),
          ]}
        />
      )}
    </Box>
  );
}

/** How long it takes on average, and the longest. */
function Timing({ took }: { took: Took | undefined }) {
  const { t } = useWords();
  if (took === undefined || took.count === 0) return <span className="mute">–</span>;
  return (
    <span>
      {t("unit.ms", { ms: took.mean_ms })} <span className="mute">{t("measures.upTo", { ms: took.longest_ms })}</span>
    </span>
  );
}

function Errors({ told }: { told: Told }) {
  const { t } = useWords();
  return (
    <Box title={t("measures.errors")}>
      {told.errors.length === 0 ? (
        <p className="mute">{t("measures.noErrors")}</p>
      ) : (
        <ul className="rows">
          {told.errors.map((one, nth) => (
            <li key={nth} className="row">
              <div className="grow">
                <details className="mini-problems">
                  <summary>{one.message}</summary>
                  <pre className="mini-stack" tabIndex={0}>
                    {one.stack}
                  </pre>
                </details>
                <span className="mute">{[one.page, one.version].filter(Boolean).join(" · ")}</span>
              </div>
              <span className="row__end">
                <Chip tone="bad">{t("measures.times", { count: one.count })}</Chip>
                <Moment at={one.last_at} />
              </span>
            </li>
          ))}
        </ul>
      )}
    </Box>
  );
}

function Apis({ told }: { told: Told }) {
  const { t } = useWords();
  return (
    <Box title={t("measures.apis")}>
      {told.apis.length === 0 ? (
        <p className="mute">{t("measures.noApis")}</p>
      ) : (
        <ul className="rows">
          {told.apis.map(({ kind, api, count, last_at }) => (
            <li key={`${kind} ${api}`} className="row">
              <code className="grow el">{api}</code>
              <span className="row__end">
                <Chip tone={kind === "missing" ? "bad" : "warn"}>{t(`measures.api.${kind}`)}</Chip>
                <span className="num">{t("measures.times", { count })}</span>
                <Moment at={last_at} />
              </span>
            </li>
          ))}
        </ul>
      )}
    </Box>
  );
}
