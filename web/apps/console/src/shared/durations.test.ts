import { describe, expect, it } from "vitest";
import { duration } from "./durations";

const units = { day: "d", hour: "h", minute: "min", second: "s" };

describe("a duration", () => {
  it("names its two largest units", () => {
    expect(duration(47_100, units)).toBe("13 h 5 min");
    expect(duration(187_200 + 59, units)).toBe("2 d 4 h");
    expect(duration(42, units)).toBe("42 s");
    expect(duration(0, units)).toBe("0 s");
  });

  it("leaves out a unit that is nought rather than skipping past it", () => {
    expect(duration(86_400 + 60, units)).toBe("1 d");
  });
});
