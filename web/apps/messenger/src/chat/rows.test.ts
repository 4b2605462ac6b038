import type { Entry } from "@hutong/api";
import type { Outgoing, Thread } from "@hutong/sync";
import { expect, test } from "vitest";
import { chunksOf, makeKeeper, rowsOf } from "./rows";

const SELF = "1";

function thread(...entries: [from: string, at: string, text?: string][]): Thread {
  return {
    conversation: { id: "a" } as Thread["conversation"],
    hasOlder: false,
    reachedSeq: entries.length,
    entries: entries.map(([from, at, text], index): Entry => ({
      conversation_id: "a", seq: index + 1, ordinal: index + 1, id: `e${index + 1}`, client_id: from === SELF ? `c${index + 1}` : null,
      sender: { kind: "person", id: from }, at, body: text ? { kind: "text", text } : { kind: "notice", code: "followed", params: {} },
    })),
  };
}

const outgoing = (clientId: string, at: string): Outgoing => ({
  clientId, conversationId: "a", at, draft: null, preview: { kind: "text", text: "" }, state: "waiting", seq: null, error: null,
});

test("a day line stands before the first message of each day", () => {
  const rows = rowsOf(thread(["2", "2026-11-20T10:00:00Z", "a"], ["2", "2026-11-20T11:00:00Z", "b"], ["2", "2026-11-21T12:00:00Z", "c"]), [], SELF);
  expect(rows.map(({ kind }) => kind)).toEqual(["day", "message", "message", "day", "message"]);
});

test("messages of one side within three minutes are one run", () => {
  const rows = rowsOf(thread(["2", "2026-11-20T10:00:00Z", "a"], ["2", "2026-11-20T10:02:00Z", "b"], ["2", "2026-11-20T10:06:00Z", "c"], [SELF, "2026-11-20T10:06:10Z", "d"]), [], SELF);
  expect(rows.flatMap((row) => (row.kind === "message" ? [row.endsRun] : []))).toEqual([false, true, true, true]);
});

test("what arrived is no longer shown as waiting, and keeps its key", () => {
  const rows = rowsOf(thread([SELF, "2026-11-20T10:00:00Z", "a"]), [outgoing("c1", "2026-11-20T10:00:00Z"), outgoing("c2", "2026-11-20T10:00:01Z")], SELF);
  expect(rows.map(({ kind, key }) => [kind, key])).toEqual([["day", "day 1"], ["message", "c1"], ["outgoing", "c2"]]);
});

test("notices stand in the middle of nobody's side", () => {
  expect(rowsOf(thread(["2", "2026-11-20T10:00:00Z"]), [], SELF).map(({ kind }) => kind)).toEqual(["day", "notice"]);
});

test("what is on its way goes on a run of mine", () => {
  const rows = rowsOf(thread([SELF, "2026-11-20T10:00:00Z", "a"]), [outgoing("c2", "2026-11-20T10:01:00Z")], SELF);
  expect(rows.flatMap((row) => (row.kind === "message" ? [row.endsRun] : []))).toEqual([false]);
});

test("older messages that come in above leave the chunks below as they were", () => {
  const at = (minute: number) => new Date(Date.UTC(2026, 10, 20, 0, minute)).toISOString();
  const whole = thread(...Array.from({ length: 200 }, (_, index): [string, string, string] => ["2", at(index * 5), `${index}`]));
  const keep = makeKeeper();
  const newest = keep(chunksOf(rowsOf({ ...whole, entries: whole.entries.slice(100) }, [], SELF)));
  const all = keep(chunksOf(rowsOf(whole, [], SELF)));
  expect(all.map(({ key }) => key)).toEqual([0, 1, 2, 3, 4, 5]);
  // The border chunk has grown; those after it are the same objects and are not drawn again.
  expect(all.slice(3)).toEqual(newest.slice(1));
  expect(all.slice(3).every((chunk, index) => chunk === newest[index + 1])).toBe(true);
});

test("a hundred thousand messages become rows in a moment", () => {
  const at = new Date(Date.UTC(2026, 10, 20, 12)).toISOString();
  const long = thread(...Array.from({ length: 100_000 }, (): [string, string, string] => ["2", at, "a"]));
  expect(chunksOf(rowsOf(long, [], SELF))).toHaveLength(2_501);
});
