import { expect, test } from "vitest";
import { checksOf, errorsFirst, found, isReadyToRelease, nextNumber } from "./progress";
import type { Program, Review, Version } from "./types";

const version = (part: Partial<Version> = {}): Version => ({
  version_id: "1", kind: "upload", number: "1.0.0", description: "", uploader: "person:1", uploaded_by: null, state: "ready", stage: "done",
  percent: 100, digest: "d", source_bytes: 1, size_bytes: 1, pages: [], problems: [], parts: [], uploaded_at: "2026-11-22T00:00:00Z", compiled_at: null, ...part,
});
const review = (part: Partial<Review>): Review => ({
  review_id: "9", version_id: "1", number: "1.0.0", state: "passed", mode: "auto", items: [], note: "", by: "", asked_at: "2026-11-22T00:00:00Z",
  due_at: null, reason: "", screenshots: [], decided_by: "", decided_at: null, ...part,
});
const program = (part: Partial<Program> = {}): Program => ({
  app_id: "wx1", name: "Pizza", intro: "", avatar_url: null, colour: "haw", original_id: "gh", owner_name: "O", owner_kind: "company", verified: true,
  duties: [], categories: [], release: null, trial: null, grey: null, review: null, reviews_left: 20, is_open: true, is_searchable: true, url: "",
  trial_url: "", develop_url: "", created_at: "2026-11-22T00:00:00Z", ...part,
});

test("a new program still needs everything", () => {
  expect(checksOf(program(), []).filter((check) => check.isDone)).toEqual([]);
});

test("a preview is no upload, and what failed to compile is none either", () => {
  const isUploaded = (versions: Version[]) => checksOf(program(), versions).find((check) => check.step === "uploaded")?.isDone;
  expect(isUploaded([version({ kind: "preview" }), version({ state: "failed" })])).toBe(false);
  expect(isUploaded([version()])).toBe(true);
});

test("a version that passed is ready until it is the one that people have", () => {
  expect(isReadyToRelease(program())).toBe(false);
  expect(isReadyToRelease(program({ review: review({}) }))).toBe(true);
  expect(isReadyToRelease(program({ review: review({ state: "refused" }) }))).toBe(false);
  expect(isReadyToRelease(program({ review: review({}), release: version() }))).toBe(false);
});

test("the next number counts on from the last upload", () => {
  expect(nextNumber([])).toBe("1.0.0");
  expect(nextNumber([version({ kind: "preview", number: "9.9.9" }), version({ number: "1.2.9" })])).toBe("1.2.10");
  expect(nextNumber([version({ number: "beta" })])).toBe("beta");
});

test("versions are found by number, words and who sent them", () => {
  const all = [version({ number: "2.0.0" }), version({ description: "Faster menu" }), version({ uploader: "lab" })];
  expect(found(all, " FASTER ")).toEqual([all[1]]);
  expect(found(all, "lab")).toEqual([all[2]]);
  expect(found(all, "")).toEqual(all);
});

test("what stops the compiler is told before what it remarks on", () => {
  expect(errorsFirst([{ severity: "warning" }, { severity: "error" }])).toEqual([{ severity: "error" }, { severity: "warning" }]);
});
