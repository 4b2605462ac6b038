/** The modes of a picker as one kind of thing: columns of words, which of them are chosen, and what the program is told. */
import { compareDays, dateColumns, parseDay, parseTime, timeColumns, two, writeDay, writeTime, type Day, type Fields } from "./dates";
import { findRegion, LEVELS, readDivisions, regionColumns, regionDetail, type Division } from "./regions";

export type Language = "zh_CN" | "en";

export interface Choosing {
  columns: string[][];
  indexes: number[];
  /** The state after column `column` was turned to `index`. */
  turn(column: number, index: number): Choosing;
  /** What `change` tells. */
  detail(): Record<string, unknown>;
}

export interface PickerProps {
  range?: unknown;
  rangeKey?: unknown;
  value?: unknown;
  start?: unknown;
  end?: unknown;
  fields?: unknown;
  level?: unknown;
  customItem?: unknown;
}

export function choose(mode: string, props: PickerProps, language: Language, today: Day, divisions: Division[]): Choosing {
  if (mode === "multiSelector") return multiple(props);
  if (mode === "time") return time(props);
  if (mode === "date") return date(props, language, today);
  if (mode === "region") return region(props, divisions);
  return single(props);
}

/** What a form collects before anything was chosen in the sheet. */
export function startingValue(mode: string, value: unknown): unknown {
  if (mode === "multiSelector" || mode === "region") return Array.isArray(value) ? value : [];
  if (mode === "time" || mode === "date") return typeof value === "string" ? value : "";
  return String(value ?? 0);
}

export { readDivisions };

/** The words of a range: plain values, or the `rangeKey` of objects. */
export function words(range: unknown, rangeKey: unknown): string[] {
  if (!Array.isArray(range)) return [];
  const key = typeof rangeKey === "string" ? rangeKey : "";
  return range.map((one: unknown) => {
    const shown = typeof one === "object" && one !== null ? (one as Record<string, unknown>)[key] : one;
    return shown === undefined || shown === null ? "" : String(shown as string);
  });
}

export function held(index: unknown, column: readonly unknown[]): number {
  const wanted = Math.trunc(Number(index));
  return Number.isFinite(wanted) ? Math.min(Math.max(0, column.length - 1), Math.max(0, wanted)) : 0;
}

function single(props: PickerProps, index = held(props.value, words(props.range, props.rangeKey))): Choosing {
  const column = words(props.range, props.rangeKey);
  return {
    columns: [column],
    indexes: [held(index, column)],
    turn: (_column, to) => single(props, to),
    // Text, as phones tell it: programs read it with an index or a number either way.
    detail: () => ({ value: String(held(index, column)) }),
  };
}

function multiple(props: PickerProps, indexes?: number[]): Choosing {
  const ranges = Array.isArray(props.range) ? (props.range as unknown[]) : [];
  const columns = ranges.map((range) => words(range, props.rangeKey));
  const given = indexes ?? (Array.isArray(props.value) ? (props.value as unknown[]) : []);
  const chosen = columns.map((column, at) => held(given[at], column));
  return {
    columns,
    indexes: chosen,
    turn: (column, to) => multiple(props, chosen.map((index, at) => (at === column ? to : index))),
    detail: () => ({ value: chosen }),
  };
}

function time(props: PickerProps, minutes = parseTime(String(props.value ?? "")) ?? 0): Choosing {
  const start = parseTime(String(props.start ?? "")) ?? 0;
  const end = parseTime(String(props.end ?? "")) ?? 24 * 60 - 1;
  const { columns, chosen } = timeColumns(minutes, start, end);
  const indexes = [Math.floor(chosen / 60), chosen % 60].map((value, at) => columns[at]?.indexOf(value) ?? 0);
  return {
    columns: columns.map((column) => column.map(two)),
    indexes,
    turn(column, index) {
      const turned = indexes.map((one, at) => columns[at]?.[at === column ? index : one] ?? 0);
      return time(props, (turned[0] ?? 0) * 60 + (turned[1] ?? 0));
    },
    detail: () => ({ value: writeTime(chosen) }),
  };
}

const FIRST: Day = { year: 1900, month: 1, day: 1 };
const LAST: Day = { year: 2100, month: 12, day: 31 };

function date(props: PickerProps, language: Language, today: Day, wanted?: Day): Choosing {
  const fields: Fields = props.fields === "year" || props.fields === "month" ? props.fields : "day";
  const start = parseDay(String(props.start ?? "")) ?? FIRST;
  const end = lastOf(String(props.end ?? ""), fields) ?? LAST;
  const { columns, chosen } = dateColumns(wanted ?? parseDay(String(props.value ?? "")) ?? today, start, compareDays(start, end) > 0 ? start : end, fields);
  const parts = [chosen.year, chosen.month, chosen.day];
  return {
    columns: columns.map((column, at) => column.map((one) => dateWord(one, at, language))),
    indexes: columns.map((column, at) => column.indexOf(parts[at] ?? 0)),
    turn(column, index) {
      const [year = 0, month = 1, day = 1] = parts.map((one, at) => (at === column ? (columns[at]?.[index] ?? one) : one));
      return date(props, language, today, { year, month, day });
    },
    detail: () => ({ value: writeDay(chosen, fields) }),
  };
}

// An end without a month or day means the last of them: "2017" ends in December.
function lastOf(text: string, fields: Fields): Day | null {
  const day = parseDay(text);
  if (!day) return null;
  const given = text.split(/[-/]/).length;
  return { year: day.year, month: given < 2 || fields === "year" ? 12 : day.month, day: given < 3 || fields !== "day" ? 31 : day.day };
}

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

function dateWord(value: number, column: number, language: Language): string {
  if (language === "en") return column === 1 ? (MONTHS[value - 1] ?? "") : String(value);
  return `${String(value)}${["年", "月", "日"][column] ?? ""}`;
}

function region(props: PickerProps, top: Division[], wanted?: number[]): Choosing {
  // Streets ("sub-district") are not in the official list of codes that we carry: the picker ends at the county.
  const level = LEVELS.find((one) => one === props.level) ?? "region";
  const custom = typeof props.customItem === "string" ? props.customItem : "";
  const value = Array.isArray(props.value) ? (props.value as unknown[]) : [];
  const state = regionColumns(top, wanted ?? findRegion(top, value, level, custom), level, custom);
  return {
    columns: state.columns.map((column) => column.map((one) => one.name)),
    indexes: state.indexes,
    turn: (column, index) => region(props, top, [...state.indexes.slice(0, column), index]),
    detail: () => regionDetail(state),
  };
}
