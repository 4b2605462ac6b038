import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { Cache } from "./cache";
import { aFolder, aProgram, built, put } from "./testing/programs";

test("after one change only what it touches is made anew, also in another process", () => {
  const folder = aFolder();
  const source = aProgram({ "app.wxss": "@import 'base.wxss';", "base.wxss": ".a { top: 0 }", "pages/one.wxss": ".b { top: 0 }", "pages/one.wxml": "<wxs module='m'>module.exports = 1</wxs><view/>" });
  const first = built(source, new Cache(folder));
  expect(first.stats.reused).toBe(0);
  put(source, { "base.wxss": ".a { top: 1px }" });
  const second = built(source, new Cache(folder), first.target);
  expect(second.styles("")).toContain("top: 1px");
  expect(second.stats.reused).toBeGreaterThanOrEqual(first.stats.files);
});

test("a package that didn't change isn't written again", () => {
  const source = aProgram({ "app.json": { pages: ["pages/one"], subPackages: [{ root: "sub", pages: ["two"] }] }, "sub/two.js": "Page({})", "sub/two.wxml": "<view/>" });
  const cache = new Cache();
  const first = built(source, cache);
  const at = (name: string): number => statSync(join(first.target, "packages", name)).mtimeMs;
  const before = [at("main.service.js"), at("sub.service.js")];
  put(source, { "sub/two.js": "Page({ data: {} })" });
  built(source, cache, first.target);
  expect(at("main.service.js")).toBe(before[0]);
  expect(readFileSync(join(first.target, "packages/sub.service.js"), "utf8")).toContain("data: {}");
});
