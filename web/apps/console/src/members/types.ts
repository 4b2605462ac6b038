/** What `/api/console` tells about who works on an account, and about its verification. */
import type { Colour, Id, Person, Time } from "@hutong/api";
import type { Duty } from "../apps/types";

export type Role = "manager" | "editor" | "agent" | "analyst";

export interface Member {
  person: Person;
  openid: string;
  role: Role;
  duties: Duty[];
  invited_at: Time;
  accepted_at: Time | null;
}

export interface Members {
  items: Member[];
  roles: { role: Role; duties: Duty[] }[];
}

export interface Membership {
  app_id: Id;
  name: string;
  colour: Colour;
  avatar_url: string | null;
  role: Role;
  duties: Duty[];
  accepted_at: Time | null;
}

export interface Verification {
  verified: boolean;
  state: "none" | "waiting" | "granted" | "refused" | "lapsed";
  reason: string;
  expires_at: Time | null;
  asked_at: Time | null;
  fee_fen: number;
  valid_days: number;
  may_ask: boolean;
  needs_password: boolean;
  /** The permissions that only verified accounts of this kind have. */
  lost: string[];
}

export interface WaitingVerification {
  app_id: Id;
  name: string;
  owner_name: string;
  owner_licence_number: string | null;
  asked_at: Time;
}
