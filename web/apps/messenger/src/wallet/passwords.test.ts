import { expect, test } from "vitest";
import { weaknessOf } from "./passwords";

test("one digit six times, and a row up or down, are too easy", () => {
  expect(["000000", "123456", "987654", "135790", "112233", "246802"].map(weaknessOf)).toEqual(["same", "row", "row", null, null, null]);
});
