import { describe, expect, test } from "vitest";
import { Edges } from "./edges";
import { boundsOf, stretched, thrown } from "./movable-model";

const wishes = { isAcross: false, isAlong: true, upper: 50, lower: 50 };
const at = (top: number, whole = 1000): { left: number; top: number; width: number; height: number; wholeWidth: number; wholeHeight: number } => ({
  left: 0, top, width: 100, height: 200, wholeWidth: 100, wholeHeight: whole,
});

describe("edges of a scroll view", () => {
  test("are told once, and again after they were left", () => {
    const edges = new Edges();
    expect(edges.moved(at(760), { left: 0, top: 700 }, wishes)).toEqual(["bottom"]);
    expect(edges.moved(at(790), { left: 0, top: 760 }, wishes)).toEqual([]);
    expect(edges.moved(at(400), { left: 0, top: 790 }, wishes)).toEqual([]);
    expect(edges.moved(at(780), { left: 0, top: 400 }, wishes)).toEqual(["bottom"]);
    expect(edges.moved(at(20), { left: 0, top: 780 }, wishes)).toEqual(["top"]);
  });

  test("are new when the content grew", () => {
    const edges = new Edges();
    edges.moved(at(760), { left: 0, top: 700 }, wishes);
    edges.grew();
    expect(edges.moved(at(765), { left: 0, top: 760 }, wishes)).toEqual(["bottom"]);
  });

  test("across don't count for one that scrolls along", () => {
    expect(new Edges().moved({ ...at(300), left: 10, wholeWidth: 110 }, { left: 0, top: 300 }, wishes)).toEqual([]);
  });
});

describe("a movable view", () => {
  test("stays inside its area, or covers it when larger", () => {
    expect(boundsOf({ width: 300, height: 200 }, { width: 50, height: 50 }, 1)).toEqual({ minX: 0, maxX: 250, minY: 0, maxY: 150 });
    expect(boundsOf({ width: 100, height: 100 }, { width: 150, height: 50 }, 1)).toEqual({ minX: -50, maxX: 0, minY: 0, maxY: 50 });
  });

  test("scaled about its centre reaches as far as its edges do", () => {
    expect(boundsOf({ width: 300, height: 300 }, { width: 100, height: 100 }, 2)).toEqual({ minX: 50, maxX: 150, minY: 50, maxY: 150 });
  });

  test("pulled beyond its edge follows less and less", () => {
    expect(stretched(50, 0, 100)).toBe(50);
    const near = stretched(110, 0, 100) - 100;
    const far = stretched(200, 0, 100) - 100;
    expect(near).toBeGreaterThan(0);
    expect(far).toBeLessThan(10 * near);
  });

  test("flies further with more speed and less friction", () => {
    expect(thrown(0, 2, 2)).toBeGreaterThan(thrown(0, 1, 2));
    expect(thrown(0, -1, 2)).toBeLessThan(0);
    expect(thrown(0, 1, 1)).toBeGreaterThan(thrown(0, 1, 2));
  });
});
