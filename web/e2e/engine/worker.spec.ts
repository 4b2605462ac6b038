/** Programs in their worker, in a frame as the messenger shows it. */
import { expect, test } from "@playwright/test";
import { framed } from "../support/frame";

const APP = { "app.json": { pages: ["p/a"] }, "app.js": "App({})", "p/a.json": {} };

test("a press goes to the worker and back, and a package comes when its page is asked for", async ({ page }) => {
  const { frame, errors, told } = await framed(page, {
    ...APP,
    "app.json": { pages: ["p/a"], subPackages: [{ root: "far", pages: ["b"] }] },
    "p/a.wxml": `<wxs module="m">module.exports = {twice: function (n) { return n * 2 }}</wxs><button id="b" bindtap="more">{{m.twice(n)}}</button><button id="go" bindtap="go">go</button>`,
    "p/a.js": "Page({data: {n: 1}, more() { this.setData({n: this.data.n + 1}) }, go() { wx.navigateTo({url: '/far/b?x=1'}) }})",
    "far/b.json": {}, "far/b.wxml": `<view id="far">{{x}}</view>`, "far/b.js": "Page({data: {x: ''}, onLoad({x}) { this.setData({x: 'far ' + x}) }})",
  });
  await frame.locator("#b").click();
  await expect(frame.locator("#b")).toHaveText("4");
  await frame.locator("#go").click();
  await expect(frame.locator("#far")).toHaveText("far 1");
  expect(await errors()).toEqual([]);
  expect(await told("stack")).toHaveLength(2);
});

const NAMES = [
  "fetch", "XMLHttpRequest", "WebSocket", "EventSource", "WebTransport", "importScripts", "Worker", "SharedWorker", "indexedDB", "caches", "BroadcastChannel", "postMessage",
  "navigator", "location", "trustedTypes", "document", "window", "localStorage", "RTCPeerConnection", "Notification", "close",
];

test("user code finds no way out of the worker, not even on its global or what that inherits from", async ({ page }) => {
  const requests: string[] = [];
  page.on("request", (request) => requests.push(request.url()));
  const { frame } = await framed(page, {
    ...APP,
    "p/a.wxml": `<view id="found">{{found}}</view>`,
    "import.js": "exports.go = async (address) => { try { await import(address); return 'came' } catch (e) { return 'refused' } }",
    "p/a.js": `const scope = all(); function all() { return this }
      const inherited = (name) => { for (let at = scope; at; at = Object.getPrototypeOf(at)) if (Object.prototype.hasOwnProperty.call(at, name) && at[name] !== undefined) return true; return false };
      const attempt = (run) => { try { return run() === undefined ? "nothing" : "something" } catch (e) { return e.name } };
      Page({data: {found: ""}, async onLoad() {
        const found = {
          isGlobal: scope.setTimeout !== undefined,
          names: ${JSON.stringify(NAMES)}.filter(inherited),
          object: typeof scope.URL.createObjectURL,
          eval: attempt(() => (0, eval)("1")), make: attempt(() => new Function("return 1")()), later: attempt(() => scope.setTimeout("1", 0)),
          makeAsync: attempt(() => Object.getPrototypeOf(async function () {}).constructor("return 1")),
          data: await require("../import").go("data:text/javascript,1"), http: await require("../import").go("http://frame.test/out.js?secret"),
        };
        this.setData({found: JSON.stringify(found)}) } })`,
  });
  await expect(frame.locator("#found")).toContainText("{");
  expect(JSON.parse((await frame.locator("#found").textContent()) ?? "")).toEqual({
    isGlobal: true, names: [], object: "undefined", eval: "EvalError", make: "EvalError", makeAsync: "EvalError", later: "TypeError", data: "refused", http: "refused",
  });
  expect(requests.filter((url) => url.includes("secret"))).toEqual([]);
});

test("a program that never ends keeps only itself waiting", async ({ page }) => {
  const { frame } = await framed(page, {
    ...APP,
    "p/a.wxml": `<button id="b" bindtap="stuck">{{n}}</button><input id="i"/>`,
    "p/a.js": "Page({data: {n: 0}, stuck() { for (const end = Date.now() + 1500; Date.now() < end;); this.setData({n: 1}) }})",
  });
  await frame.locator("#b").click();
  await frame.locator("#i input").fill("still here");
  await expect(frame.locator("#b")).toHaveText("0");
  await expect(frame.locator("#b")).toHaveText("1");
});

test("a worker of the program's own counts beside it, and finds no way out either", async ({ page }) => {
  const requests: string[] = [];
  page.on("request", (request) => requests.push(request.url()));
  const { frame, errors } = await framed(page, {
    "app.json": { pages: ["p/a"], workers: "workers" }, "app.js": "App({})", "p/a.json": {},
    "workers/fib.js": `const { fib } = require("./lib/fib");
      const scope = all(); function all() { return this }
      worker.onMessage(({ n }) => worker.postMessage({ fib: fib(n), names: ${JSON.stringify(NAMES)}.filter((name) => scope[name] !== undefined), wx: typeof wx }))`,
    "workers/lib/fib.js": "exports.fib = function fib(n) { return n < 2 ? n : fib(n - 1) + fib(n - 2) }",
    "p/a.wxml": `<view id="told">{{told}}</view>`,
    "p/a.js": `Page({data: {told: ""}, onLoad() { const one = wx.createWorker("workers/fib.js"); one.postMessage({n: 20}); one.onMessage((told) => { one.terminate(); this.setData({told: JSON.stringify(told)}) }) }})`,
  });
  await expect(frame.locator("#told")).toHaveText(JSON.stringify({ fib: 6765, names: [], wx: "undefined" }));
  expect(await errors()).toEqual([]);
  expect(requests.filter((url) => !/^(http:\/\/(messenger|frame)\.test|blob:)/.test(url))).toEqual([]);
});

test("canvasToTempFilePath, getImageData and putImageData work on what was drawn, in the pixels of the program", async ({ page }) => {
  const { frame, errors } = await framed(page, {
    ...APP,
    "p/a.wxml": `<canvas canvas-id="board" style="width: 100px; height: 50px"/><view id="told">{{told}}</view>`,
    "p/a.js": `Page({data: {told: ""}, onReady() {
      const context = wx.createCanvasContext("board");
      context.setFillStyle("#ff0000");
      context.fillRect(0, 0, 100, 50);
      context.draw(false, async () => {
        const file = await wx.canvasToTempFilePath({canvasId: "board"});
        const before = await wx.canvasGetImageData({canvasId: "board", x: 10, y: 10, width: 1, height: 1});
        await wx.canvasPutImageData({canvasId: "board", x: 10, y: 10, width: 1, height: 1, data: new Uint8ClampedArray([0, 0, 255, 255])});
        const after = await wx.canvasGetImageData({canvasId: "board", x: 10, y: 10, width: 1, height: 1});
        this.setData({told: JSON.stringify({file: /^wxfile:..tmp_[0-9]+.png$/.test(file.tempFilePath), before: [...before.data], after: [...after.data].slice(2)})});
      });
    } })`,
  });
  await expect(frame.locator("#told")).toContainText("file");
  expect(JSON.parse((await frame.locator("#told").textContent()) ?? "")).toEqual({ file: true, before: [255, 0, 0, 255], after: [255, 255] });
  expect(await errors()).toEqual([]);
});
