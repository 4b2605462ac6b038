import { duration } from "../shared/durations";
import { useWords } from "../words";

/** How long something lasted on average, of several times. */
export function Lasting({ ms, times }: { ms: number; times: number }) {
  const { t } = useWords();
  if (times === 0) return <>–</>;
  const units = { day: t("unit.day"), hour: t("unit.hour"), minute: t("unit.minute"), second: t("unit.second") };
  return <>{duration(ms / times / 1000, units)}</>;
}
