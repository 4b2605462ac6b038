/** What `/api/console` tells about owners and apps. */
import type { AccountKind, Colour, Id, Instance, LanguageCode, Person, Time } from "@hutong/api";

export interface ConsoleSession {
  instance: Instance;
  actor: { kind: "lab" | "person" | "operator"; person: Person | null };
  lane_time: Time | null;
}

export type OwnerKind = "individual" | "company";

export interface Owner {
  id: Id;
  kind: OwnerKind;
  name: string;
  licence_number: string | null;
  person_id: Id | null;
}

export type Duty = "settings" | "content" | "audience" | "inbox" | "numbers";

/** Official accounts, and mini programs. */
export type AppKind = AccountKind | "mini";

export interface App {
  app_id: string;
  kind: AppKind;
  name: string;
  intro: string;
  original_id: string;
  owner: Owner;
  verified: boolean;
  /** A frozen secret gets no tokens; those already given live on. */
  secret_frozen: boolean;
  avatar_url: string | null;
  colour: Colour;
  link_code: string;
  link_url: string;
  followers: number;
  created_at: Time;
  callback: { state: "none" | "ok" | "failing" };
  /** What whoever is signed in may do in it. */
  duties: Duty[];
}

export interface NewApp {
  kind: AccountKind;
  name: string;
  intro: string;
  owner_id?: Id;
  owner?: { kind: OwnerKind; language: LanguageCode; name?: string; licence_number?: string };
}

export interface AppWithSecret extends App {
  secret: string;
}

export type DataFormat = "xml" | "json";
export type CallbackMode = "plain" | "compatible" | "safe";

export interface CallbackDraft {
  url: string;
  token: string;
  aes_key: string;
  mode: CallbackMode;
  /** JSON is for mini programs. */
  data_format: DataFormat;
}

export interface CallbackSettings extends CallbackDraft {
  verified_at: Time | null;
  failing_since: Time | null;
  last: { id: Id; at: Time; method: string; status: number; state: string; title: string; ms: number } | null;
  /** Rules that WeChat would refuse this address by. */
  warnings: { rule: string; sentence: string }[];
}

/** Why a server did not pass the check, as `callback_check_failed` carries it. */
export interface CallbackFailure {
  reason: string;
  expected: string | null;
  got: string | null;
  expected_signature: string | null;
  signature_params: Record<string, string>;
  status: number | null;
  elapsed_ms: number | null;
  hint: string | null;
  hint_code: string | null;
  hint_params: Record<string, string>;
}

export type RuleState = "off" | "warn" | "enforce";

export interface Permission {
  permission: string;
  granted: boolean;
  by: "kind" | "verification" | "grant" | null;
  paths: string[];
  /** The kinds of account that have it by themselves. */
  needs: string[];
}

export interface Permissions {
  rule: RuleState;
  items: Permission[];
}

export interface Quota {
  items: { path: string; used: number; limit: number }[];
  clears_left: number;
}
