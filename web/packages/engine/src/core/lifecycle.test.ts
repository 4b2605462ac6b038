/** The order in which a program hears of its life. */
import { expect, test } from "vitest";
import { compiled, onePage } from "./testing/compiled";
import type { Sources } from "./testing/compiled";
import { settle } from "./testing/memory-view";
import { open } from "./testing/opened";
import type { Opened } from "./testing/opened";

const LOG = `function log(what) { getApp({allowDefault: true}).log = (getApp({allowDefault: true}).log || []).concat(what) }`;

function tracing(name: string, children = ""): Sources {
  return {
    [`c/${name}.json`]: { component: true, usingComponents: { inner: "/c/inner" } },
    [`c/${name}.wxml`]: `<view>${children}<slot/></view>`,
    [`c/${name}.js`]: `${LOG} Component({
      lifetimes: { created() { log("${name} created") }, attached() { log("${name} attached") }, ready() { log("${name} ready") }, moved() { log("${name} moved") }, detached() { log("${name} detached") } },
      pageLifetimes: { show() { log("${name} show") }, hide() { log("${name} hide") }, resize(size) { log("${name} resize " + size.windowWidth) }, routeDone() { log("${name} routeDone") } },
    })`,
  };
}

const PAGE = (name: string): string => `${LOG} Page({
  onLoad(query) { log("${name} onLoad " + JSON.stringify(query)) }, onShow() { log("${name} onShow") }, onReady() { log("${name} onReady") },
  onHide() { log("${name} onHide") }, onUnload() { log("${name} onUnload") }, onResize(e) { log("${name} onResize " + e.size.windowWidth) },
  onTabItemTap(item) { log("${name} onTabItemTap " + JSON.stringify(item)) },
})`;

function heard({ core }: Opened): string[] {
  const app = core.program.get() as { log?: string[] };
  const log = app.log ?? [];
  app.log = [];
  return log;
}

test("a page opens from the app to onReady, components inside it first attached, then ready", async () => {
  const program = await open(
    compiled({
      "app.json": { pages: ["p/one"] },
      "app.js": `${LOG} App({onLaunch(o) { log("onLaunch " + o.scene) }, onShow(o) { log("onShow " + o.scene) }})`,
      "p/one.json": { usingComponents: { outer: "/c/outer" } },
      "p/one.wxml": "<outer/>",
      "p/one.js": PAGE("page"),
      ...tracing("outer", "<inner/>"),
      ...tracing("inner"),
    }),
    { path: "p/one", query: { a: "1" } },
  );
  expect(heard(program)).toEqual([
    "onLaunch 1001", "onShow 1001",
    "inner created", "outer created", "outer attached", "inner attached",
    'page onLoad {"a":"1"}', "page onShow", "outer show", "inner show",
    "inner ready", "outer ready", "page onReady",
    "outer routeDone", "inner routeDone",
  ]);
});

test("a component that comes later is ready after it is attached, and detached when it goes", async () => {
  const program = await open(
    onePage({
      wxml: `<outer wx:if="{{on}}"/>`,
      js: "Page({data: {on: false}})",
      json: { usingComponents: { outer: "/c/outer" } },
      more: { ...tracing("outer", "<inner/>"), ...tracing("inner") },
    }),
  );
  heard(program);
  program.page.setData({ on: true });
  await settle();
  expect(heard(program)).toEqual(["inner created", "outer created", "outer attached", "inner attached", "inner ready", "outer ready"]);
  program.page.setData({ on: false });
  await settle();
  expect(heard(program)).toEqual(["inner detached", "outer detached"]);
  expect(program.view.html()).toBe("<page></page>");
});

test("pages hear of going there and back", async () => {
  const program = await open(
    compiled({
      "app.json": { pages: ["p/one", "p/two"] },
      "app.js": `${LOG} App({})`,
      "p/one.wxml": "one", "p/one.js": PAGE("one"), "p/one.json": {},
      "p/two.wxml": "two", "p/two.js": PAGE("two"), "p/two.json": {},
    }),
  );
  heard(program);
  const { core, view, host } = program;
  await core.stack.route("navigateTo", { url: "two?x=%20y&z=" });
  await settle();
  expect(heard(program)).toEqual(["one onHide", 'two onLoad {"x":"%20y","z":""}', "two onShow", "two onReady"]);
  expect(view.text()).toBe("two");
  await host.event("back");
  expect(heard(program)).toEqual(["two onUnload", "one onShow"]);
  await core.stack.route("redirectTo", { url: "/p/two" });
  await settle();
  expect(heard(program)).toEqual(["one onUnload", "two onLoad {}", "two onShow", "two onReady"]);
  await core.stack.route("reLaunch", { url: "/p/one" });
  await settle();
  expect(heard(program)).toEqual(["two onUnload", "one onLoad {}", "one onShow", "one onReady"]);
  await host.event("back");
  expect(host.said("exit")).toHaveLength(1);
  expect(core.tree.size).toBe(2);
});

test("a page that is left at once is never ready", async () => {
  const program = await open(
    compiled({
      "app.json": { pages: ["p/one", "p/two"] },
      "app.js": `${LOG} App({})`,
      "p/one.wxml": "one", "p/one.js": PAGE("one"), "p/one.json": {},
      "p/two.wxml": "two", "p/two.js": PAGE("two"), "p/two.json": {},
    }),
  );
  heard(program);
  program.view.isSlow = true;
  await program.core.stack.route("navigateTo", { url: "/p/two" });
  await program.core.stack.route("navigateBack", {});
  await program.view.drawn();
  expect(heard(program)).toEqual(["one onHide", "two onLoad {}", "two onShow", "two onUnload", "one onShow"]);
});

test("tab pages stay alive; what stands on them goes", async () => {
  const program = await open(
    compiled({
      "app.json": { pages: ["p/one", "p/two", "p/three"], tabBar: { list: [{ pagePath: "p/one", text: "One" }, { pagePath: "p/two", text: "Two" }] } },
      "app.js": `${LOG} App({})`,
      ...Object.fromEntries(["one", "two", "three"].flatMap((name) => [[`p/${name}.wxml`, name], [`p/${name}.js`, PAGE(name)], [`p/${name}.json`, {}]])),
    }),
  );
  heard(program);
  const { core, host } = program;
  await host.event("tabTap", { index: 1 });
  expect(heard(program)).toEqual(["one onHide", "two onLoad {}", "two onShow", "two onReady", 'two onTabItemTap {"index":1,"pagePath":"p/two","text":"Two"}']);
  await core.stack.route("navigateTo", { url: "/p/three" });
  await settle();
  heard(program);
  await core.stack.route("switchTab", { url: "/p/one" });
  await settle();
  expect(heard(program)).toEqual(["three onUnload", "one onShow"]);
  await expect(core.stack.route("navigateTo", { url: "/p/two" })).rejects.toMatchObject({ reason: "can not navigateTo a tabbar page" });
  await expect(core.stack.route("switchTab", { url: "/p/three" })).rejects.toMatchObject({ reason: "can not switch to no-tabBar page" });
  expect(heard(program)).toEqual([]);
});

test("ten pages are the most", async () => {
  const { core } = await open(onePage({ wxml: "<view/>", js: "Page({})" }));
  for (let depth = 2; depth <= 10; depth += 1) await core.stack.route("navigateTo", { url: "/pages/index/index" });
  await expect(core.stack.route("navigateTo", { url: "/pages/index/index" })).rejects.toMatchObject({ reason: "webview count limit exceed" });
  expect(core.stack.pages).toHaveLength(10);
});

test("the app goes behind and comes back", async () => {
  const program = await open(
    onePage({
      wxml: "<outer/>", js: PAGE("page"), json: { usingComponents: { outer: "/c/outer" } },
      appJs: `${LOG} App({onShow(o) { log("onShow " + o.scene) }, onHide() { log("onHide") }, onThemeChange(e) { log("theme " + e.theme) }})`,
      more: { ...tracing("outer"), ...tracing("inner") },
    }),
  );
  heard(program);
  await program.host.event("appHide");
  expect(heard(program)).toEqual(["page onHide", "outer hide", "onHide"]);
  await program.host.event("appShow", { scene: 1007 });
  expect(heard(program)).toEqual(["onShow 1007", "page onShow", "outer show"]);
  await program.host.event("themeChange", { theme: "dark" });
  expect(heard(program)).toEqual(["theme dark"]);
  program.view.say({ t: "resize", page: program.view.page.page, size: { windowWidth: 700, windowHeight: 300 } });
  await settle();
  expect(heard(program)).toEqual(["page onResize 700", "outer resize 700"]);
});

test("an error in one page is told and stops no other", async () => {
  const { core, host, view } = await open(
    compiled({
      "app.json": { pages: ["p/bad", "p/good"] },
      "app.js": "App({onError(m) { this.heard = m }})",
      "p/bad.wxml": "bad", "p/bad.js": "Page({onLoad() { throw new TypeError('no') }, onShow() { this.shown = true }})", "p/bad.json": {},
      "p/good.wxml": "good", "p/good.js": "throw new Error('file'); Page({})", "p/good.json": {},
    }),
  );
  expect(host.errors).toEqual(["TypeError: no (p/bad onLoad)"]);
  expect((core.stack.top?.face as { shown?: boolean }).shown).toBe(true);
  expect((core.program.get() as { heard: string }).heard).toContain("TypeError: no");
  await core.stack.route("navigateTo", { url: "/p/good" });
  await settle();
  expect(host.errors).toEqual(["TypeError: no (p/bad onLoad)", "Error: file (p/good.js)"]);
  expect(view.text()).toBe("good");
});

test("a page that is not there is the app's to handle", async () => {
  const { host, view } = await open(
    compiled({
      "app.json": { pages: ["p/one"] },
      "app.js": "App({onPageNotFound(e) { this.missed = e; wx.reLaunch({url: '/p/one?from=' + e.path}) }})",
      "p/one.wxml": "{{from}}", "p/one.js": "Page({data: {from: ''}, onLoad(q) { this.setData({from: q.from}) }})", "p/one.json": {},
    }),
    { path: "p/gone", query: { a: "1" } },
  );
  await settle();
  expect(view.text()).toBe("p/gone");
  expect(host.errors).toEqual([]);
});
