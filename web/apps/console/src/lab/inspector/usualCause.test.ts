import { expect, it } from "vitest";
import { parted, usualCause } from "./usualCause";

it("only what differs between the two lines is marked", () => {
  expect(parted({ wrong: 'join("&")', right: 'join("")' })).toEqual({ head: 'join("', wrong: "&", right: "", tail: '")' });
  expect(parted({ wrong: "a", right: "b" })).toEqual({ head: "", wrong: "a", right: "b", tail: "" });
});

it("a mistake nobody knows has no usual line", () => {
  expect(usualCause("echo.dns")).toBeNull();
  expect(usualCause(null)).toBeNull();
  expect(usualCause("signature.unsorted")?.right).toContain("sorted");
});
