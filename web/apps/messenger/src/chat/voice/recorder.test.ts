import { expect, test } from "vitest";
import { canRecord, refusalOf } from "./recorder";

test("each refusal of the browser has a reason a person can act on", () => {
  expect(["NotFoundError", "NotAllowedError", "SecurityError", "NotReadableError"].map(refusalOf)).toEqual(["missing", "denied", "denied", "busy"]);
});

test("where there is no recorder there is no recording", () => {
  expect(canRecord()).toBe(false);
});
