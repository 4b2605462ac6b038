/** An account's broadcasts and one's own thread with it, read as one. */
import type { Conversation, Entry } from "@hutong/api";
import { expect, test } from "vitest";
import { withConversation, withEntry, withRead } from "./fold";
import { broadcastsOf, inListOrder, logsOf, shortestLog, threadAsRead, unreadTotal } from "./list";
import { emptyState, type State } from "./state";

const SELF = "1";

function conversation(id: string, kind: "app" | "broadcast", appId: string, accountKind = "service", more: Partial<Conversation> = {}): Conversation {
  return {
    id, kind, peer: { kind: "app", account: { app_id: appId, kind: accountKind } as never }, head_seq: 0, head_ordinal: 0, read_seq: 0, read_ordinal: 0,
    unread: 0, last: null, muted: false, pinned: false, marked: false, draft: "", can_write: kind === "app", ...more,
  };
}

const entry = (id: string, seq: number, minute: number, text: string, ordinal = seq): Entry => ({
  conversation_id: id, seq, ordinal, id: `${id}-${seq}`, client_id: null, sender: { kind: "app", id: "wx1" },
  at: new Date(Date.UTC(2026, 10, 22, 8, minute)).toISOString(), body: { kind: "text", text },
});

const stateOf = (...all: Conversation[]): State => all.reduce(withConversation, emptyState);
const texts = (entries: readonly Entry[]) => entries.map(({ body }) => (body.kind === "text" ? body.text : body.kind));

function account(kind = "service"): State {
  let state = stateOf(conversation("own", "app", "wx1", kind), conversation("log", "broadcast", "wx1", kind));
  for (const [id, seq, minute, text] of [["own", 1, 0, "welcome"], ["log", 1, 5, "news"], ["own", 2, 10, "answer"]] as const) state = withEntry(state, entry(id, seq, minute, text), SELF);
  return state;
}

test("both logs are one thread, in the order of time, and one row of the list", () => {
  const state = account();
  const thread = threadAsRead(state, "own");
  expect(texts(thread?.entries ?? [])).toEqual(["welcome", "news", "answer"]);
  expect(inListOrder(state).map(({ conversation: { id, unread } }) => [id, unread])).toEqual([["own", 3]]);
  expect(thread?.conversation.last?.seq).toBe(2);
  // Asked again, it is the same object and is not drawn again.
  expect(threadAsRead({ ...state, typing: new Set() }, "own")).toBe(thread);
  expect([logsOf(state, "log"), broadcastsOf(state, thread as never)?.conversation.id]).toEqual([["own", "log"], "log"]);
});

test("subscriptions wait in their folder and are not counted, services are", () => {
  expect([unreadTotal(account("service")), unreadTotal(account("subscription"))]).toEqual([3, 0]);
});

test("what lies before the shortest log waits until that log goes further back", () => {
  const state = account();
  const own = { ...(state.threads.get("own") as never as object), hasOlder: true, entries: [entry("own", 2, 10, "answer")] };
  const cut = { ...state, threads: new Map(state.threads).set("own", own as never) };
  expect(texts(threadAsRead(cut, "own")?.entries ?? [])).toEqual(["answer"]);
  expect(shortestLog([...cut.threads.values()])?.conversation.id).toBe("own");
});

test("broadcasts for others are not counted, neither when the next one comes nor when some are read", () => {
  let state = account();
  // Ordinals 2 and 3 were for others.
  state = withEntry(state, entry("log", 4, 20, "for me", 4), SELF);
  expect(state.threads.get("log")?.conversation.unread).toBe(2);
  const held = state.threads.get("log");
  state = { ...state, threads: new Map(state.threads).set("log", { ...held, entries: [entry("log", 1, 5, "news"), entry("log", 4, 20, "for me", 4)], reachedSeq: 4 } as never) };
  expect(withRead(state, "log", 1, 1).threads.get("log")?.conversation.unread).toBe(1);
  expect(withRead(state, "log", 4, 4).threads.get("log")?.conversation.unread).toBe(0);
});

test("a log that never had anything for this person is not drawn", () => {
  expect(inListOrder(stateOf(conversation("log", "broadcast", "wx1")))).toEqual([]);
});
