/** The folder: subscription accounts stand in it together, where the newest of them would stand. */
import { isSubscription, type Thread } from "@hutong/sync";

export interface Folder {
  /** In the order of the list. */
  threads: readonly Thread[];
  newest: Thread;
  /** Something waits in one that is not muted. */
  hasNew: boolean;
}

export type ListItem = { kind: "thread"; thread: Thread } | { kind: "folder"; folder: Folder };

/** The rows of the list; while somebody searches, nothing is hidden in a folder. */
export function listItems(threads: readonly Thread[], isFolding: boolean): ListItem[] {
  const folder = isFolding ? folderOf(threads.filter(isSubscription)) : null;
  const items: ListItem[] = threads.filter((thread) => !folder || !isSubscription(thread)).map((thread) => ({ kind: "thread", thread }));
  if (!folder) return items;
  const at = timeOf(folder.newest);
  const place = items.findIndex((item) => item.kind === "thread" && !item.thread.conversation.pinned && timeOf(item.thread) < at);
  items.splice(place < 0 ? items.length : place, 0, { kind: "folder", folder });
  return items;
}

export function folderOf(threads: readonly Thread[]): Folder | null {
  const [first, ...others] = threads;
  if (!first) return null;
  return { threads, newest: others.reduce((newest, one) => (timeOf(one) > timeOf(newest) ? one : newest), first), hasNew: threads.some(isNew) };
}

export const isNew = ({ conversation }: Thread): boolean => !conversation.muted && (conversation.unread > 0 || conversation.marked);

const timeOf = ({ conversation }: Thread): string => conversation.last?.at ?? "";
