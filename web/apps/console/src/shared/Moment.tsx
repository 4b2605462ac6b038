/** A time, told as a person would, with the exact one on hover. */
import { Tooltip } from "antd";
import { useSyncExternalStore } from "react";
import { useWords } from "../words";
import type { Language } from "@hutong/ui/words";
import { localeOf } from "./locale";
import { laneNow, onLaneTime } from "./laneTime";

const steps: [Intl.RelativeTimeFormatUnit, number][] = [
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
];

export function Moment({ at }: { at: string }) {
  const { language } = useWords();
  // Lane time, because that is what was written down and what the lab moves.
  const now = useSyncExternalStore(onLaneTime, () => Math.floor(laneNow() / 30_000) * 30_000);
  const seconds = Math.round((Date.parse(at) - now) / 1000);
  return (
    <Tooltip title={exact(at, language)}>
      <time dateTime={at}>{relative(seconds, at, language)}</time>
    </Tooltip>
  );
}

export function exact(at: string, language: Language): string {
  return new Intl.DateTimeFormat(localeOf(language), { dateStyle: "medium", timeStyle: "medium" }).format(new Date(at));
}

export function clockTime(at: string, language: Language): string {
  return new Intl.DateTimeFormat(localeOf(language), {
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    hour12: false,
  }).format(new Date(at));
}

function relative(seconds: number, at: string, language: Language): string {
  if (Math.abs(seconds) > 6 * 86_400) {
    return new Intl.DateTimeFormat(localeOf(language), { dateStyle: "medium" }).format(new Date(at));
  }
  const words = new Intl.RelativeTimeFormat(localeOf(language), { numeric: "auto", style: "short" });
  const [unit, size] = steps.find(([, one]) => Math.abs(seconds) >= one) ?? ["second", 1];
  return unit === "second" ? words.format(0, "second") : words.format(Math.trunc(seconds / size), unit);
}
