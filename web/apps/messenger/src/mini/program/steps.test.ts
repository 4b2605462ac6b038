import { expect, it } from "vitest";
import { progressOf, STEPS } from "./steps";

it("grows with each thing that arrives, in whatever order, and is whole only when the first page is painted", () => {
  const done = new Set<(typeof STEPS)[number]>();
  let before = progressOf(done);
  for (const step of [...STEPS].reverse().filter((one) => one !== "painted")) {
    done.add(step);
    expect(progressOf(done)).toBeGreaterThan(before);
    before = progressOf(done);
  }
  expect(before).toBeLessThan(1);
  expect(progressOf(done.add("painted"))).toBe(1);
});
