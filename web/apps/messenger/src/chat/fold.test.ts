import { expect, test } from "vitest";
import { folded } from "./fold";

test("an ordinary message is whole", () => {
  expect(folded("one\ntwo\nthree\nfour\nfive")).toEqual({ text: "one\ntwo\nthree\nfour\nfive", hiddenLines: 0, lines: 5 });
});

test("five thousand lines show thirty", () => {
  const text = Array.from({ length: 5_000 }, (_, index) => `line ${index + 1}`).join("\n");
  const { text: shown, hiddenLines, lines } = folded(text);
  expect([shown.split("\n").length, shown.endsWith("line 30"), hiddenLines, lines]).toEqual([30, true, 4_970, 5_000]);
});

test("one endless line is cut, but never through a character", () => {
  const { text, hiddenLines } = folded(`a${"🏮".repeat(4_000)}`);
  expect(text.length).toBeLessThanOrEqual(3_000);
  expect(/[\ud800-\udbff]$/.test(text)).toBe(false);
  expect(hiddenLines).toBe(1);
});
