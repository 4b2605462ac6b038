import { expect, test } from "vitest";
import { fromKept, toKeep } from "./kept";
import { emptyState, type State, type Thread } from "./state";

const thread = (id: string, length: number): Thread => ({
  conversation: { id, last: { at: `2026-11-${20 + Number(id)}` } } as Thread["conversation"],
  entries: Array.from({ length }, (_, index) => ({ seq: index + 1 })) as unknown as Thread["entries"],
  reachedSeq: length,
  hasOlder: false,
});

test("the newest of each thread is found again, and what was left out can be asked for", () => {
  const state: State = { ...emptyState, personalSeq: 7, threads: new Map([["1", thread("1", 3)], ["2", thread("2", 80)]]) };
  const again = fromKept(structuredClone(toKeep({ name: "Li Lei" }, state)));
  expect(again.personalSeq).toBe(7);
  expect([...again.threads.keys()]).toEqual(["2", "1"]);
  expect(again.threads.get("1")).toEqual(thread("1", 3));
  const long = again.threads.get("2");
  expect([long?.entries.length, long?.entries[0]?.seq, long?.reachedSeq, long?.hasOlder]).toEqual([50, 31, 80, true]);
});
