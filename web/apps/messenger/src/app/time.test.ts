import { describe, expect, test } from "vitest";
import { clockTime, dayName, duration, listTime, size } from "./time";

// Local times, as the reader's own clock has them.
const now = new Date(2026, 10, 21, 9, 41);
const at = (...parts: [number, number, number, number, number]) => new Date(...parts).toISOString();

describe("in the list", () => {
  test("today is an hour, this week a weekday, before that a date", () => {
    expect(listTime(at(2026, 10, 21, 9, 5), now, "en")).toBe("09:05");
    expect(listTime(at(2026, 10, 19, 23, 59), now, "en")).toBe("Thu");
    expect(listTime(at(2026, 10, 19, 23, 59), now, "zh-CN")).toBe("周四");
    expect(listTime(at(2026, 10, 1, 8, 0), now, "en")).toBe("Nov 1");
    expect(listTime(at(2025, 10, 1, 8, 0), now, "zh-CN")).toBe("2025年11月1日");
  });

  test("a message from a lane whose clock was moved ahead has a date", () => {
    expect(listTime(at(2026, 11, 25, 8, 0), now, "en")).toBe("Dec 25");
  });
});

test("day lines name today and yesterday by the calendar, not by hours", () => {
  expect(dayName(at(2026, 10, 20, 23, 59), now, "en")).toEqual({ word: "yesterday" });
  expect(dayName(at(2026, 10, 21, 0, 1), now, "en")).toEqual({ word: "today" });
  expect(dayName(at(2026, 10, 18, 12, 0), now, "en")).toEqual({ text: "Nov 18" });
});

test("midnight is 00:00 and an hour has minutes", () => {
  expect(clockTime(at(2026, 10, 21, 0, 0), "en")).toBe("00:00");
  expect([duration(5), duration(55.4), duration(3725)]).toEqual(["0:05", "0:55", "62:05"]);
});

test("sizes are said in the unit a person would use", () => {
  expect([size(300, "en"), size(18_000, "en"), size(1_260_000, "en")]).toEqual(["300 bytes", "18 kB", "1.3 MB"]);
});
