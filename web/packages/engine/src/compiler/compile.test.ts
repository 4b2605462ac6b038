import { existsSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { compile } from "./compile";
import { NoProgram } from "./problems";
import { aFolder, aProgram, built, compiled, put, received } from "./testing/programs";

function caught(work: () => void): unknown {
  try {
    return work();
  } catch (fault) {
    return fault;
  }
}

describe("what app.json says", () => {
  test("sub packages are found by both spellings, their pages follow", () => {
    const program = compiled({
      "app.json": { pages: ["pages/one"], subPackages: [{ root: "more/", pages: ["two"], independent: true, name: "m" }], preloadRule: { "pages/one": { packages: ["m"] } } },
      "more/two.js": "require('./own'); require('../shared')",
      "more/two.wxml": "<view/>",
      "more/own.js": "",
      "shared.js": "",
    });
    expect(program.manifest.pages).toEqual(["pages/one", "more/two"]);
    expect(program.manifest.packages).toMatchObject([
      { name: "main", root: "", pages: ["pages/one"], independent: false },
      { name: "more", root: "more", pages: ["more/two"], independent: true, alias: "m" },
    ]);
    expect([...received(program, {}, "more").scripts.keys()]).toEqual(["more/two.js", "more/own.js"]);
    expect([...received(program).scripts.keys()]).toEqual(["app.js", "pages/one.js", "shared.js"]);
    expect(program.manifest.preloadRule).toEqual({ "pages/one": { network: "wifi", packages: ["m"] } });
  });

  test("one bad page never stops the others", () => {
    const program = compiled({ "app.json": { pages: ["pages/gone", "pages/one", "pages/two"] }, "pages/two.js": "Page({", "pages/two.wxml": "<view>\n{{ a + }}</view>" });
    expect(program.manifest.pages).toEqual(["pages/one", "pages/two"]);
    expect(program.manifest.entry).toBe("pages/one");
    expect(program.manifest.problems.filter((one) => one.severity === "error").map(({ file, line }) => `${file}:${line}`)).toEqual(["app.json:3", "pages/two.wxml:2", "pages/two.js:1"]);
    expect(() => received(program).require("pages/two.js")).toThrow(/pages\/two\.js:1/);
    expect(received(program, { Page: () => undefined }).require("pages/one.js")).toEqual({});
  });

  test("a file that is too much for a compiler costs only itself", () => {
    const deep = (open: string, close: string, times: number): string => open.repeat(times) + close.repeat(times);
    const program = compiled({ "app.json": { pages: ["pages/one", "pages/two"] }, "pages/two.js": `module.exports = ${deep("[", "]", 100_000)}`, "pages/two.wxml": `<wxs module="m">module.exports = ${deep("[", "]", 20_000)}</wxs>${deep("<view>", "</view>", 50_000)}` });
    expect(program.manifest.pages).toEqual(["pages/one", "pages/two"]);
    expect(program.manifest.problems.filter((one) => one.severity === "error").map((one) => one.file)).toContain("pages/two.js");
    expect(received(program).templates["pages/one"]).toBeTypeOf("function");
  });

  test("the theme, the tab bar and the window are passed on", () => {
    const list = [{ pagePath: "/pages/one.html", text: "One", iconPath: "/i/a.png" }, { pagePath: "pages/one", text: "Two" }];
    const program = compiled({
      "app.json": `{ // a note\n"pages": ["pages/one"], "darkmode": true, "themeLocation": "theme.json", "window": {"navigationBarTitleText": "@t",}, "tabBar": ${JSON.stringify({ custom: true, list })} }`,
      "theme.json": { light: { t: "Day" }, dark: { t: "Night" } },
      "custom-tab-bar/index.wxml": "<view/>",
      "custom-tab-bar/index.js": "Component({})",
    });
    expect(program.complaints()).toEqual([]);
    expect(program.manifest).toMatchObject({ window: { navigationBarTitleText: "@t" }, theme: { dark: { t: "Night" } }, tabBar: { custom: true, position: "bottom", list: [{ pagePath: "pages/one", iconPath: "i/a.png" }, {}] } });
    expect(program.manifest.components["custom-tab-bar/index"]?.isComponent).toBe(true);
  });

  test("ext.json tells the program of whom it is for, unless it is switched off", () => {
    const told = (json: object | string) => compiled({ "app.json": { pages: ["pages/one"] }, "ext.json": json }).manifest.ext;
    expect(told({ extAppid: "wx1", ext: { shop: { id: 7 } }, window: {} })).toEqual({ shop: { id: 7 } });
    for (const nothing of [{ extEnable: false, ext: { shop: 7 } }, { ext: [7] }, {}, "7"]) expect(told(nothing), JSON.stringify(nothing)).toBeUndefined();
  });

  test("plugins are declared missing", () => {
    const program = compiled({ "app.json": { pages: ["pages/one"], plugins: { chat: { version: "1", provider: "wx1" } } }, "pages/one.json": { usingComponents: { c: "plugin://chat/box" } } });
    expect(program.manifest.missing).toEqual(["plugin:chat"]);
    expect(program.complaints()).toEqual(['pages/one.json:3 "c" comes from a plugin, and plugins can\'t be used yet.']);
  });

  test("without a program there is a reason", () => {
    expect(() => compile(aFolder(), aFolder())).toThrow(NoProgram);
    const empty = aProgram({ "app.json": {} });
    expect(() => compile(empty, aFolder())).toThrow("There are no pages.");
    put(empty, { "app.json": '{"pages": ["a"\n' });
    expect(caught(() => compile(empty, aFolder()))).toMatchObject({ message: 'This is not JSON: "," or "]" is missing.', problems: [{ file: "app.json", line: 2, column: 1 }, { file: "app.json" }] });
    expect(() => compile(join(empty, "gone"), aFolder())).toThrow(NoProgram);
  });
});

describe("components", () => {
  const PART = { "parts/a/index.js": "Component({})", "parts/a/index.json": { component: true }, "parts/a/index.wxml": "<slot/>" };
  const at = (name: string, more: object = {}) => compiled({ ...PART, "app.json": { pages: ["pages/one"], ...more }, "pages/one.json": { usingComponents: { "x-a": name } } }).manifest.components["pages/one"]?.using;

  test("are found by relative, absolute and aliased paths, in folders too", () => {
    for (const name of ["../parts/a/index", "/parts/a/index", "/parts/a", "parts/a"]) expect(at(name), name).toEqual({ "x-a": "parts/a/index" });
    expect(at("~/a", { resolveAlias: { "~/*": "/parts/*" } })).toEqual({ "x-a": "parts/a/index" });
  });

  test("of the whole program are known where the template names them", () => {
    const program = compiled({ ...PART, "app.json": { pages: ["pages/one", "pages/two"], usingComponents: { "x-a": "parts/a/index" } }, "pages/two.js": "", "pages/two.wxml": '<include src="three"/>', "pages/three.wxml": "<x-a/>" });
    expect(program.manifest.components["pages/one"]?.using).toEqual({});
    expect(program.manifest.components["pages/two"]?.using).toEqual({ "x-a": "parts/a/index" });
  });

  test("generics and placeholders are kept", () => {
    const program = compiled({ ...PART, "pages/one.json": { componentGenerics: { g: true, h: { default: "/parts/a/index" } }, componentPlaceholder: { "x-a": "view" }, pureDataPattern: "^_", navigationBarTitleText: "T" } });
    expect(program.manifest.components["pages/one"]).toMatchObject({ generics: { g: {}, h: { default: "parts/a/index" } }, placeholders: { "x-a": "view" }, pureDataPattern: "^_", config: { navigationBarTitleText: "T" } });
    expect(program.manifest.components["parts/a/index"]).toBeDefined();
  });

  test("of the lent library need no package", () => {
    const program = compiled({ "app.json": { pages: ["pages/one"], useExtendedLib: { weui: true } }, "pages/one.json": { usingComponents: { "mp-cell": "weui-miniprogram/cell/cell" } } });
    expect(program.complaints()).toEqual([]);
    expect(program.manifest.usesWeui).toBe(true);
    expect(program.styles("")).toContain(".weui-");
    expect(Object.keys(program.manifest.files).filter((path) => path.startsWith("_assets/"))).not.toEqual([]);
  });

  test("one that is missing is told with its place", () => {
    const program = compiled({ "pages/one.json": { usingComponents: { "x-b": "gone/b" } } });
    expect(program.manifest.problems).toMatchObject([{ severity: "error", file: "pages/one.json", line: 3, what: 'There is no component "gone/b" for <x-b>.' }]);
  });
});

describe("the folder", () => {
  test("project.config.json leads to the program", () => {
    const folder = aFolder();
    put(folder, { "project.config.json": { miniprogramRoot: "src/", packOptions: { ignore: [{ type: "folder", value: "raw" }, { type: "suffix", value: ".psd.png" }] } }, "src/app.json": { pages: ["a"] }, "src/a.js": "", "src/i.png": "x", "src/raw/b.png": "x", "src/c.psd.png": "x" });
    expect(Object.keys(built(folder).manifest.files)).toEqual(["i.png"]);
  });

  test("nothing outside is reached", () => {
    const secret = aFolder();
    put(secret, { "s.js": "module.exports = 'secret'", "s.wxml": "secret", "s.wxss": ".secret{}", "p.png": "secret" });
    const folder = aProgram({ "pages/one.js": `require('../../../../../..${secret}/s'); require('${secret}/s.js')`, "pages/one.wxml": `<include src="../../../../../../../..${secret}/s"/>`, "pages/one.wxss": `@import "../../../../../../../..${secret}/s";` });
    symlinkSync(secret, join(folder, "linked"));
    symlinkSync(join(secret, "p.png"), join(folder, "p.png"));
    const program = built(folder);
    for (const name of ["main.service.js", "main.view.js", "main.styles.json"]) expect(program.read(`packages/${name}`).replaceAll(secret, "")).not.toContain("secret");
    expect(program.manifest.files).toEqual({});
    expect(program.complaints()).toContain("linked:0 This is a link; it is left out.");
    const climbing = aFolder();
    put(climbing, { "in/project.config.json": { miniprogramRoot: "../" }, "app.json": { pages: ["a"] } });
    expect(() => compile(join(climbing, "in"), aFolder())).toThrow(NoProgram);
  });

  test("files that go away go away in the target too", () => {
    const source = aProgram({ "i/a.png": "1", "i/b.png": "2" });
    const first = built(source);
    put(source, { "project.config.json": { packOptions: { ignore: [{ type: "file", value: "i/a.png" }] } } });
    const second = built(source, undefined, first.target);
    expect(Object.keys(second.manifest.files)).toEqual(["i/b.png"]);
    expect(existsSync(join(first.target, "files/i/a.png"))).toBe(false);
    expect(second.manifest.packages).toEqual(first.manifest.packages);
  });
});
