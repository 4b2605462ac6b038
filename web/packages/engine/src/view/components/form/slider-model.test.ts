import { expect, test } from "vitest";
import { at, pressed, scale, share, snap } from "./slider-model";

test("a value stands on a step", () => {
  const tens = scale(0, 100, 10);
  expect([snap(tens, 44), snap(tens, 45), snap(tens, -5), snap(tens, 500)]).toEqual([40, 50, 0, 100]);
});

test("the end can be reached even where the last step is short", () => {
  const odd = scale(0, 100, 30);
  expect([snap(odd, 94), snap(odd, 96), snap(odd, 100)]).toEqual([90, 100, 100]);
  expect(snap(scale(0, 10, 30), 4)).toBe(0);
  expect(snap(scale(0, 10, 30), 6)).toBe(10);
});

test("decimals stay as short as the program wrote them", () => {
  const tenths = scale(0, 1, 0.1);
  expect([snap(tenths, 0.31), snap(tenths, 0.72), at(tenths, 0.3)]).toEqual([0.3, 0.7, 0.3]);
  expect(snap(scale(0.05, 2, 0.1), 0.36)).toBe(0.35);
});

test("a scale that makes no sense is still a scale", () => {
  const none = scale(50, 10, 0);
  expect([snap(none, 30), share(none, 50), at(none, 0.5)]).toEqual([50, 0, 50]);
});

test("share and keys", () => {
  const fives = scale(50, 200, 5);
  expect(share(fives, 125)).toBe(0.5);
  expect(["ArrowUp", "ArrowLeft", "PageUp", "Home", "End", "x"].map((key) => pressed(fives, 100, key))).toEqual([105, 95, 115, 50, 200, null]);
});
