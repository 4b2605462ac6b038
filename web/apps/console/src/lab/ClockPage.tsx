/** The lane's clock at length: move it by any time, and see what will happen when it moves. */
import { Chip } from "@hutong/ui";
import { Button, InputNumber, Segmented } from "antd";
import { useState } from "react";
import { duration } from "../shared/durations";
import { exact } from "../shared/Moment";
import { Answer, Empty } from "../shared/State";
import { Box } from "../shell/Page";
import { useWords } from "../words";
import { useDueTitle } from "./ClockBar";
import { LabPage } from "./LabPage";
import { useLaneSecond, useUnits } from "../shared/useLaneSecond";
import { useClockActs, useLaneClock } from "./useLane";
import type { LaneClock } from "./types";

const unitSeconds = { minute: 60, hour: 3_600, day: 86_400 } as const;
type Unit = keyof typeof unitSeconds;

export default function ClockPage() {
  const { t } = useWords();
  const clock = useLaneClock();
  return (
    <LabPage title={t("nav.clock")}>
      <Answer asked={clock}>
        {(data) => (
          <div className="two-one">
            <Due clock={data} />
            <div className="stack">
              <Move />
              <Times clock={data} />
            </div>
          </div>
        )}
      </Answer>
    </LabPage>
  );
}

function Due({ clock }: { clock: LaneClock }) {
  const { t, language } = useWords();
  const units = useUnits();
  const now = useLaneSecond();
  const titleOf = useDueTitle();
  const { next, isBusy } = useClockActs();
  return (
    <Box
      title={t("clock.due")}
      more={
        clock.due.length > 0 && (
          <Button size="small" disabled={isBusy} loading={next.isPending} onClick={() => next.mutate()}>
            {t("clock.jump")}
          </Button>
        )
      }
    >
      {clock.due.length === 0 ? (
        <Empty title={t("clock.nothing")} text={t("clock.nothingText")} />
      ) : (
        <ul className="rows">
          {clock.due.map((due) => (
            <li key={due.id} className="row">
              <div className="grow">
                <b>{titleOf(due)}</b>
                {due.payload !== "null" && <code className="mute el">{due.payload}</code>}
              </div>
              <span className="row__end num">
                <span>{exact(due.at, language)}</span>
                <Chip tone="warn">
                  {t("clock.in", { duration: duration(Math.max(0, (Date.parse(due.at) - now) / 1000), units) })}
                </Chip>
              </span>
            </li>
          ))}
        </ul>
      )}
    </Box>
  );
}

function Move() {
  const { t } = useWords();
  const { advance, isBusy } = useClockActs();
  const [count, setCount] = useState<number | null>(7);
  const [unit, setUnit] = useState<Unit>("day");
  return (
    <Box title={t("clock.move")}>
      <form
        className="field-box"
        onSubmit={(event) => {
          event.preventDefault();
          if (count !== null && count > 0) advance.mutate(count * unitSeconds[unit]);
        }}
      >
        <div className="inline">
          <InputNumber
            min={1}
            max={3650}
            precision={0}
            value={count}
            aria-label={t("clock.count")}
            onChange={setCount}
          />
          <Segmented<Unit>
            aria-label={t("clock.unit")}
            value={unit}
            options={(Object.keys(unitSeconds) as Unit[]).map((one) => ({ value: one, label: t(`timeUnit.${one}`) }))}
            onChange={setUnit}
          />
        </div>
        <div className="form-end">
          <Button type="primary" htmlType="submit" disabled={isBusy || count === null} loading={advance.isPending}>
            {t("clock.moveBy")}
          </Button>
        </div>
      </form>
      <p className="note">{t("clock.moveNote")}</p>
    </Box>
  );
}

function Times({ clock }: { clock: LaneClock }) {
  const { t, language } = useWords();
  const now = useLaneSecond();
  return (
    <Box title={t("clock.times")}>
      <dl className="facts facts--stacked">
        <div className="fact">
          <dt>{t("clock.lane")}</dt>
          <dd className="num">{exact(new Date(now).toISOString(), language)}</dd>
        </div>
        <div className="fact">
          <dt>{t("clock.wire")}</dt>
          <dd className="num">{exact(new Date(now - clock.moved_seconds * 1000).toISOString(), language)}</dd>
        </div>
      </dl>
      <p className="note">{t("clock.timesNote")}</p>
    </Box>
  );
}
