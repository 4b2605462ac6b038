import { expect, test } from "vitest";
import { problem } from "../compiler/problems";
import { CHINESE } from "./chinese";
import { KINDS, filled, type Kind, type Words } from "./kinds";
import { worded } from "./index";

const places = (words: Words): string[] => [...new Set(words.join(" ").match(/\{\w+\}/g) ?? [])].sort();

test.each(Object.entries(KINDS) as [Kind, Words][])("%s says the same of the same in both languages", (kind, words) => {
  expect(places(CHINESE[kind])).toEqual(places(words));
  expect(CHINESE[kind].join("")).toMatch(/[\u4e00-\u9fff]/);
});

test("a problem comes in English with its code, and is read in Chinese", () => {
  const found = problem("error", { file: "app.json", line: 3 }, "page_missing", { name: "pages/a" });
  expect(found).toMatchObject({ line: 3, column: 0, code: "page_missing", params: { name: "pages/a" }, what: 'There is no page "pages/a".' });
  expect(worded(found, "en").what).toBe(found.what);
  expect(worded(found, "zh-CN")).toEqual({ what: "页面“pages/a”不存在。", whatToDo: "请添加 pages/a.wxml 和 pages/a.js，或从 app.json 中移除此页面。" });
});

test.each(["", "of_tomorrow", "toString"])("the code %j is not known: the text stays as it came", (code) => {
  expect(worded({ what: "Odd.", whatToDo: "Ask.", code }, "zh-CN")).toEqual({ what: "Odd.", whatToDo: "Ask." });
});

test("what a parser says is translated as far as it is known", () => {
  const read = (reason: string): string => worded(problem("error", { file: "a.js" }, "script_broken", { reason }), "zh-CN").what;
  expect(read("Unexpected token")).toBe("脚本有语法错误：此处的符号不符合语法。");
  expect(read('"}" is not expected here')).toBe("脚本有语法错误：此处不应有“}”。");
  expect(read("Something new")).toBe("脚本有语法错误：Something new。");
});

test("braces of code stay", () => {
  expect(filled("between {{ and }}: {reason} {other}", { reason: "x" })).toBe("between {{ and }}: x {other}");
});
