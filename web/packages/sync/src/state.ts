/** What a device knows: conversations with a contiguous tail of their logs, what waits to go out, who is typing. */
import type { Body, Conversation, Draft, Entry, Id, MediaKind, ProgramNews } from "@hutong/api";
import { lastShown } from "./shown";

export interface Thread {
  conversation: Conversation;
  /** Ascending; numbers left out belong to entries this person does not get to see. */
  entries: readonly Entry[];
  /** Up to here nothing is missing. It may be past the last entry, when what is there is not for this person. */
  reachedSeq: number;
  hasOlder: boolean;
}

export interface Outgoing {
  /** Chosen here, once: the server takes a message with the same one only once. */
  clientId: string;
  conversationId: Id;
  at: string;
  /** `null` while the file is still going up. */
  draft: Draft | null;
  preview: Preview;
  state: "waiting" | "sending" | "sent" | "failed";
  /** Its place in the log, once the server has said so. */
  seq: number | null;
  error: { code: string; params: Record<string, unknown> } | null;
  /** How much of its file has gone up, from 0 to 1. */
  progress?: number;
}

/** Deleted by this person a moment ago: out of sight, and not yet told, so that it can be undone. */
export interface Hiding {
  key: string;
  conversationId: Id;
  /** Single entries, or everything up to `through`. */
  seqs: readonly number[];
  through: number;
}

/** What is shown of a message that is still on its way. */
export type Preview = Extract<Body, { kind: "text" | "location" }> | { kind: MediaKind; name: string; sizeBytes: number; url: string | null; seconds?: number };

export interface State {
  link: "connecting" | "online" | "offline";
  /** The first catch-up has come back. */
  loaded: boolean;
  signedOut: boolean;
  personalSeq: number;
  threads: ReadonlyMap<Id, Thread>;
  outbox: readonly Outgoing[];
  hidings: readonly Hiding[];
  typing: ReadonlySet<Id>;
  /** Grows when an account's menu has changed, so that whoever draws it asks again. */
  menuVersions: ReadonlyMap<string, number>;
  /** Grow when money of this person's has moved, and when a payment waits for their word. */
  walletVersion: number;
  paymentVersion: number;
  /** The program of which there is another version since, the last that was told of. */
  programNews: ProgramNews | null;
}

export const emptyState: State = {
  link: "connecting",
  loaded: false,
  signedOut: false,
  personalSeq: 0,
  threads: new Map(),
  outbox: [],
  hidings: [],
  typing: new Set(),
  menuVersions: new Map(),
  walletVersion: 0,
  paymentVersion: 0,
  programNews: null,
};

/** Whether an entry was deleted here a moment ago. */
export function isHiding(state: State, conversationId: Id, seq: number): boolean {
  return state.hidings.some((one) => one.conversationId === conversationId && (seq <= one.through || one.seqs.includes(seq)));
}

/** A thread as its reader sees it: without what was deleted a moment ago. */
export function visibleThread(state: State, thread: Thread): Thread {
  const { id } = thread.conversation;
  if (!state.hidings.some((one) => one.conversationId === id)) return thread;
  const entries = thread.entries.filter(({ seq }) => !isHiding(state, id, seq));
  const last = lastShown(entries);
  const isCleared = state.hidings.some((one) => one.conversationId === id && one.through > 0);
  return { ...thread, entries, hasOlder: thread.hasOlder && !isCleared, conversation: { ...thread.conversation, last } };
}

/** The log is longer than what is here: a push was lost, or is still coming. */
export const isBehind = (thread: Thread): boolean => thread.conversation.head_seq > thread.reachedSeq;

/** What to tell the server when asking for what is newer. */
export function positions(state: State): Record<Id, number> {
  return Object.fromEntries([...state.threads].map(([id, thread]) => [id, thread.reachedSeq]));
}
