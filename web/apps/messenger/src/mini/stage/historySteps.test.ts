import { expect, it } from "vitest";
import { stepsFor } from "./historySteps";

it("pages that open are steps to be made, pages that close are steps to go back, and a page in another's place is neither", () => {
  expect(stepsFor(0, 2)).toEqual({ push: [1, 2], go: 0 });
  expect(stepsFor(3, 1)).toEqual({ push: [], go: -2 });
  expect(stepsFor(1, 1)).toEqual({ push: [], go: 0 });
});
