import { expect, test } from "vitest";
import { argument, bufferedPercent, clockText, named } from "./clock";

test("a length is read as a clock", () => {
  expect([0, 5.9, 65, 3_729, NaN, Infinity, -3].map(clockText)).toEqual(["00:00", "00:05", "01:05", "1:02:09", "00:00", "00:00", "00:00"]);
});

test("what is buffered counts from where it plays", () => {
  expect(bufferedPercent([{ start: 0, end: 5 }, { start: 8, end: 10 }], 9, 20)).toBe(50);
  expect(bufferedPercent([], 0, 20)).toBe(0);
  expect(bufferedPercent([{ start: 0, end: 5 }], 1, NaN)).toBe(0);
});

test("an argument may come bare, named or in a list", () => {
  expect([argument([30], "position"), argument({ position: 30 }, "position"), argument({ 0: 30 }, "position"), argument(30, "position"), argument([], "x")])
    .toEqual([30, 30, 30, 30, undefined]);
  expect([named([{ a: 1 }]), named({ a: 1 }), named([3]), named(undefined)]).toEqual([{ a: 1 }, { a: 1 }, {}, {}]);
});
