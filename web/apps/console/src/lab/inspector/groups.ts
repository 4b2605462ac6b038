/** The inspector's list: calls newest first, gathered under what set them off. */
import type { CallSummary } from "./calls";

export interface Filter {
  direction: "all" | "in" | "out";
  onlyProblems: boolean;
  host: string | null;
  appId: string | null;
  text: string;
}

export const noFilter: Filter = { direction: "all", onlyProblems: false, host: null, appId: null, text: "" };

export interface Group {
  key: string;
  cause: string | null;
  at: string;
  calls: CallSummary[];
}

const problems = new Set(["warn", "refused", "failed", "not_emulated"]);

export function isProblem(call: CallSummary): boolean {
  return problems.has(call.verdict.state);
}

/** Put calls in their place; a call already here is replaced, as another attempt or its answer arrives. */
export function merge(held: CallSummary[], arrived: CallSummary[], atMost: number): CallSummary[] {
  const byId = new Map(held.map((call) => [call.id, call]));
  for (const call of arrived) byId.set(call.id, call);
  return [...byId.values()].sort(newestFirst).slice(0, atMost);
}

/** The stream knows people by their numbers; their names are taken from the calls already here. */
export function named(held: CallSummary[], arrived: CallSummary[]): CallSummary[] {
  const names = new Map(held.map((call) => [call.person_id, call.person_name]));
  return arrived.map((call) => ({ ...call, person_name: call.person_name ?? names.get(call.person_id) ?? null }));
}

export function matches(call: CallSummary, filter: Filter): boolean {
  if (filter.direction !== "all" && call.direction !== filter.direction) return false;
  if (filter.onlyProblems && !isProblem(call)) return false;
  if (filter.host !== null && call.host !== filter.host) return false;
  if (filter.appId !== null && call.app_id !== filter.appId) return false;
  const sought = filter.text.trim().toLowerCase();
  return sought === "" || haystack(call).includes(sought);
}

/**
 * Gather calls that share a cause; a group stands where its newest call does.
 * Neighbours without a cause share a group with no heading.
 */
export function grouped(calls: CallSummary[]): Group[] {
  const groups: Group[] = [];
  const byCause = new Map<string, Group>();
  for (const call of calls) {
    const known = call.cause_id === null ? lastWithoutCause(groups) : byCause.get(call.cause_id);
    if (known !== undefined) {
      known.calls.push(call);
      known.at = call.at;
      continue;
    }
    const group = { key: call.cause_id ?? `call:${call.id}`, cause: call.cause, at: call.at, calls: [call] };
    groups.push(group);
    if (call.cause_id !== null) byCause.set(call.cause_id, group);
  }
  return groups;
}

export function hostsOf(calls: CallSummary[]): string[] {
  return [...new Set(calls.map((call) => call.host))].sort();
}

function lastWithoutCause(groups: Group[]): Group | undefined {
  const last = groups.at(-1);
  return last?.key.startsWith("call:") ? last : undefined;
}

function newestFirst(left: CallSummary, right: CallSummary): number {
  if (left.at !== right.at) return left.at < right.at ? 1 : -1;
  return Number(right.id) - Number(left.id);
}

function haystack(call: CallSummary): string {
  return [call.method, call.host, call.path, String(call.status), call.verdict.title, call.verdict.code, call.cause, call.person_name]
    .filter((part) => part !== null)
    .join(" ")
    .toLowerCase();
}
