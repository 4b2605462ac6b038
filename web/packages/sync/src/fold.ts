/**
 * How news becomes state. Every function takes a state and one piece of news and gives the next state; news may come
 * twice, late or in another order and the result is the same as a fresh look at the server.
 */
import type { AccountCard, Conversation, Entry, Id, Person, PersonalChange, SyncAnswer, SyncedConversation } from "@hutong/api";
import { lastShown, nextLast, shownEntries } from "./shown";
import { type Outgoing, type State, type Thread } from "./state";

export function withSync(state: State, answer: SyncAnswer, selfId: Id): State {
  let next = state;
  for (const synced of answer.conversations) next = withSynced(next, synced);
  for (const change of answer.personal) next = withPersonalChange(next, change);
  for (const { entries } of answer.conversations) for (const entry of entries) next = withoutArrived(next, entry, selfId);
  next = withoutPassed(next);
  return { ...next, personalSeq: Math.max(next.personalSeq, answer.personal_seq), loaded: state.loaded || !answer.more };
}

/** An entry pushed by the server, or the answer to a send. */
export function withEntry(state: State, entry: Entry, selfId: Id): State {
  const thread = state.threads.get(entry.conversation_id);
  if (!thread) return state;
  const isMine = entry.sender?.kind === "person" && entry.sender.id === selfId;
  const isNext = entry.seq === thread.reachedSeq + 1;
  const isHeld = entry.seq <= thread.reachedSeq;
  const conversation = withHead(thread.conversation, entry, isMine);
  const grown = isNext ? { entries: [...thread.entries, entry], reachedSeq: entry.seq } : {};
  const next = withThread(state, { ...thread, conversation, ...grown });
  const settled = isNext || isHeld ? withoutArrived(next, entry, selfId) : next;
  return isMine ? settled : withTyping(settled, entry.conversation_id, false);
}

/** A conversation pushed by the server: a new one, or one whose settings or read mark changed. */
export function withConversation(state: State, conversation: Conversation): State {
  const thread = state.threads.get(conversation.id);
  if (!thread) return withThread(state, { conversation, entries: [], reachedSeq: 0, hasOlder: conversation.head_seq > 0 });
  return withThread(state, { ...thread, conversation: newest(thread.conversation, conversation) });
}

export function withOlder(state: State, id: Id, older: readonly Entry[], more: boolean): State {
  const thread = state.threads.get(id);
  if (!thread) return state;
  const first = thread.entries[0]?.seq ?? Infinity;
  const entries = [...older.filter((entry) => entry.seq < first), ...thread.entries];
  return withThread(state, { ...thread, entries, hasOlder: more });
}

/** Read up to `seq` here and now; the server is told afterwards. */
export function withRead(state: State, id: Id, seq: number, ordinal: number): State {
  const thread = state.threads.get(id);
  if (!thread || thread.conversation.read_seq >= seq) return state;
  const { head_ordinal, unread } = thread.conversation;
  const conversation = { ...thread.conversation, read_seq: seq, read_ordinal: ordinal, unread: Math.min(unread, Math.max(0, head_ordinal - ordinal), newAfter(thread, seq)) };
  return withThread(state, { ...thread, conversation });
}

export function withSettings(state: State, id: Id, change: Partial<Pick<Conversation, "muted" | "pinned" | "marked" | "draft">>): State {
  const thread = state.threads.get(id);
  return thread ? withThread(state, { ...thread, conversation: { ...thread.conversation, ...change } }) : state;
}

export function withTyping(state: State, id: Id, on: boolean): State {
  if (state.typing.has(id) === on) return state;
  const typing = new Set(state.typing);
  if (on) typing.add(id);
  else typing.delete(id);
  return { ...state, typing };
}

export function withAccount(state: State, account: AccountCard): State {
  return withPeer(state, (peer) => (peer.kind === "app" && peer.account.app_id === account.app_id ? { kind: "app", account } : peer));
}

export function withMenuChanged(state: State, appId: string): State {
  const menuVersions = new Map(state.menuVersions);
  menuVersions.set(appId, (menuVersions.get(appId) ?? 0) + 1);
  return { ...state, menuVersions };
}

export const withWalletChanged = (state: State): State => ({ ...state, walletVersion: state.walletVersion + 1 });

export const withPaymentAsked = (state: State): State => ({ ...state, paymentVersion: state.paymentVersion + 1 });

function withSynced(state: State, synced: SyncedConversation): State {
  const { entries, has_gap, ...conversation } = synced;
  const thread = state.threads.get(conversation.id);
  const reachedSeq = Math.max(thread?.reachedSeq ?? 0, conversation.head_seq);
  if (!thread) return withThread(state, { conversation, entries, reachedSeq, hasOlder: has_gap || (entries[0]?.seq ?? 1) > 1 });
  const merged = mergeEntries(thread, entries, has_gap);
  return withThread(state, { ...merged, reachedSeq, conversation: newest(thread.conversation, conversation) });
}

/**
 * Join what came to what is held. Across a hole the older part is dropped: it can be asked for again. Without one,
 * numbers that are left out belong to entries that this person does not get to see.
 */
function mergeEntries(thread: Thread, entries: readonly Entry[], hasGap: boolean): Pick<Thread, "entries" | "hasOlder"> {
  const first = entries[0];
  if (!first) return { entries: thread.entries, hasOlder: thread.hasOlder };
  const held = thread.reachedSeq;
  if (first.seq <= held + 1 || !hasGap) {
    return { entries: [...thread.entries, ...entries.filter((entry) => entry.seq > held)], hasOlder: thread.hasOlder };
  }
  return { entries, hasOlder: true };
}

/** A change of the person's own log, pushed. One that a catch-up has already gone past is old news. */
export function withPushedChange(state: State, change: PersonalChange): State {
  if (change.seq <= state.personalSeq) return state;
  const next = withPersonalChange(state, change);
  return change.seq === state.personalSeq + 1 ? { ...next, personalSeq: change.seq } : next;
}

/** Deleted by this device itself; its own log will say so too. */
export const withDeleted = (state: State, change: PersonalChange): State => withPersonalChange(state, change);

function withPersonalChange(state: State, change: PersonalChange): State {
  const id = change.conversation_id;
  const value = (change.value ?? {}) as Record<string, unknown>;
  switch (change.kind) {
    case "read":
      return id ? withRead(state, id, Number(value["read_seq"] ?? 0), Number(value["read_ordinal"] ?? 0)) : state;
    case "draft":
    case "settings":
    case "marked":
      return id ? withSettings(state, id, value) : state;
    case "profile":
      return withPerson(state, value as unknown as Person);
    case "conversation":
      return id && value["hidden"] === true ? withoutThread(state, id) : state;
    case "cleared":
      return id ? withoutHistory(state, id, Number(value["cleared_to"])) : state;
    case "removed":
      return id ? withoutEntries(state, id, (seq) => seq === Number(value["seq"])) : state;
  }
}

function withPerson(state: State, person: Person): State {
  return withPeer(state, (peer) => {
    if (peer.kind === "person" && peer.person.id === person.id) return { kind: "person", person };
    if (peer.kind !== "group" || !peer.people.some(({ id }) => id === person.id)) return peer;
    return { ...peer, people: peer.people.map((one) => (one.id === person.id ? person : one)) };
  });
}

function withPeer(state: State, change: (peer: Conversation["peer"]) => Conversation["peer"]): State {
  let next = state;
  for (const thread of state.threads.values()) {
    const peer = change(thread.conversation.peer);
    if (peer !== thread.conversation.peer) next = withThread(next, { ...thread, conversation: { ...thread.conversation, peer } });
  }
  return next;
}

/** An entry makes the log longer and, unless I wrote it, leaves something to read. Sending moves the sender's own mark. */
function withHead(conversation: Conversation, entry: Entry, isMine: boolean): Conversation {
  if (entry.seq <= conversation.head_seq) return isMine ? withOwnMark(conversation, entry) : conversation;
  const grown = {
    ...conversation,
    head_seq: entry.seq,
    head_ordinal: entry.ordinal,
    unread: conversation.unread + Math.min(newIn(conversation), Math.max(0, entry.ordinal - conversation.head_ordinal)),
    last: nextLast(conversation.last, entry),
  };
  return isMine ? withOwnMark(grown, entry) : grown;
}

/** In an account's log numbers are left out where an entry is for others: one push is one thing to read. */
const newIn = ({ kind }: Conversation): number => (kind === "broadcast" ? 1 : Infinity);

/** How much of such a log was not read, as far as its entries are here. */
function newAfter({ conversation, entries, hasOlder }: Thread, seq: number): number {
  const isWhole = conversation.kind === "broadcast" && (!hasOlder || (entries[0]?.seq ?? Infinity) <= seq + 1);
  return isWhole ? shownEntries(entries).filter(({ entry, isRecalled }) => entry.seq > seq && !isRecalled && entry.body.kind !== "notice").length : Infinity;
}

function withOwnMark(conversation: Conversation, entry: Entry): Conversation {
  if (entry.seq <= conversation.read_seq) return conversation;
  return { ...conversation, read_seq: entry.seq, read_ordinal: entry.ordinal, unread: Math.max(0, conversation.head_ordinal - entry.ordinal) };
}

/** Two views of one conversation: settings from the one that came last, marks and heads from whichever is further. */
function newest(held: Conversation, came: Conversation): Conversation {
  const head = came.head_seq >= held.head_seq ? came : held;
  const read = came.read_seq >= held.read_seq ? came : held;
  const counted = head === came ? came : held;
  return {
    ...came,
    head_seq: head.head_seq,
    head_ordinal: head.head_ordinal,
    last: head.last,
    read_seq: read.read_seq,
    read_ordinal: read.read_ordinal,
    unread: Math.min(counted.unread, Math.max(0, head.head_ordinal - read.read_ordinal)),
  };
}

/** A message of mine has arrived in the log, so it no longer waits. */
function withoutArrived(state: State, entry: Entry, selfId: Id): State {
  if (!entry.client_id || entry.sender?.id !== selfId) return state;
  const outbox = state.outbox.filter((one) => one.clientId !== entry.client_id);
  return outbox.length === state.outbox.length ? state : { ...state, outbox };
}

/** A message of mine that the log has gone past, though this device holds only what came after it. */
function withoutPassed(state: State): State {
  const isPassed = (one: Outgoing) => one.seq !== null && one.seq <= (state.threads.get(one.conversationId)?.reachedSeq ?? 0);
  return state.outbox.some(isPassed) ? { ...state, outbox: state.outbox.filter((one) => !isPassed(one)) } : state;
}

function withoutThread(state: State, id: Id): State {
  const threads = new Map(state.threads);
  threads.delete(id);
  return { ...state, threads };
}

function withoutEntries(state: State, id: Id, isGone: (seq: number) => boolean): State {
  const thread = state.threads.get(id);
  if (!thread) return state;
  const entries = thread.entries.filter(({ seq }) => !isGone(seq));
  const { last } = thread.conversation;
  const isLastGone = last !== null && isGone(last.seq);
  const conversation = isLastGone ? { ...thread.conversation, last: lastShown(entries) } : thread.conversation;
  return withThread(state, { ...thread, entries, conversation });
}

/** What lies before is gone for good, so there is nothing older to ask for. */
function withoutHistory(state: State, id: Id, to: number): State {
  const next = withoutEntries(state, id, (seq) => seq <= to);
  const thread = next.threads.get(id);
  return thread ? withThread(next, { ...thread, hasOlder: thread.hasOlder && (thread.entries[0]?.seq ?? 0) > to + 1 }) : next;
}

/** Keep the newest entries alone: what is older is asked for again when somebody scrolls there. */
export function withNewestOnly(state: State, id: Id, count: number): State {
  const thread = state.threads.get(id);
  if (!thread || thread.entries.length <= count) return state;
  return withThread(state, { ...thread, entries: thread.entries.slice(-count), hasOlder: true });
}

function withThread(state: State, thread: Thread): State {
  const threads = new Map(state.threads);
  threads.set(thread.conversation.id, thread);
  return { ...state, threads };
}
