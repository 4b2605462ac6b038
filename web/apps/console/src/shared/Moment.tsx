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

interface MomentProps {
  at: string;
  /** Calls are dated by wire time, which the lab does not move; all else by lane time. */
  isWire?: boolean;
}

export function Moment({ at, isWire = false }: MomentProps) {
  const { language } = useWords();
  const now = useSyncExternalStore(onLaneTime, () => coarse(isWire ? Date.now() : laneNow()));
  const seconds = Math.round((Date.parse(at) - now) / 1000);
  return (
    <Tooltip title={exact(at, language)}>
      <time dateTime={at}>{relative(seconds, at, language)}</time>
    </Tooltip>
  );
}

/** Whole half minutes, so that a page of times is not drawn each second. */
function coarse(now: number): number {
  return Math.floor(now / 30_000) * 30_000;
}

export function exact(at: string, language: Language): string {
  return new Intl.DateTimeFormat(localeOf(language), { dateStyle: "medium", timeStyle: "medium" }).format(new Date(at));
}

/** A day and a time that somebody waits for: nobody waits for seconds. */
export function toTheMinute(at: string, language: Language): string {
  return new Intl.DateTimeFormat(localeOf(language), { dateStyle: "medium", timeStyle: "short" }).format(new Date(at));
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
