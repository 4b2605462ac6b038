import { describe, expect, it } from "vitest";
import { bars, meanPushMs, share, total } from "./figures";
import type { DayNumbers } from "./types";

const quiet: DayNumbers = {
  on: "2026-11-21",
  came: 0,
  left: 0,
  following: 0,
  writers: 0,
  messages: 0,
  readers: 0,
  reads: 0,
  shares: 0,
  pushes: 0,
  failed_pushes: 0,
  mean_push_ms: null,
  longest_push_ms: null,
};

describe("figures", () => {
  it("weigh a day's mean time by what was pushed on it", () => {
    const days = [
      { ...quiet, pushes: 1, mean_push_ms: 100 },
      { ...quiet, pushes: 3, mean_push_ms: 20 },
    ];
    expect(meanPushMs(days)).toBe(40);
    expect(meanPushMs([quiet])).toBeNull();
    expect(total(days, "pushes")).toBe(4);
  });

  it("tell a step of a funnel as a share of who scanned", () => {
    expect(share({ scanned: 3, followed: 2, wrote: 1, paid: 0 }, "followed")).toBe(67);
    expect(share({ scanned: 0, followed: 0, wrote: 0, paid: 0 }, "paid")).toBe(0);
  });

  it("share the height between the most who came and the most who left", () => {
    const drawn = bars([{ ...quiet, came: 3 }, { ...quiet, left: 1 }], 100, 80);
    expect(drawn.middle).toBe(60);
    expect(drawn.bars.map((bar) => [bar.up, bar.down])).toEqual([
      [60, 0],
      [0, 20],
    ]);
    expect(bars([quiet], 100, 80).bars[0]).toMatchObject({ up: 0, down: 0 });
  });
});
