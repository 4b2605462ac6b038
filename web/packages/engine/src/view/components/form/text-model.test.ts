import { describe, expect, test } from "vitest";
import { Echo, canType, insert, keyboard, limit, replacement } from "./text-model";

describe("maxlength", () => {
  test("counts as the program counts", () => {
    expect(limit("abcdef", 3)).toBe("abc");
    expect(limit("胡同里的人", 3)).toBe("胡同里");
    expect(limit("abc", 3)).toBe("abc");
    expect(limit("abc", 0)).toBe("");
  });

  test("-1 is no limit", () => expect(limit("x".repeat(500), -1)).toHaveLength(500));

  test("an emoji is never cut in two", () => {
    expect(limit("a😀b", 2)).toBe("a");
    expect(limit("a😀b", 3)).toBe("a😀");
    expect(limit("👨‍👩‍👧x", 7)).toBe("");
    expect(limit("👨‍👩‍👧x", 8)).toBe("👨‍👩‍👧");
  });

  test("typing in the middle of a full field writes nothing and keeps the end", () => {
    expect(insert("abcd", 2, 2, "x", 4)).toEqual({ value: "abcd", cursor: 2 });
    expect(insert("abcd", 1, 3, "xyz", 4)).toEqual({ value: "axyd", cursor: 3 });
    expect(insert("ab", 2, 2, "😀", 3)).toEqual({ value: "ab", cursor: 2 });
    expect(insert("ab", 2, 2, "cd", -1)).toEqual({ value: "abcd", cursor: 4 });
  });
});

describe("keypads", () => {
  test("write only what they carry", () => {
    expect([canType("number", "12"), canType("number", "1.2"), canType("number", "a")]).toEqual([true, false, false]);
    expect([canType("digit", "1.2"), canType("idcard", "11010X"), canType("idcard", "Y")]).toEqual([true, true, false]);
    expect(canType("text", "任何")).toBe(true);
  });

  test("are asked for by type and confirm-type", () => {
    expect(keyboard("number", "search")).toEqual({ inputMode: "numeric", enterKeyHint: "search" });
    expect(keyboard("nickname", "what")).toEqual({ inputMode: "text", enterKeyHint: "done" });
  });
});

describe("an echo", () => {
  test("is taken when it answers the newest event, and not before", () => {
    const echo = new Echo();
    expect(echo.takes("x", true, 0)).toBe(true);
    echo.told("1", 0);
    expect(echo.takes("1", true, 5)).toBe(true);
    echo.told("12", 10);
    expect(echo.takes("1", true, 15)).toBe(false);
    expect(echo.handled(16)).toBe(false);
    expect(echo.takes("1", true, 16)).toBe(true);
    expect(echo.handled(17)).toBe(true);
  });

  test("of a two-way value passes by while newer letters are on their way, and what the program sets itself is taken", () => {
    const echo = new Echo();
    for (const value of ["a", "ab", "abc"]) echo.told(value, 0);
    expect(echo.takes("a", false, 5)).toBe(false);
    expect(echo.takes("", false, 6)).toBe(true);
    expect(echo.takes("abc", false, 7)).toBe(true);
  });

  test("of a core that never answers is taken after a while", () => {
    const echo = new Echo(600);
    echo.told("1", 0);
    echo.told("12", 10);
    expect(echo.takes("1", true, 611)).toBe(true);
  });
});

test("a handler may give a text back, with or without a cursor", () => {
  expect(replacement("x")).toEqual({ value: "x" });
  expect(replacement({ value: "xy", cursor: 1 })).toEqual({ value: "xy", cursor: 1 });
  expect([replacement(undefined), replacement(null), replacement({}), replacement({ value: {} })]).toEqual([null, null, null, null]);
});
