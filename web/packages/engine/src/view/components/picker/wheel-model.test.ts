import { expect, test } from "vitest";
import { keyed, rest, rubber, speed } from "./wheel-model";

test("a wheel rests on the nearest item", () => {
  expect([rest(50, 0, 34, 10).index, rest(52, 0, 34, 10).index, rest(-80, 0, 34, 10).index, rest(9_000, 0, 34, 10).index]).toEqual([1, 2, 0, 9]);
  expect(rest(10, 0, 34, 0).index).toBe(0);
});

test("a throw carries it on, within its ends and in short time", () => {
  expect(rest(0, 1, 34, 100).index).toBe(7);
  expect(rest(0, 50, 34, 100)).toEqual({ index: 99, duration_ms: 600 });
  expect(rest(340, -1, 34, 100).index).toBe(3);
});

test("past the ends the finger pulls a rubber band", () => {
  expect(rubber(40, 34, 10)).toBe(40);
  expect(rubber(-34, 34, 10)).toBeCloseTo(-22.67, 1);
  expect(rubber(9 * 34 + 1_000, 34, 10)).toBeLessThan(11 * 34);
});

test("a finger that holds still throws nothing", () => {
  const moved = [{ at: 0, y: 100 }, { at: 50, y: 50 }];
  expect(speed(moved, 60)).toBe(1);
  expect(speed(moved, 300)).toBe(0);
});

test("keys turn it and stop at the ends", () => {
  expect([keyed("ArrowDown", 1, 3), keyed("ArrowDown", 2, 3), keyed("Home", 2, 3), keyed("PageUp", 2, 30), keyed("a", 0, 3), keyed("End", 0, 0)])
    .toEqual([2, 2, 0, 0, null, 0]);
});
