/** Where a program stands on its way to people, worked out from what the server tells. */
import type { Program, Version } from "./types";

export type Step = "described" | "category" | "uploaded" | "trial" | "reviewed" | "released";

export interface Check {
  step: Step;
  isDone: boolean;
}

export function checksOf(program: Program, versions: readonly Version[]): Check[] {
  const { release, review } = program;
  return [
    { step: "described", isDone: program.avatar_url !== null || program.intro !== "" },
    { step: "category", isDone: program.categories.some((one) => one.state === "passed") },
    { step: "uploaded", isDone: release !== null || versions.some((one) => one.kind === "upload" && one.state === "ready") },
    { step: "trial", isDone: release !== null || program.trial !== null },
    { step: "reviewed", isDone: release !== null || review?.state === "passed" },
    { step: "released", isDone: release !== null },
  ];
}

/** The version that passed its review and that nobody but a share of people has yet. */
export function isReadyToRelease({ review, release }: Program): boolean {
  return review?.state === "passed" && review.version_id !== release?.version_id;
}

/** What to call the next version: the last number, counted on. */
export function nextNumber(versions: readonly Version[]): string {
  const last = versions.find((one) => one.kind === "upload")?.number;
  if (last === undefined) return "1.0.0";
  const counted = /^(.*?)(\d+)$/.exec(last);
  return counted === null ? last : `${counted[1] ?? ""}${Number(counted[2]) + 1}`;
}

export function found(versions: readonly Version[], sought: string): Version[] {
  const wanted = sought.trim().toLowerCase();
  if (wanted === "") return [...versions];
  return versions.filter(({ number, description, uploaded_by, uploader }) =>
    [number, description, uploaded_by?.name ?? uploader].some((text) => text.toLowerCase().includes(wanted)),
  );
}

/** Whether the compiler stopped at it, or only remarks on it. */
export function errorsFirst<T extends { severity: string }>(problems: readonly T[]): T[] {
  const weight = ({ severity }: T) => (severity === "error" ? 0 : 1);
  return [...problems].sort((one, other) => weight(one) - weight(other));
}
