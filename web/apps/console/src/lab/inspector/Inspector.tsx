/** Every call, both ways, as it happens; and why it went the way it did. */
import { Button, Segmented, Select } from "antd";
import { useDeferredValue, useMemo, useState } from "react";
import { useNavigate, useParams } from "react-router";
import { useApps } from "../../apps/queries";
import { PauseIcon, PlayIcon } from "../../icons";
import { SearchField } from "../../shared/SearchField";
import { Answer, Empty } from "../../shared/State";
import { useWidth } from "../../shared/useWidth";
import { useWords } from "../../words";
import { LabPage } from "../LabPage";
import { PeoplePane } from "../PeoplePane";
import { CallDetailPane } from "./CallDetailPane";
import { CallList } from "./CallList";
import type { CallSummary } from "./calls";
import { grouped, hostsOf, isProblem, matches, noFilter } from "./groups";
import type { Filter } from "./groups";
import { useCalls } from "./useCalls";
import "./inspector.css";

export default function Inspector() {
  const { t } = useWords();
  const { callId } = useParams();
  const calls = useCalls();
  const [held, hold] = useState<CallSummary[] | null>(null);
  const isLive = held === null;
  const chips = (
    <button
      type="button"
      className={isLive ? "recording" : "recording recording--held"}
      aria-pressed={!isLive}
      onClick={() => hold(isLive ? (calls.data ?? []) : null)}
    >
      {isLive ? <PauseIcon aria-hidden size={14} weight="fill" /> : <PlayIcon aria-hidden size={14} weight="fill" />}
      {t(isLive ? "inspector.recording" : "inspector.held")}
    </button>
  );
  return (
    <LabPage title={t("nav.inspector")} chips={chips} wide>
      <Answer asked={calls}>{(live) => <Panes calls={held ?? live} callId={callId} />}</Answer>
    </LabPage>
  );
}

function Panes({ calls, callId }: { calls: CallSummary[]; callId: string | undefined }) {
  const { t } = useWords();
  const navigate = useNavigate();
  const width = useWidth();
  const [filter, setFilter] = useState<Filter>(noFilter);
  const settled = useDeferredValue(filter);
  const groups = useMemo(() => grouped(calls.filter((call) => matches(call, settled))), [calls, settled]);
  const open = (id: string | null) => void navigate(id === null ? "/lab/inspector" : `/lab/inspector/${id}`);
  // On a desk a pane without anything in it would be wasted; on a phone it would hide the list.
  const shown = callId ?? (width === "desk" ? groups[0]?.calls[0]?.id : undefined);
  return (
    <div className={callId === undefined ? "inspector" : "inspector inspector--open"}>
      <section className="box inspector__list" aria-label={t("inspector.calls")}>
        <Filters calls={calls} filter={filter} onChange={setFilter} />
        {calls.length === 0 ? (
          <Empty title={t("inspector.empty")} text={t("inspector.emptyText")} />
        ) : groups.length === 0 ? (
          <Empty title={t("inspector.noneFound")}>
            <Button onClick={() => setFilter(noFilter)}>{t("inspector.clear")}</Button>
          </Empty>
        ) : (
          <CallList groups={groups} chosen={shown} onChoose={open} />
        )}
      </section>
      <section className="box inspector__detail" aria-label={t("inspector.detail")}>
        {shown === undefined ? (
          <Empty title={t("inspector.choose")} />
        ) : (
          <CallDetailPane key={shown} id={shown} onClose={() => open(null)} />
        )}
      </section>
      {width === "desk" && <PeoplePane />}
    </div>
  );
}

interface FiltersProps {
  calls: CallSummary[];
  filter: Filter;
  onChange: (filter: Filter) => void;
}

type View = "all" | "in" | "out" | "problems";

function Filters({ calls, filter, onChange }: FiltersProps) {
  const { t } = useWords();
  const apps = useApps();
  const problems = calls.filter(isProblem).length;
  const view: View = filter.onlyProblems ? "problems" : filter.direction;
  const show = (next: View) =>
    onChange({ ...filter, onlyProblems: next === "problems", direction: next === "problems" ? "all" : next });
  const appsSeen = new Set(calls.map((call) => call.app_id));
  const appOptions = (apps.data?.items ?? [])
    .filter((app) => appsSeen.has(app.app_id))
    .map((app) => ({ value: app.app_id, label: app.name }));
  return (
    <div className="filters">
      <Segmented<View>
        size="small"
        aria-label={t("inspector.view")}
        value={view}
        options={[
          { value: "all", label: t("inspector.all") },
          { value: "in", label: t("inspector.in") },
          { value: "out", label: t("inspector.out") },
          {
            value: "problems",
            label: problems === 0 ? t("inspector.problems") : t("inspector.problemsCount", { count: problems }),
          },
        ]}
        onChange={show}
      />
      <SearchField
        size="small"
        label={t("inspector.search")}
        value={filter.text}
        onChange={(text) => onChange({ ...filter, text })}
      />
      <div className="filters__more">
        <Select
          size="small"
          allowClear
          aria-label={t("inspector.host")}
          placeholder={t("inspector.host")}
          value={filter.host}
          popupMatchSelectWidth={false}
          options={hostsOf(calls).map((host) => ({ value: host, label: host }))}
          onChange={(host?: string) => onChange({ ...filter, host: host ?? null })}
        />
        <Select
          size="small"
          allowClear
          aria-label={t("inspector.account")}
          placeholder={t("inspector.account")}
          value={filter.appId}
          popupMatchSelectWidth={false}
          options={appOptions}
          onChange={(appId?: string) => onChange({ ...filter, appId: appId ?? null })}
        />
      </div>
    </div>
  );
}
