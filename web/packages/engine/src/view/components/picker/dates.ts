/** Days and times as pickers turn through them: plain numbers, no time zone, no Date. */

export interface Day {
  year: number;
  month: number;
  day: number;
}

export type Fields = "year" | "month" | "day";

/** "2016-09-01", "2016-9", "2016/09/01" or "2016"; null for what is no day of the calendar. */
export function parseDay(text: string): Day | null {
  const found = /^\s*(\d{4})(?:[-/](\d{1,2})(?:[-/](\d{1,2}))?)?\s*$/.exec(text);
  if (!found) return null;
  const day = { year: Number(found[1]), month: Number(found[2] ?? 1), day: Number(found[3] ?? 1) };
  return day.month >= 1 && day.month <= 12 && day.day >= 1 && day.day <= daysIn(day.year, day.month) ? day : null;
}

export function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

export function writeDay({ year, month, day }: Day, fields: Fields): string {
  const parts = [String(year).padStart(4, "0"), two(month), two(day)];
  return parts.slice(0, { year: 1, month: 2, day: 3 }[fields]).join("-");
}

export function compareDays(a: Day, b: Day): number {
  return a.year - b.year || a.month - b.month || a.day - b.day;
}

/** What each column of a date picker holds when `day` is chosen, held within `start` and `end`. */
export function dateColumns(day: Day, start: Day, end: Day, fields: Fields): { columns: number[][]; chosen: Day } {
  const held = compareDays(day, start) < 0 ? start : compareDays(day, end) > 0 ? end : day;
  const years = span(start.year, end.year);
  const months = span(held.year === start.year ? start.month : 1, held.year === end.year ? end.month : 12);
  const month = within(held.month, months);
  const isFirst = held.year === start.year && month === start.month;
  const isLast = held.year === end.year && month === end.month;
  const days = span(isFirst ? start.day : 1, isLast ? Math.min(end.day, daysIn(held.year, month)) : daysIn(held.year, month));
  const chosen = { year: held.year, month, day: within(held.day, days) };
  return { columns: [years, months, days].slice(0, { year: 1, month: 2, day: 3 }[fields]), chosen };
}

/** Minutes since midnight of "hh:mm"; null for what is no time. */
export function parseTime(text: string): number | null {
  const found = /^\s*(\d{1,2}):(\d{1,2})(?::\d{1,2})?\s*$/.exec(text);
  if (!found) return null;
  const [hour, minute] = [Number(found[1]), Number(found[2])];
  return hour < 24 && minute < 60 ? hour * 60 + minute : null;
}

export function writeTime(minutes: number): string {
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

export function timeColumns(minutes: number, start: number, end: number): { columns: number[][]; chosen: number } {
  const last = Math.max(start, end);
  const held = Math.min(last, Math.max(start, minutes));
  const hour = Math.floor(held / 60);
  const from = hour === Math.floor(start / 60) ? start % 60 : 0;
  const to = hour === Math.floor(last / 60) ? last % 60 : 59;
  return { columns: [span(Math.floor(start / 60), Math.floor(last / 60)), span(from, to)], chosen: held };
}

export function two(value: number): string {
  return String(value).padStart(2, "0");
}

export function span(from: number, to: number): number[] {
  return Array.from({ length: Math.max(1, to - from + 1) }, (_, index) => from + index);
}

function within(value: number, values: number[]): number {
  return Math.min(values.at(-1) ?? value, Math.max(values[0] ?? value, value));
}
