/**
 * Conversations as a list shows them. What an account tells everybody and what it says to one person are two logs on
 * the server; a person reads them as one thread, which goes by the id of their own.
 */
import type { Entry, Id } from "@hutong/api";
import { visibleThread, type State, type Thread } from "./state";

interface Account {
  own: Thread | null;
  log: Thread | null;
}

/** Pinned first, then by what happened last; a draft is as new as it was written, which nobody records, so it stays in place. */
export function inListOrder(state: State): Thread[] {
  return threadsAsRead(state)
    .map((thread) => ({ thread, at: newestAt(state, thread) }))
    .sort(
      (a, b) =>
        Number(b.thread.conversation.pinned) - Number(a.thread.conversation.pinned) || compare(b.at, a.at) || compare(a.thread.conversation.id, b.thread.conversation.id),
    )
    .map(({ thread }) => thread);
}

/** What the tab counts: nothing that is muted, and no subscriptions, which wait in their folder. */
export function unreadTotal(state: State): number {
  let total = 0;
  for (const thread of threadsAsRead(state)) if (!thread.conversation.muted && !isSubscription(thread)) total += thread.conversation.unread;
  return total;
}

/** One thread as its reader sees it, with the account's broadcasts in it. */
export function threadAsRead(state: State, id: Id): Thread | undefined {
  const thread = state.threads.get(id);
  if (!thread) return undefined;
  const { own, log } = accountOf(state, thread);
  return own && log ? joined(visibleThread(state, own), visibleThread(state, log)) : visibleThread(state, thread);
}

/** The log of an account's broadcasts, as its reader sees it. */
export function broadcastsOf(state: State, thread: Thread): Thread | null {
  const { log } = accountOf(state, thread);
  return log && visibleThread(state, log);
}

/** The logs that are read as one with this one. */
export function logsOf(state: State, id: Id): Id[] {
  const thread = state.threads.get(id);
  const { own, log } = thread ? accountOf(state, thread) : { own: null, log: null };
  return own && log ? [own.conversation.id, log.conversation.id] : [id];
}

/** The logs themselves. */
export const threadsWith = (state: State, ids: readonly Id[]): Thread[] => ids.flatMap((id) => logsOf(state, id)).flatMap((id) => state.threads.get(id) ?? []);

/** How much there was to read up to an entry. */
export function ordinalAt({ conversation: { head_seq, head_ordinal }, entries }: Thread, seq: number): number {
  return seq >= head_seq ? head_ordinal : (entries.findLast((entry) => entry.seq <= seq)?.ordinal ?? 0);
}

/** Which log hides the others' past: what lies before its first entry is not known to be whole. */
export function shortestLog(threads: readonly Thread[]): Thread | null {
  let shortest: Thread | null = null;
  for (const thread of threads) {
    if (thread.hasOlder && firstAt(thread) > (shortest ? firstAt(shortest) : "")) shortest = thread;
  }
  return shortest;
}

export const isSubscription = ({ conversation: { peer } }: Thread): boolean => peer.kind === "app" && peer.account.kind === "subscription";

function threadsAsRead(state: State): Thread[] {
  const shown: Thread[] = [];
  for (const thread of state.threads.values()) {
    const { own, log } = accountOf(state, thread);
    if (!own || !log) shown.push(visibleThread(state, thread));
    else if (thread === own) shown.push(joined(visibleThread(state, own), visibleThread(state, log)));
  }
  return shown.filter(({ conversation }) => conversation.kind !== "broadcast" || conversation.last !== null);
}

function accountOf(state: State, { conversation: { peer } }: Thread): Account {
  return (peer.kind === "app" && accountsIn(state.threads).get(peer.account.app_id)) || { own: null, log: null };
}

const known = new WeakMap<State["threads"], Map<string, Account>>();

function accountsIn(threads: State["threads"]): Map<string, Account> {
  const held = known.get(threads);
  if (held) return held;
  const found = new Map<string, Account>();
  for (const thread of threads.values()) {
    const { kind, peer } = thread.conversation;
    if (peer.kind !== "app") continue;
    const account = found.get(peer.account.app_id) ?? { own: null, log: null };
    found.set(peer.account.app_id, kind === "broadcast" ? { ...account, log: thread } : { ...account, own: thread });
  }
  known.set(threads, found);
  return found;
}

const joinedBefore = new WeakMap<Thread, { log: Thread; both: Thread }>();

/** The same two make the same thread, so that nothing is drawn anew for it. */
function joined(own: Thread, log: Thread): Thread {
  const before = joinedBefore.get(own);
  if (before?.log === log) return before.both;
  const both = join(own, log);
  joinedBefore.set(own, { log, both });
  return both;
}

function join(own: Thread, log: Thread): Thread {
  const [mine, theirs] = [own.conversation, log.conversation];
  const from = shortestLog([own, log]);
  const since = from ? firstAt(from) : "";
  const last = mine.last && theirs.last && mine.last.at > theirs.last.at ? mine.last : (theirs.last ?? mine.last);
  return {
    ...own,
    entries: merged(own.entries, log.entries).filter(({ at }) => at >= since),
    hasOlder: own.hasOlder || log.hasOlder,
    conversation: { ...mine, unread: mine.unread + theirs.unread, last },
  };
}

/** By time, each log in its own order whatever its clock did. */
function merged(a: readonly Entry[], b: readonly Entry[]): Entry[] {
  const all: Entry[] = [];
  let [i, j] = [0, 0];
  for (;;) {
    const [left, right] = [a[i], b[j]];
    if (left && (!right || left.at <= right.at)) i = all.push(left) - j;
    else if (right) j = all.push(right) - i;
    else return all;
  }
}

const firstAt = (thread: Thread): string => thread.entries[0]?.at ?? "";

/** By code unit: times are spelt alike, and a list of thousands is sorted with every push. */
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function newestAt(state: State, thread: Thread): string {
  const waiting = state.outbox.findLast((one) => one.conversationId === thread.conversation.id);
  const last = thread.conversation.last?.at ?? "";
  return waiting && waiting.at > last ? waiting.at : last;
}
