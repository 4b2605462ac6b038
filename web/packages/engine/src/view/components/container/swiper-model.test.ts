import { describe, expect, test } from "vitest";
import { limited, nearestTurn, placeOf, resisted, settled, wrapped } from "./swiper-model";

const straight = { count: 4, shown: 1, isCircular: false };
const round = { count: 4, shown: 1, isCircular: true };

describe("a straight swiper", () => {
  test("ends at its first and last page", () => {
    expect(limited(-1, straight)).toBe(0);
    expect(limited(9, straight)).toBe(3);
    expect(limited(9, { ...straight, shown: 2 })).toBe(2);
  });

  test("holds a hand back beyond the end", () => {
    expect(resisted(-0.6, straight)).toBeCloseTo(-0.2);
    expect(resisted(3.3, straight)).toBeCloseTo(3.1);
  });

  test("comes to rest at the nearest page, or at the next one when thrown", () => {
    expect(settled(1, 1.2, 0, straight)).toBe(1);
    expect(settled(1, 1.4, 0, straight)).toBe(2);
    expect(settled(1, 1.1, 0.004, straight)).toBe(2);
    expect(settled(1, 0.9, -0.004, straight)).toBe(0);
    expect(settled(3, 3.2, 0.004, straight)).toBe(3);
  });
});

describe("a round swiper", () => {
  test("goes on beyond its end", () => {
    expect(limited(4, round)).toBe(4);
    expect(wrapped(4, 4)).toBe(0);
    expect(wrapped(-1, 4)).toBe(3);
  });

  test("takes the short way to a page", () => {
    expect(nearestTurn(3, 0, round)).toBe(4);
    expect(nearestTurn(0, 3, round)).toBe(-1);
    expect(nearestTurn(1, 2, round)).toBe(2);
  });

  test("draws each page once, on the side where it is needed", () => {
    expect([0, 1, 2, 3].map((page) => placeOf(page, 0, round))).toEqual([0, 1, 2, -1]);
    expect([0, 1, 2, 3].map((page) => placeOf(page, 3.4, round))).toEqual([4, 5, 2, 3]);
  });

  test("of two pages shows the other one on whichever side it comes from", () => {
    const two = { count: 2, shown: 1, isCircular: true };
    expect([placeOf(1, 0.2, two), placeOf(1, -0.2, two)]).toEqual([1, -1]);
  });

  test("of as many pages as are seen is a straight one", () => {
    expect(limited(5, { count: 2, shown: 2, isCircular: true })).toBe(0);
  });
});
