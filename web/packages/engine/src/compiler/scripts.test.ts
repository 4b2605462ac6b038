import { describe, expect, test } from "vitest";
import { MappedText } from "./maps";
import { compileScript } from "./scripts";
import { compiled, received, type Files } from "./testing/programs";

/** What pages/one.js exports. */
function exported(files: Files, globals: object = {}): unknown {
  return received(compiled(files), globals).require("pages/one.js");
}

describe("modules", () => {
  test("require knows relative, absolute and folder names, and JSON", () => {
    const files = { "pages/one.js": "module.exports = [require('../a'), require('/a.js'), require('../lib'), require('./d.json').d]", "a.js": "module.exports = 'a'", "lib/index.js": "module.exports = 'lib'", "pages/d.json": { d: 1 } };
    expect(exported(files)).toEqual(["a", "a", "lib", 1]);
  });

  test("ES modules work with each other and with CommonJS", () => {
    const files = {
      "pages/one.js": "import d, { b as c, late } from '../a'; import * as all from '../a'; import plain from '../c'; export default [d, c, late(), all.b, plain]; export const more = async () => 1",
      "a.js": "export default 1; export const b = 2; let n = 0; export { late }; function late() { return n += 1 }",
      "c.js": "exports.x = 3",
    };
    expect(exported(files)).toMatchObject({ default: [1, 2, 1, 2, { x: 3 }] });
  });

  test("a script that only speaks of modules stays as loose as it is", () => {
    expect(exported({ "pages/one.js": "// import a from 'b'\nloose = 1; module.exports = loose /* export default */" })).toBe(1);
  });

  test("TypeScript loses its types, its imports of types, and its ending", () => {
    const files = { "pages/one.js": "module.exports = require('./two').default", "pages/two.ts": "import type { T } from './types'; import { E } from './e'; enum L { A = 3 } const x: T = { v: L.A } as T; export default [x!.v, E.B]", "pages/e.ts": "export enum E { B = 'b' }", "pages/types.d.ts": "export interface T { v: number }" };
    expect(exported(files)).toEqual([3, "b"]);
  });

  test("npm packages are looked for upwards", () => {
    const files = { "pages/one.js": "module.exports = [require('p'), require('p/lib/x')]", "miniprogram_npm/p/index.js": "module.exports = require('q')", "miniprogram_npm/p/lib/x.js": "module.exports = 'x'", "miniprogram_npm/q/index.js": "module.exports = 'q'" };
    expect(exported(files)).toEqual(["q", "x"]);
  });

  test("packages of node_modules stand in for a build that never happened", () => {
    const files = {
      "package.json": { dependencies: { p: "1", "@s/ui": "1" } },
      "node_modules/p/package.json": { name: "p", main: "dist/main.js", dependencies: { q: "1" } },
      "node_modules/p/dist/main.js": "module.exports = ['p', require('q')]",
      "node_modules/q/index.js": "module.exports = 'q'",
      "node_modules/q/package.json": { name: "q" },
      "node_modules/@s/ui/package.json": { name: "@s/ui", miniprogram: "mp" },
      "node_modules/@s/ui/mp/b/index.json": { component: true },
      "node_modules/@s/ui/mp/b/index.wxml": "<view/>",
      "pages/one.js": "module.exports = require('p')",
      "pages/one.json": { usingComponents: { b: "@s/ui/b" } },
    };
    const program = compiled(files);
    expect(program.complaints()).toEqual([]);
    expect(received(program).require("pages/one.js")).toEqual(["p", "q"]);
    expect(program.manifest.components["pages/one"]?.using).toEqual({ b: "miniprogram_npm/@s/ui/b/index" });
  });

  test("a name known only at run time brings what it may mean", () => {
    const program = compiled({ "pages/one.js": "const l = 'zh'; module.exports = require('./lang/' + l)", "pages/lang/zh.js": "module.exports = '中'", "pages/lang/en.js": "" });
    expect([...received(program).scripts.keys()]).toContain("pages/lang/en.js");
  });

  test("what isn't there is told, unless a comment says it", () => {
    const program = compiled({ "pages/one.js": "// require('./old')\nrequire('./gone')" });
    expect(program.complaints()).toEqual(['pages/one.js:2 There is no script "./gone".']);
  });
});

describe("the scope of a script", () => {
  test("browser names are hidden, and may be declared", () => {
    const files = { "pages/one.js": "module.exports = [typeof window, typeof document, typeof self, typeof localStorage, typeof Function]", "pages/two.js": "let location = 1; const name = 2; module.exports = location + name" };
    const program = compiled({ ...files, "app.json": { pages: ["pages/one", "pages/two"] }, "pages/two.wxml": "" });
    const scripts = received(program, { window: {}, document: {} });
    expect(scripts.require("pages/one.js")).toEqual(["undefined", "undefined", "undefined", "undefined", "function"]);
    expect(scripts.require("pages/two.js")).toBe(3);
  });

  test("a directive stays at the beginning, a comment at the end harms nothing", () => {
    expect(exported({ "pages/one.js": "'use strict'; module.exports = (function () { return this })() // end" })).toBeUndefined();
  });

  test("no script breaks out of its place", () => {
    for (const source of ["}); hutong.define('x', function () {", "} } {", "return } function x() {", "*/ ) }"]) expect(compileScript("a.js", source).problems.length, source).toBe(1);
  });
});

describe("what is said of broken scripts", () => {
  test.each([
    ["a.js", "var a = 1;\nvar b = ;", 2, 9],
    ["a.js", "import x from 'y';\nconst a = 1;\nconst a = 2;", 3, 7],
    ["a.ts", "let a: number = 1;\nlet b = = 2;", 2, 9],
  ])("%s %s", (path, source, line, column) => {
    const { problems, code } = compileScript(path, source);
    expect(problems).toMatchObject([{ file: path, line, column }]);
    expect(code).toContain("throw new SyntaxError");
  });
});

test("a line of a package leads back to its file", () => {
  const text = new MappedText();
  text.add("(function(){\ndefine(");
  text.addSource("a.js", "1\n2");
  text.add(");\ndefine(");
  text.addSource("b.js", "3");
  expect(text.text().split("\n")).toEqual(["(function(){", "define(1", "2", ");", "define(3", ""]);
  expect(JSON.parse(text.map("main.js"))).toMatchObject({ sources: ["a.js", "b.js"], mappings: ";AAAA;AACA;;ACDA;" });
});
