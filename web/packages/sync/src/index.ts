export { Device, type OutboxStorage, type Ports, type SyncApi } from "./engine";
export { shownEntries, type Shown } from "./shown";
export { emptyState, inListOrder, isBehind, unreadTotal, type Outgoing, type Preview, type State, type Thread } from "./state";
export type { FileToSend } from "./outbox";
export type { SocketLike, Timers } from "./stream";
