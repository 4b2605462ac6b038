/** What the stream pushes to a person's devices. */

import type { PaySheet } from "./moneyTypes";
import type { AccountCard, Conversation, Entry, Id, PersonalChange } from "./types";

export interface ProgramNews {
  type: "mini";
  app_id: string;
  version: "release" | "trial" | "develop";
  number: string;
  digest: string;
}

/** What the stream pushes. */
export type StreamEvent =
  | { type: "hello"; personal_seq: number }
  | { type: "entry"; entry: Entry }
  | { type: "conversation"; conversation: Conversation }
  | { type: "personal"; change: PersonalChange }
  | { type: "typing"; conversation_id: Id; on: boolean }
  | { type: "menu"; app_id: string }
  | { type: "account"; account: AccountCard }
  /** A balance or something that waits in the wallet has changed. */
  | { type: "wallet" }
  /** A payment waits for this person's word. */
  | { type: "payment"; sheet: PaySheet }
  /** A mini program that this person develops was compiled anew. */
  | ProgramNews
  /** Money that a merchant gives this person waits, or has been taken. */
  | { type: "payout" }
  /** What a program watches in its cloud has changed. */
  | CloudWatchEvent
  | { type: "signed_out" }
  | { type: "pong" };

export interface CloudWatchEvent {
  type: "cloud_watch";
  app_id: string;
  watch_id: string;
  snapshot?: CloudSnapshot;
  /** Instead of a picture: the watch is over. */
  error?: { errCode: number; errMsg: string };
}

export interface CloudSnapshot {
  id: number;
  docChanges: unknown[];
  docs: unknown[];
  type?: string;
}
