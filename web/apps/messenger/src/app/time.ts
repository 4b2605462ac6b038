/** Times as a person reads them, seen from the lane's own now. */
import type { Language } from "@hutong/ui/words";

const DAY_MS = 86_400_000;
const CLOCK = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" } as const;
const WEEKDAY = { weekday: "short" } as const;
const FULL = { ...CLOCK, year: "numeric", month: "short", day: "numeric" } as const;

export function clockTime(at: string, language: Language): string {
  return inWords(at, language, CLOCK);
}

/** In a list: the hour today, the weekday this week, the date before that. */
export function listTime(at: string, now: Date, language: Language): string {
  const days = daysBetween(new Date(at), now);
  if (days === 0) return clockTime(at, language);
  if (days > 0 && days < 7) return inWords(at, language, WEEKDAY);
  return dateOf(at, now, language);
}

/** Above the first message of a day; `null` leaves "today" and "yesterday" to the words. */
export function dayName(at: string, now: Date, language: Language): { word: "today" | "yesterday" } | { text: string } {
  const days = daysBetween(new Date(at), now);
  if (days === 0) return { word: "today" };
  if (days === 1) return { word: "yesterday" };
  return { text: dateOf(at, now, language) };
}

export function fullTime(at: string, language: Language): string {
  return inWords(at, language, FULL);
}

const formats = new Map<object, Map<Language, Intl.DateTimeFormat>>();

/** Making a format costs a hundred times what using it does, and each message shows two. */
function inWords(at: string, language: Language, options: Intl.DateTimeFormatOptions): string {
  const byLanguage = formats.get(options) ?? new Map<Language, Intl.DateTimeFormat>();
  const format = byLanguage.get(language) ?? new Intl.DateTimeFormat(language, options);
  formats.set(options, byLanguage.set(language, format));
  return format.format(new Date(at));
}

export function duration(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}

export function size(bytes: number, language: Language): string {
  const units = ["byte", "kilobyte", "megabyte", "gigabyte"] as const;
  const step = Math.min(units.length - 1, Math.floor(Math.log(Math.max(1, bytes)) / Math.log(1000)));
  const number = bytes / 1000 ** step;
  return new Intl.NumberFormat(language, {
    style: "unit",
    unit: units[step] ?? "byte",
    unitDisplay: step === 0 ? "long" : "short",
    maximumFractionDigits: number < 10 && step > 0 ? 1 : 0,
  }).format(number);
}

function dateOf(at: string, now: Date, language: Language): string {
  const date = new Date(at);
  const year = date.getFullYear() === now.getFullYear() ? undefined : "numeric";
  return new Intl.DateTimeFormat(language, { day: "numeric", month: "short", year }).format(date);
}

function daysBetween(from: Date, to: Date): number {
  return Math.round((startOfDay(to) - startOfDay(from)) / DAY_MS);
}

function startOfDay(date: Date): number {
  return new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
}
