import { Chip } from "@hutong/ui";
import { WarningIcon } from "../icons";
import { toTheMinute } from "../shared/Moment";
import { useWords } from "../words";
import { useSafety } from "./queries";
import type { Allowance } from "./types";

/** A paused account says so before somebody writes for an hour. */
export function PausedBanner({ appId }: { appId: string }) {
  const { t, language } = useWords();
  const safety = useSafety(appId).data;
  if (!safety?.paused_until) return null;
  const reasons = Object.entries(safety.reasons).map(([reason, count]) => `${t(`accountComplaints.reason.${reason}`)} ${count}`);
  return (
    <div className="banner banner--bad" role="status">
      <WarningIcon aria-hidden weight="fill" size={20} />
      <div>
        <b>{t("broadcasts.paused", { until: toTheMinute(safety.paused_until, language) })}</b>
        <p>{safety.paused_by === "operator" ? safety.note : t("broadcasts.pausedByRule", { count: safety.people_complaining, days: safety.window_days })}</p>
        {reasons.length > 0 && <p className="note">{reasons.join(" · ")}</p>}
      </div>
    </div>
  );
}

export function AllowanceChip({ allowance }: { allowance: Allowance }) {
  const { t } = useWords();
  return <Chip tone={allowance.left === 0 ? "warn" : "plain"}>{t(`broadcasts.left.${allowance.per}`, { left: allowance.left, limit: allowance.limit })}</Chip>;
}
