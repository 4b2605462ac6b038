import { expect, test } from "vitest";
import { collect } from "./form";

const field = (name: string, value: unknown) => ({ fieldName: () => name, value: () => value });

test("a form collects what has a name", () => {
  expect(collect([field("who", "李雷"), field("", "nobody"), field("tags", ["a"]), field("on", false)])).toEqual({ who: "李雷", tags: ["a"], on: false });
});

test("of two with one name the last stays", () => {
  expect(collect([field("x", 1), field("x", 2)])).toEqual({ x: 2 });
});

test("a name is only a name", () => {
  const values = collect([field("__proto__", { admin: true }), field("constructor", "c")]);
  expect(Object.getPrototypeOf(values)).toBe(Object.prototype);
  expect([Object.keys(values), ({} as { admin?: boolean }).admin]).toEqual([["__proto__", "constructor"], undefined]);
});
