import { expect, test } from "vitest";
import { spanAt } from "./window";

test("a hundred thousand rows draw a few dozen", () => {
  expect(spanAt(0, 710, 71, 100_000)).toEqual({ from: 0, to: 22 });
  expect(spanAt(71 * 50_000, 710, 71, 100_000)).toEqual({ from: 49_988, to: 50_022 });
  expect(spanAt(71 * 99_990, 710, 71, 100_000)).toEqual({ from: 99_978, to: 100_000 });
});

test("a list that became shorter than where one had scrolled to still draws", () => {
  expect(spanAt(7_100, 710, 71, 3)).toEqual({ from: 0, to: 3 });
  expect(spanAt(0, 0, 71, 0)).toEqual({ from: 0, to: 0 });
});
