/** What happened around the account: who came, who wrote, who read, how its server answered. */
import { Segmented } from "antd";
import { useState } from "react";
import type { ReactNode } from "react";
import { useAppId } from "../apps/queries";
import { ApiCallButton } from "../shared/code/CodeDrawer";
import type { PageCall } from "../shared/code/CodeDrawer";
import { ExportButton } from "../shared/ExportButton";
import { Moment } from "../shared/Moment";
import { Spark } from "../shared/Spark";
import { Answer } from "../shared/State";
import { Table } from "../shared/Table";
import { Box, Page } from "../shell/Page";
import { useWords } from "../words";
import { ComingAndGoing } from "./ComingAndGoing";
import { meanPushMs, periods, total } from "./figures";
import type { Period } from "./figures";
import { Funnel } from "./Funnel";
import { useNumbers } from "./queries";
import type { DayNumbers, Numbers as Told } from "./types";
import "./numbers.css";

export default function Numbers() {
  const { t } = useWords();
  const appId = useAppId();
  const [period, setPeriod] = useState<Period>(30);
  const numbers = useNumbers(appId, period);
  const days = numbers.data?.days ?? [];
  return (
    <Page
      title={t("nav.numbers")}
      aside={
        <Segmented
          aria-label={t("numbers.period")}
          value={period}
          options={periods.map((one) => ({ value: one, label: t("numbers.days", { count: one }) }))}
          onChange={setPeriod}
        />
      }
      soft={
        <>
          <ApiCallButton calls={callsFor(days, t)} />
          <ExportButton
            name="numbers"
            rows={() => Promise.resolve(days.map((day) => ({ ...day })))}
            disabled={days.length === 0}
          />
        </>
      }
    >
      <Answer asked={numbers} rows={8}>
        {(told) => (
          <div className="stack">
            <Sums days={told.days} />
            <Box title={t("numbers.coming")}>
              <ComingAndGoing days={told.days} />
            </Box>
            <div className="halves">
              <Ways told={told} />
              <Kinds told={told} />
            </div>
            <Funnel appId={appId} />
            <Articles told={told} />
            <p className="note">{t("numbers.note")}</p>
          </div>
        )}
      </Answer>
    </Page>
  );
}

/** The same figures by the API, for days that are over. */
function callsFor(days: DayNumbers[], t: (key: string) => string): PageCall[] {
  const end = days.at(-2)?.on ?? "2026-11-21";
  const begin = days.at(-8)?.on ?? end;
  const query = { access_token: "ACCESS_TOKEN" };
  const call = (name: string, path: string): PageCall => ({
    name: t(name),
    method: "POST",
    path: `/datacube/${path}`,
    query,
    body: { begin_date: begin, end_date: end },
  });
  return [
    call("numbers.call.audience", "getusersummary"),
    call("numbers.call.following", "getusercumulate"),
    call("numbers.call.messages", "getupstreammsg"),
    call("numbers.call.articles", "getbizsummary"),
    call("numbers.call.server", "getinterfacesummary"),
  ];
}

function Sums({ days }: { days: DayNumbers[] }) {
  const { t, language } = useWords();
  const number = new Intl.NumberFormat(language);
  const mean = meanPushMs(days);
  const failed = total(days, "failed_pushes");
  return (
    <div className="figures">
      <Figure
        label={t("nav.followers")}
        note={t("numbers.cameLeft", { came: total(days, "came"), left: total(days, "left") })}
        value={number.format(days.at(-1)?.following ?? 0)}
        line={days.map((day) => day.following)}
      />
      <Figure
        label={t("nav.messages")}
        note={t("numbers.writersToday", { count: days.at(-1)?.writers ?? 0 })}
        value={number.format(total(days, "messages"))}
        line={days.map((day) => day.messages)}
      />
      <Figure
        label={t("numbers.reads")}
        note={t("numbers.shares", { count: total(days, "shares") })}
        value={number.format(total(days, "reads"))}
        line={days.map((day) => day.reads)}
      />
      <Figure
        label={t("numbers.pushes")}
        note={
          mean === null
            ? t("numbers.noPushes")
            : `${t("unit.ms", { ms: mean })} · ${failed === 0 ? t("numbers.noneFailed") : t("numbers.failed", { count: failed })}`
        }
        value={number.format(total(days, "pushes"))}
        line={days.map((day) => day.pushes)}
      />
    </div>
  );
}

function Figure({ label, note, value, line }: { label: string; note: string; value: string; line: number[] }) {
  const { t } = useWords();
  return (
    <div className="box figure">
      <span className="brick">{label}</span>
      <div className="figure__line">
        <b className="num">{value}</b>
        <Spark values={line} label={t("numbers.line", { what: label, count: line.length })} />
      </div>
      <span className="mute">{note}</span>
    </div>
  );
}

function Ways({ told }: { told: Told }) {
  const { t, has } = useWords();
  return (
    <List title={t("numbers.ways")} isEmpty={told.ways.length === 0}>
      {told.ways.map(({ how, came, left }) => (
        <li key={how}>
          <span className="grow">{has(`scene.${how}`) ? t(`scene.${how}`) : how}</span>
          <span className="num">+{came}</span>
          {left > 0 && <span className="num mute">−{left}</span>}
        </li>
      ))}
    </List>
  );
}

function Kinds({ told }: { told: Told }) {
  const { t, has } = useWords();
  return (
    <List title={t("numbers.kinds")} isEmpty={told.kinds.length === 0}>
      {told.kinds.map(({ kind, messages }) => (
        <li key={kind}>
          <span className="grow">{has(`body.${kind}`) ? t(`body.${kind}`) : t("numbers.texts")}</span>
          <span className="num">{messages}</span>
        </li>
      ))}
    </List>
  );
}

function List({ title, isEmpty, children }: { title: string; isEmpty: boolean; children: ReactNode }) {
  const { t } = useWords();
  return (
    <Box title={title}>{isEmpty ? <p className="mute">{t("numbers.nothing")}</p> : <ul className="sums">{children}</ul>}</Box>
  );
}

function Articles({ told }: { told: Told }) {
  const { t } = useWords();
  if (told.articles.length === 0) return null;
  return (
    <Box title={t("numbers.articles")} flush>
      <Table
        items={told.articles}
        keyOf={(one) => one.code}
        columns={[
          { head: t("numbers.article"), cell: (one) => <b className="el">{one.title}</b> },
          { head: t("numbers.published"), cell: (one) => <Moment at={one.published_at} /> },
          { head: t("numbers.readers"), isNumber: true, cell: (one) => one.readers },
          { head: t("numbers.reads"), isNumber: true, cell: (one) => one.reads },
          { head: t("numbers.likes"), isNumber: true, cell: (one) => one.likes },
        ]}
      />
    </Box>
  );
}
