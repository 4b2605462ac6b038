import { cpSync, readFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { Cache } from "./cache";
import { aFolder, built, put, received, type Files } from "./testing/programs";

const require = createRequire(import.meta.url);

/** A program with a page for each component of a library. */
function galleryOf(library: string, inside: string): string {
  const from = join(dirname(require.resolve(`${library}/package.json`)), inside);
  const folder = aFolder();
  const files: Files = { "app.js": "App({})" };
  const pages: string[] = [];
  for (const path of readdirSync(from, { recursive: true, encoding: "utf8" })) {
    if (!path.endsWith(".json") || !("component" in (JSON.parse(readFileSync(join(from, path), "utf8")) as object))) continue;
    const page = `pages/${path.slice(0, -5).replaceAll("/", "-")}`;
    pages.push(page);
    files[`${page}.json`] = { usingComponents: { "x-it": `${library}/${path.slice(0, -5)}` } };
    files[`${page}.wxml`] = "<x-it>text</x-it>";
    files[`${page}.js`] = "Page({})";
  }
  put(folder, { ...files, "app.json": { pages } });
  cpSync(from, join(folder, "miniprogram_npm", library), { recursive: true });
  return folder;
}

/** Why a complaint about a published library is right, or leaves the component as it is in WeChat. */
const REASONS: [RegExp, string][] = [
  [/Child nodes are not allowed/, "a slot has no content of its own in WeChat either: it is left out there too"],
  [/Duplicated attribute/, "the template gives an attribute twice; the first counts, as in WeChat"],
  [/Invalid attribute(?: prefix)?\.$/, "wx:item and a slot with wx:else are slips of the author and do nothing"],
  [/declared nowhere/, "the module assigns a name it never declares"],
];

test.each([
  ["@vant/weapp", "dist", 70],
  ["weui-miniprogram", "miniprogram_dist", 20],
  ["tdesign-miniprogram", "miniprogram_dist", 100],
])("every component of %s compiles", { timeout: 60_000 }, (library, inside, least) => {
  const source = galleryOf(library, inside);
  const cache = new Cache();
  const program = built(source, cache);
  const { manifest } = program;
  expect(manifest.pages.length).toBeGreaterThanOrEqual(least);
  expect(manifest.problems.filter((one) => one.severity === "error")).toEqual([]);
  expect(manifest.problems.filter((one) => !REASONS.some(([pattern]) => pattern.test(one.what)))).toEqual([]);
  const main = received(program);
  const templates = Object.keys(manifest.components).filter((path) => manifest.components[path]?.hasTemplate);
  expect(templates.filter((path) => !main.made.has(path))).toEqual([]);
  for (const path of main.made.keys()) expect(main.templates[path], path).toBeTypeOf("function");
  const again = built(source, cache, program.target);
  expect(again.manifest.packages).toEqual(manifest.packages);
  expect(again.stats.reused).toBeGreaterThanOrEqual(again.stats.files);
});
