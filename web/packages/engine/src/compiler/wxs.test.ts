import { describe, expect, test } from "vitest";
import { Receiver, compiled } from "./testing/programs";
import { compileWxs } from "./wxs";

/** Exports of a module, run in a view which has a window. */
function exportsOf(source: string): Record<string, (...values: unknown[]) => unknown> {
  const program = compiled({ "pages/one.wxml": `<wxs module="m" src="../m.wxs"/><view/>`, "m.wxs": source });
  return new Receiver({ window: { secret: 1 }, document: {} }, program.read("packages/main.view.js")).script("pages/one#m");
}

function complaints(source: string): string[] {
  return compileWxs("m.wxs", source).problems.map((one) => `${one.line}:${one.column} ${one.what}`);
}

describe("the language", () => {
  test("constructor is the name of the type", () => {
    const m = exportsOf("module.exports.of = function (x) { return x.constructor }; module.exports.is = function (x) { return (x).constructor === 'Array' }");
    expect([[], {}, 1, "a", true, () => 1, new Date(), /a/].map((one) => m.of?.(one))).toEqual(["Array", "Object", "Number", "String", "Boolean", "Function", "Date", "RegExp"]);
    expect(m.is?.([])).toBe(true);
  });

  test("getRegExp and getDate stand for literals", () => {
    const m = exportsOf("module.exports = { test: function (s) { return getRegExp('^a', 'i').test(s) }, year: function (t) { return getDate(t).getFullYear() } }");
    expect(m.test?.("Abc")).toBe(true);
    expect(m.year?.(86_400_000 * 400)).toBe(1971);
  });

  test("patterns keep their backslashes, written once or twice", () => {
    const m = exportsOf(String.raw`module.exports = { a: getRegExp('^-?\d+(\.\d+)?$').test('1.5'), b: getRegExp("\\d\b").test('1'), c: getRegExp('[\-\_]' + "\{").test('_{'), d: getRegExp('\n').test('n') }`);
    expect({ ...m }).toEqual({ a: true, b: true, c: true, d: false });
  });

  test("modules require each other by relative path", () => {
    const program = compiled({
      "pages/one.wxml": `<wxs module="m">var a = require("../lib/a.wxs"); module.exports = { twice: function (x) { return a.twice(x) } }</wxs><view>{{ m.twice(2) }}</view>`,
      "lib/a.wxs": `var b = require("./b.wxs"); module.exports = { twice: function (x) { return x * b.two } }`,
      "lib/b.wxs": `module.exports.two = 2`,
    });
    expect(program.complaints()).toEqual([]);
    expect(new Receiver({}, program.read("packages/main.view.js")).script("pages/one#m").twice?.(4)).toBe(8);
  });

  test("a name that is assigned but never declared belongs to its module", () => {
    const m = exportsOf("module.exports = { count: function () { n = (n || 0) + 1; return n } }");
    expect([m.count?.(), m.count?.()]).toEqual([1, 2]);
    expect(complaints("n = 1")).toEqual(['1:1 "n" is declared nowhere, and WXS has nothing of this name.']);
  });

  test("members by computed names are as usual", () => {
    const m = exportsOf("module.exports.get = function (o, k) { return o[k] }; module.exports.sum = function (l) { var s = 0; for (var i = 0; i < l.length; i++) { s += l[i] } return s }");
    expect(m.get?.({ a: 1 }, "a")).toBe(1);
    expect(m.sum?.([1, 2, 3])).toBe(6);
  });

  test("what can't be read says where, and leaves an empty module", () => {
    expect(compileWxs("m.wxs", "var a = ;", { line: 3, column: 10 })).toMatchObject({ code: "", problems: [{ file: "m.wxs", line: 3, column: 18 }] });
  });
});

describe("nothing leads out of a module", () => {
  const refused = [
    "module.exports = new Date()",
    "class A {}",
    "module.exports = x => x.prototype",
    "module.exports = ({}).__proto__",
    "module.exports = ({})['__proto__']",
    "module.exports = ({}).__lookupGetter__('__proto__')",
    "var o = {__proto__: null}",
    "var o = {get a() { return 1 }}",
    "var {constructor: c} = []",
    "var o = {['constructor']: 1}",
    "import('x')",
    "import x from 'x'",
    "async function f() {}",
    "function* f() {}",
    "with ({}) {}",
    "module.exports = `${1}``a`",
    "debugger",
    "var __wxs_key = function (x) { return x }",
    "function f(__wxs_type) {}",
    "[].constructor = 1",
    "[[].constructor] = [1]",
    "delete [].constructor",
    "require('a' + 'b')",
    "eval = 1",
    "a: function window() {}",
  ];
  test.each(refused)("%s", (source) => {
    const { code, problems } = compileWxs("m.wxs", source);
    expect(problems.filter((one) => one.severity === "error").length).toBeGreaterThan(0);
    expect(code).toBe("");
  });

  /** Each tries to give back something of the frame. */
  const attempts = [
    "module.exports.get = function () { return window }",
    "module.exports.get = function () { return document }",
    "module.exports.get = function () { return this }",
    "module.exports.get = function () { return (function () { return this })() }",
    "module.exports.get = function () { var k = 'const' + 'ructor'; return (function () {})[k] }",
    "module.exports.get = function () { var k = ['constructor']; return (function () {})[k] }",
    "module.exports.get = function () { var n = 0; var k = { toString: function () { n += 1; return n > 1 ? 'constructor' : 'x' } }; return (function () {})[k] }",
    "module.exports.get = function () { return globalThis }",
    "module.exports.get = function () { return eval }",
    "module.exports.get = function () { return Function }",
    "module.exports.get = function () { { function window() {} } return window }",
    "module.exports.get = function () { switch (1) { case 1: let window = 1 } return window }",
    "module.exports.get = function () { switch (window) { case 1: let window = 1; default: return 0 } }",
    "module.exports.get = function (a = window) { var window; return a }",
    "module.exports.get = function () { for (let window = 1; window < 1; ) {} return window }",
    "module.exports.get = function () { try { throw 1 } catch (window) {} return window }",
    "module.exports.get = function () { var f = function window() {}; return window }",
    "module.exports.get = function () { var f = (window) => 1; return window }",
    "module.exports.get = function () { return Math.max.constructor === 'Function' ? undefined : Math.max.constructor }",
    "module.exports.get = function () { return Object.getPrototypeOf }",
    "module.exports.get = function () { return [].concat.call(undefined) }",
    "module.exports.get = function () { return hutong }",
    "module.exports.get = function () { return console.log.call.call(function () { return this }) }",
    "module.exports.get = function () { return [1].map(function () { return this })[0] }",
  ];
  test.each(attempts)("%s", (source) => {
    let given: unknown;
    try {
      const { get } = exportsOf(source);
      given = get?.();
    } catch {
      given = undefined;
    }
    expect([undefined, 0]).toContain(given);
  });
});
