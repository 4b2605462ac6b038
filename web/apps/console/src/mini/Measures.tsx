/** How a program does: who opens it, how fast it starts and draws, what fails in it. */
import { Chip } from "@hutong/ui";
import { Segmented } from "antd";
import { useState } from "react";
import { useAppId } from "../apps/queries";
import { ApiCallButton } from "../shared/code/CodeDrawer";
import { Moment } from "../shared/Moment";
import { Answer } from "../shared/State";
import { Box, Page } from "../shell/Page";
import { useWords } from "../words";
import { measureCalls } from "./calls";
import { Figures } from "./MeasuredFigures";
import { Pages } from "./MeasuredPages";
import { Sources } from "./MeasuredSources";
import { useMeasures } from "./settingQueries";
import type { Measures as Told } from "./types";
import "./mini.css";

const spans = [1, 7, 30];

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
            <Pages pages={told.pages} />
            <Sources sources={told.sources} />
            <Errors told={told} />
            <Apis told={told} />
          </div>
        )}
      </Answer>
    </Page>
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
