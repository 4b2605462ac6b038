import { expect, test } from "vitest";
import { namedLines, pairsOf, textOfPairs } from "./settings";

test("a line has a name and what it says; empty lines say nothing", () => {
  expect(namedLines("daily: 0 0 2 * * * *\n\nnight : 0 0 3 * * * *", ":")).toEqual([["daily", "0 0 2 * * * *"], ["night", "0 0 3 * * * *"]]);
  expect(namedLines("0 0 2 * * * *", ":")).toBeNull();
  expect(namedLines(": x", ":")).toBeNull();
});

test("variables survive being written and read", () => {
  const variables = { MODE: "a=b", EMPTY: "" };
  expect(pairsOf(namedLines(textOfPairs(variables), "=") ?? [])).toEqual(variables);
});
