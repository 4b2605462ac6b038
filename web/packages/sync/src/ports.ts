/** What a device asks of the world around it. */
import type { Id, MessengerApi } from "@hutong/api";
import type { PartsApi } from "./parts";
import type { Outgoing, State } from "./state";
import type { SocketLike, Timers } from "./stream";

export type SyncApi = PartsApi & Pick<MessengerApi, "sync" | "entriesBefore" | "conversation" | "send" | "markRead" | "changeSettings" | "clearHistory" | "deleteForMe">;

export interface OutboxStorage {
  load(): Outgoing[];
  save(list: readonly Outgoing[]): void;
}

export interface Ports {
  selfId: Id;
  api: SyncApi;
  openSocket: () => SocketLike;
  timers: Timers;
  storage: OutboxStorage;
  newClientId: () => string;
  now: () => Date;
  chance: () => number;
  /** What was kept from the last time, shown while there is no line. */
  kept?: Pick<State, "threads" | "personalSeq"> | null;
}
