import { describe, expect, it } from "vitest";
import { firstDifference, signedLines } from "./signature";

describe("the first differing byte", () => {
  it("is none between equal strings", () => {
    expect(firstDifference("POST\n", "POST\n")).toBeNull();
  });

  it("finds a line feed missing at the end", () => {
    expect(firstDifference("8640}}\n", "8640}}")).toEqual({
      byte: 7,
      expected: { before: "34 30 7D 7D", differing: "0A" },
      got: { before: "34 30 7D 7D", differing: null },
      expectedBytes: 7,
      gotBytes: 6,
    });
  });

  it("counts bytes, not characters", () => {
    expect(firstDifference("水a", "水b")?.byte).toBe(4);
  });

  it("finds a difference in the very first byte", () => {
    expect(firstDifference("a", "b")?.expected).toEqual({ before: "", differing: "61" });
  });
});

describe("the lines that were signed", () => {
  it("shows which are closed by a line feed", () => {
    expect(signedLines("POST\n/pay\n")).toEqual([
      { text: "POST", isClosed: true },
      { text: "/pay", isClosed: true },
    ]);
    expect(signedLines("POST\n/pay").at(-1)).toEqual({ text: "/pay", isClosed: false });
  });

  it("keeps an empty line in the middle", () => {
    expect(signedLines("GET\n\n")).toHaveLength(2);
  });
});
