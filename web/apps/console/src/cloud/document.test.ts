import { expect, test } from "vitest";
import { fieldsOf, parsed, queryOf, shown } from "./document";

test("a document is JSON of an object; anything else says what is wrong", () => {
  expect(parsed('{"a": 1}')).toEqual({ document: { a: 1 } });
  expect(parsed("[1]")).toEqual({ problem: "object", detail: "" });
  expect(parsed('{"a": ')).toMatchObject({ problem: "syntax" });
});

test("a filter is a query, an id, or nothing", () => {
  expect(queryOf(" ")).toBe("");
  expect(queryOf('{"done": true}')).toBe('{"done": true}');
  expect(queryOf("a1b2")).toBe('{"_id":"a1b2"}');
  expect(queryOf('{"done": ')).toBeNull();
});

test("values are shown without the marks of the wire", () => {
  expect(shown({ $date: "2024-05-01T08:00:00.000Z" })).toBe("2024-05-01T08:00:00.000Z");
  expect(shown({ $regularExpression: { pattern: "^a", options: "i" } })).toBe("/^a/i");
  expect(shown({ type: "Point", coordinates: [1, 2] })).toBe("1, 2");
  expect(shown(["a", null])).toBe('["a",null]');
  expect(shown("x".repeat(100))).toHaveLength(81);
});

test("the fields of the program come before those of the platform", () => {
  expect(fieldsOf({ _id: "1", _openid: "o1", name: "tea", done: false })).toEqual([["name", "tea"], ["done", "false"], ["_openid", "o1"]]);
});
