import { useSyncExternalStore } from "react";
import { useWords } from "../words";
import type { Units } from "./durations";
import { laneNow, onLaneTime } from "./laneTime";

/** Lane time in whole seconds, as milliseconds. */
export function useLaneSecond(): number {
  return useSyncExternalStore(onLaneTime, () => Math.floor(laneNow() / 1000) * 1000);
}

/** How the reader's language writes days, hours, minutes and seconds. */
export function useUnits(): Units {
  const { t } = useWords();
  return { day: t("unit.day"), hour: t("unit.hour"), minute: t("unit.minute"), second: t("unit.second") };
}
