/** What subscription accounts have told everybody, the newest first. */
import type { AccountCard, Entry } from "@hutong/api";
import { shortestLog, shownEntries, type Thread } from "@hutong/sync";

export interface FeedItem {
  account: AccountCard;
  entry: Entry;
}

/** What lies before the end of the shortest log waits until that log goes further back: nothing comes in between later. */
export function feedItems(logs: readonly Thread[]): FeedItem[] {
  const since = shortestLog(logs)?.entries[0]?.at ?? "";
  const items: FeedItem[] = [];
  for (const { conversation, entries } of logs) {
    if (conversation.peer.kind !== "app") continue;
    for (const { entry, isRecalled } of shownEntries(entries)) {
      if (!isRecalled && entry.body.kind !== "notice" && entry.at >= since) items.push({ account: conversation.peer.account, entry });
    }
  }
  return items.sort((a, b) => (a.entry.at < b.entry.at ? 1 : a.entry.at > b.entry.at ? -1 : 0));
}
