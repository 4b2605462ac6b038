/** A statement as it is read: months with what came and went, and in them what happened, newest first. */
import type { MonthTotal, Movement } from "@hutong/api";

export interface Month extends MonthTotal {
  items: Movement[];
}

/** The kinds one may look for. Each name is a word under `statement.kind.`. */
export const KINDS = ["payment", "refund", "transfer", "packet", "split", "payout", "top_up", "withdrawal", "repayment"] as const;

/** Movements by the month they happened in where they were made; totals are the server's, which knows the whole month. */
export function byMonth(items: readonly Movement[], totals: readonly MonthTotal[]): Month[] {
  const months: Month[] = [];
  for (const item of items) {
    const month = monthOf(item.at);
    const last = months.at(-1);
    if (last?.month === month) last.items.push(item);
    else months.push({ ...(totals.find((one) => one.month === month) ?? summed(month, items)), items: [item] });
  }
  return months;
}

/** Further pages bring their months along; the newest word about a month holds. */
export function joinTotals(before: readonly MonthTotal[], more: readonly MonthTotal[]): MonthTotal[] {
  return [...before.filter((one) => !more.some(({ month }) => month === one.month)), ...more];
}

/** Statements go by the calendar of the lane's own place. */
export function monthOf(at: string): string {
  return new Intl.DateTimeFormat("en-CA", { timeZone: "Asia/Shanghai", year: "numeric", month: "2-digit" }).format(new Date(at)).slice(0, 7);
}

function summed(month: string, items: readonly Movement[]): MonthTotal {
  const amounts = items.filter(({ at }) => monthOf(at) === month).map(({ amount_fen }) => amount_fen);
  return {
    month,
    in_fen: amounts.reduce((sum, fen) => (fen > 0 ? sum + fen : sum), 0),
    out_fen: amounts.reduce((sum, fen) => (fen < 0 ? sum - fen : sum), 0),
  };
}
