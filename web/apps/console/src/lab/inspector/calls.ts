/** A recorded call, as the inspector lists it and as it lies open. */
import type { Id, Time } from "@hutong/api";

export type VerdictState = "ok" | "warn" | "refused" | "failed" | "not_emulated";

export interface CallSummary {
  id: Id;
  at: Time;
  lane_at: Time;
  direction: "in" | "out";
  scheme: string;
  host: string;
  method: string;
  path: string;
  status: number | null;
  app_id: string | null;
  verdict: { state: VerdictState; code: string | number | null; title: string };
  ms: number | null;
  attempt: number;
  attempts: number;
  cause_id: Id | null;
  cause: string | null;
  person_id: Id | null;
  person_name: string | null;
}

export type Headers = [string, string][];

export interface Why {
  /** Finds the words of the reader's language under `why.<code>`; the sentence is for whoever has none. */
  code: string;
  params: Record<string, string>;
  hint_code: string;
  sentence: string;
  string_to_sign: string | null;
  expected: string | null;
  got: string | null;
  hint: string | null;
}

/** What works here and would fail in WeChat; `permission` is the one that would mend it. */
export interface RuleWarning {
  rule: string;
  sentence: string;
  permission: string | null;
}

export interface Message {
  query: string;
  headers: Headers;
  body: string | null;
  body_base64: string | null;
  decrypted: string | null;
  size_bytes: number;
}

export interface CallDetail extends CallSummary {
  request: Message;
  response: Message | null;
  why: Why | null;
  warnings: RuleWarning[];
}
