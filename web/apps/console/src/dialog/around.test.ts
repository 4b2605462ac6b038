import { expect, test } from "vitest";
import { around } from "./around";

test("the words stand where one sees them, with a little before", () => {
  expect(around("The water\nlooks YELLOW today", "looks yellow")).toEqual(["The water ", "looks YELLOW", " today"]);
  expect(around(`${"a".repeat(60)} here`, "here")).toEqual([`…${"a".repeat(23)} `, "here", ""]);
  expect(around("nothing of it", "else")).toEqual(["nothing of it", "", ""]);
});
