/** What `/api/console/mini` tells about mini programs. */
import type { components } from "@hutong/api/schema";
import type { Colour } from "@hutong/api";
import type { Duty, OwnerKind, RuleState } from "../apps/types";

type Shapes = components["schemas"];
/** A shape of the server's, with the words that a field may hold. */
type Said<Shape, Words> = Omit<Shape, keyof Words> & Words;

export type Problem = Shapes["Problem"];
export type Part = "trial" | "release" | "grey";
export type Version = Said<Shapes["VersionShape"], { kind: "upload" | "preview"; state: "compiling" | "ready" | "failed"; parts: Part[] }>;
export type HeldCategory = Said<Shapes["CategoryShape"], { state: "waiting" | "passed" | "refused" }>;
export type Item = Shapes["Item"];
export type ReviewState = "waiting" | "delayed" | "passed" | "refused" | "withdrawn";
export type Review = Said<Shapes["ReviewShape"], { state: ReviewState }>;
export type Grey = Shapes["GreyShape"];
export type Program = Said<
  Shapes["ProgramShape"],
  {
    colour: Colour;
    owner_kind: OwnerKind;
    duties: Duty[];
    categories: HeldCategory[];
    release: Version | null;
    trial: Version | null;
    review: Review | null;
  }
>;

export type Privacy = Shapes["Privacy"];
export type PrivacyWanted = Shapes["PrivacyWanted"];
export type WaitingCategory = Shapes["WaitingCategory"];
export type WaitingFiling = Shapes["FilingShape"];
export type NewProgram = Shapes["ProgramWanted"];
export type ProgramWithSecret = Shapes["NewProgram"];

/** `older`: what one may go back to, the nearest first. */
export type Releases = Said<
  Shapes["ReleaseList"],
  { items: Said<Shapes["ReleaseShape"], { version: Version; how: "release" | "rollback" }>[]; older: Version[] }
>;
export type Submission = Shapes["Submission"];
export type Share = Shapes["Share"];
export type Picture = Shapes["Picture"];
export type WaitingReview = Said<
  Shapes["WaitingReview"],
  { owner_kind: OwnerKind; categories: HeldCategory[]; review: Review; version: Version }
>;
export type Decision = Shapes["ReviewDecision"];
export type Reviewer = Pick<Shapes["ReviewerWanted"], "least_hours" | "most_hours"> & { mode: string };
export type Domains = Said<Shapes["DomainShape"], { rule: RuleState; filing_rule: RuleState }>;
export type Filing = Said<Shapes["FilingShape"], { state: "waiting" | "granted" | "refused" }>;
export type Testers = Shapes["TesterList"];
export type Category = Shapes["Category"];
export type Took = Shapes["TimingShape"];
export type Measures = Shapes["Measures"];
