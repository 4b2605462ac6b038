export { Device } from "./engine";
export type { OutboxStorage, Ports, SyncApi } from "./ports";
export { fromKept, toKeep, type Kept } from "./kept";
export { broadcastsOf, inListOrder, isSubscription, shortestLog, threadAsRead, unreadTotal } from "./list";
export { shownEntries, type Shown } from "./shown";
export {
  emptyState, isBehind, visibleThread, type Hiding, type Outgoing, type Preview, type State, type Thread,
} from "./state";
export type { FileToSend } from "./outbox";
export type { SocketLike, Timers } from "./stream";
