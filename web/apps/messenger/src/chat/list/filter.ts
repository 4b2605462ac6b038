/** Which conversations of the list are shown. */
import type { Thread } from "@hutong/sync";
import { peerName } from "../peerNames";
import { plainText } from "../linkify";

export type Filter = "all" | "unread" | "people" | "accounts";
export const FILTERS: readonly Filter[] = ["all", "unread", "people", "accounts"];

export interface Wanted {
  filter: Filter;
  typed: string;
  /** Stays in sight while it is open, though reading it has made it read. */
  openId: string | null;
}

export function shownThreads(threads: readonly Thread[], { filter, typed, openId }: Wanted): Thread[] {
  const words = folded(typed);
  return threads.filter((thread) => {
    const { id, peer, last } = thread.conversation;
    if (filter === "unread" && !isUnread(thread) && id !== openId) return false;
    if (filter === "people" && peer.kind === "app") return false;
    if (filter === "accounts" && peer.kind !== "app") return false;
    if (words === "") return true;
    const text = last?.body.kind === "text" ? plainText(last.body.text) : "";
    return folded(peerName(peer)).includes(words) || folded(text).includes(words);
  });
}

export const isUnread = ({ conversation }: Thread): boolean => conversation.unread > 0 || conversation.marked;

/** Large and small letters and accents are all the same to somebody who searches. */
function folded(text: string): string {
  return text.trim().normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}
