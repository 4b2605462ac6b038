/** What `/api/console/mini` tells about mini programs. */
import type { Colour, Id, Person, Time } from "@hutong/api";
import type { components } from "@hutong/api/schema";
import type { Duty, OwnerKind, RuleState } from "../apps/types";

/** Something the compiler has to say about a file; `line` is 0 where it means the whole of it. */
export interface Problem {
  file: string;
  line: number;
  column: number;
  what: string;
  whatToDo: string;
  severity: string;
}

export type Part = "trial" | "release" | "grey";

export interface Version {
  version_id: Id;
  kind: "upload" | "preview";
  number: string;
  description: string;
  uploader: string;
  uploaded_by: Person | null;
  state: "compiling" | "ready" | "failed";
  stage: string;
  percent: number;
  digest: string | null;
  source_bytes: number;
  size_bytes: number;
  pages: string[];
  problems: Problem[];
  parts: Part[];
  uploaded_at: Time;
  compiled_at: Time | null;
}

export interface HeldCategory {
  first: number;
  second: number;
  name: string;
  name_en: string;
  group: string;
  group_en: string;
  state: "waiting" | "passed" | "refused";
  reason: string;
}

/** A page as a submission describes it. */
export interface Item {
  address: string;
  title: string;
  tag: string;
  first: number;
  second: number;
}

export type ReviewState = "waiting" | "delayed" | "passed" | "refused" | "withdrawn";

export interface Review {
  review_id: Id;
  version_id: Id;
  number: string;
  state: ReviewState;
  mode: string;
  items: Item[];
  note: string;
  by: string;
  asked_at: Time;
  due_at: Time | null;
  reason: string;
  screenshots: { digest: string; url: string }[];
  decided_by: string;
  decided_at: Time | null;
}

export interface Grey {
  version_id: Id;
  percent: number;
  began_at: Time;
  members_first: boolean;
  testers_first: boolean;
}

export interface Program {
  app_id: string;
  name: string;
  intro: string;
  avatar_url: string | null;
  colour: Colour;
  original_id: string;
  owner_name: string;
  owner_kind: OwnerKind;
  verified: boolean;
  duties: Duty[];
  categories: HeldCategory[];
  release: Version | null;
  trial: Version | null;
  grey: Grey | null;
  review: Review | null;
  reviews_left: number;
  is_open: boolean;
  is_searchable: boolean;
  url: string;
  trial_url: string;
  develop_url: string;
  created_at: Time;
}

export type Privacy = components["schemas"]["Privacy"];
export type PrivacyWanted = components["schemas"]["PrivacyWanted"];
export type WaitingCategory = components["schemas"]["WaitingCategory"];
export type WaitingFiling = components["schemas"]["FilingShape"];
export type NewProgram = components["schemas"]["ProgramWanted"];
export type ProgramWithSecret = components["schemas"]["NewProgram"];

export interface Releases {
  items: { version: Version; how: "release" | "rollback"; by: string; released_at: Time }[];
  /** What one may go back to, the nearest first. */
  older: Version[];
}

export interface Submission {
  version_id: Id;
  items: Item[];
  note: string;
}

export interface Share {
  percent: number;
  members_first: boolean;
  testers_first: boolean;
}

export interface Picture {
  digest: string;
  size_bytes: number;
  content_type: string;
  width: number | null;
  height: number | null;
}

export interface WaitingReview {
  app_id: string;
  name: string;
  owner_name: string;
  owner_kind: OwnerKind;
  owner_licence_number: string | null;
  categories: HeldCategory[];
  review: Review;
  version: Version;
  source_url: string;
  url: string;
}

export interface Decision {
  verdict: "pass" | "refuse" | "delay";
  reason: string;
  screenshots: Picture[];
}

export interface Reviewer {
  mode: string;
  least_hours: number;
  most_hours: number;
}

export interface Domains {
  lists: Record<string, string[]>;
  unfiled: string[];
  rule: RuleState;
  filing_rule: RuleState;
  changes_left: number;
}

export interface Filing {
  owner_id: Id;
  name: string;
  state: "waiting" | "granted" | "refused";
  number: string;
  applied_at: Time;
  due_at: Time;
  decided_at: Time | null;
  reason: string;
}

export interface Testers {
  items: { person: Person; openid: string; added_at: Time }[];
  most: number;
}

/** A category there is, and who may choose it. `papers` says what its owner has to show, "" where nothing. */
export interface Category {
  first: number;
  second: number;
  name: string;
  name_en: string;
  group: string;
  group_en: string;
  for_individuals: boolean;
  papers: string;
  papers_en: string;
}

export interface Took {
  count: number;
  middle_ms: number;
  mean_ms: number;
  longest_ms: number;
}

export interface Measures {
  days: { day: string; opens: number; people: number; newcomers: number }[];
  pages: { page: string; shown: number; timings: Record<string, Took> }[];
  errors: { message: string; stack: string; page: string; version: string; count: number; first_at: Time; last_at: Time }[];
  apis: { kind: "missing" | "failed"; api: string; count: number; last_at: Time }[];
}
