/** What `/api/lab` tells about the laboratory itself. */
import type { Id, Instance, Person, Time } from "@hutong/api";
import type { RuleState } from "../apps/types";
import type { CallSummary } from "./inspector/calls";

export interface DueJob {
  at: Time;
  kind: string;
  id: Id;
  payload: string;
  account: string | null;
  person: string | null;
}

export interface LaneClock {
  now: Time;
  wire_now: Time;
  moved_seconds: number;
  frozen: boolean;
  due: DueJob[];
}

export interface LabState {
  instance: Instance;
  people: number;
  apps: number;
  rules: Record<string, RuleState>;
  hosts: Record<string, number>;
  /** The port of the front that redirected programs come to. */
  proxy: number;
  /** The port of HTTPS, 0 without. */
  tls: number;
  /** Where the instance keeps its data, and the root certificate under `ca`. */
  home: string;
}

export interface LabPerson extends Person {
  following?: number;
}

export interface LabPeoplePage {
  items: LabPerson[];
  next: string | null;
  total: number;
}

export type FaultKind =
  | "timeout"
  | "refuse"
  | "status_500"
  | "garbage"
  | "slow"
  | "duplicate"
  | "lost"
  // Only for what merchants are told, and for their refunds.
  | "late"
  | "probe"
  | "refund_abnormal";

export interface Fault {
  id?: Id;
  app_id: string;
  kind: FaultKind;
  times: number;
}

export interface MissingEndpoint {
  host: string;
  path: string;
  method: string;
  count: number;
  last_at: Time;
}

export type LabEvent =
  | { type: "call"; call: CallSummary }
  | ({ type: "clock" } & Partial<LaneClock> & { clock?: LaneClock })
  | { type: "person" };
