/** The clock in the lab's header: hold it, move it, jump to what is due. */
import { Button, Tooltip } from "antd";
import { JumpIcon, PauseIcon, PlayIcon } from "../icons";
import { duration } from "../shared/durations";
import { localeOf } from "../shared/locale";
import { useWords } from "../words";
import { useLaneSecond, useUnits } from "../shared/useLaneSecond";
import { useClockActs, useLaneClock } from "./useLane";
import type { LaneClock } from "./types";

const leaps = [
  { seconds: 60, key: "minute" },
  { seconds: 3_600, key: "hour" },
  { seconds: 86_400, key: "day" },
] as const;

export function ClockBar() {
  const { t } = useWords();
  const clock = useLaneClock();
  const { advance, next, hold, isBusy } = useClockActs();
  if (clock.data === undefined) return null;
  const { frozen, due } = clock.data;
  const holdLabel = t(frozen ? "clock.run" : "clock.hold");
  return (
    <section className="clock" aria-label={t("nav.clock")}>
      <Tooltip title={holdLabel}>
        <button
          type="button"
          className="clock__hold"
          aria-label={holdLabel}
          aria-pressed={frozen}
          disabled={isBusy}
          onClick={() => hold.mutate(!frozen)}
        >
          {frozen ? (
            <PlayIcon aria-hidden weight="fill" size={18} />
          ) : (
            <PauseIcon aria-hidden weight="fill" size={18} />
          )}
        </button>
      </Tooltip>
      <LaneTime clock={clock.data} />
      <span className="clock__leaps">
        {leaps.map(({ seconds, key }) => (
          <Button
            key={key}
            type="text"
            disabled={isBusy}
            loading={advance.isPending && advance.variables === seconds}
            onClick={() => advance.mutate(seconds)}
          >
            {t(`leap.${key}`)}
          </Button>
        ))}
      </span>
      {due[0] !== undefined && (
        <button type="button" className="clock__next" disabled={isBusy} onClick={() => next.mutate()}>
          <JumpIcon aria-hidden weight="fill" size={18} />
          <NextDue due={due[0]} />
        </button>
      )}
    </section>
  );
}

function LaneTime({ clock }: { clock: LaneClock }) {
  const { t, language } = useWords();
  const units = useUnits();
  const now = useLaneSecond();
  const moved = Math.round(clock.moved_seconds);
  const told = new Intl.DateTimeFormat(localeOf(language), {
    weekday: "short",
    day: "numeric",
    month: "short",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    hour12: false,
  }).format(now);
  const state = t(clock.frozen ? "clock.held" : "clock.running");
  const isMoved = Math.abs(moved) >= 1;
  return (
    <span className="clock__time">
      <b className="num">{told}</b>
      <span className={isMoved || clock.frozen ? "pers" : "mute"}>
        {isMoved ? t(moved > 0 ? "clock.ahead" : "clock.behind", { state, by: duration(moved, units) }) : state}
      </span>
    </span>
  );
}

function NextDue({ due }: { due: LaneClock["due"][number] }) {
  const { t } = useWords();
  const units = useUnits();
  const seconds = Math.max(0, (Date.parse(due.at) - useLaneSecond()) / 1000);
  return (
    <span>
      <b className="el">{t("clock.next", { title: useDueTitle()(due) })}</b>
      <span className="num">{t("clock.in", { duration: duration(seconds, units) })}</span>
    </span>
  );
}

/** What is due and whom it is about, in the reader's language where we know the kind of work. */
export function useDueTitle(): (due: LaneClock["due"][number]) => string {
  const { t, has } = useWords();
  return ({ kind, person, account }) => {
    const what = has(`due.${kind}`) ? t(`due.${kind}`) : kind;
    const whom = [person, account].filter((one) => one !== null).join(" · ");
    return whom === "" ? what : t("clock.about", { what, whom });
  };
}
