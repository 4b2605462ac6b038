/** A program as a whole: packages, bars, handlers of pages, and what is told to the host. */
import { expect, test } from "vitest";
import { clean } from "./hygiene";
import { compiled, onePage } from "./testing/compiled";
import { settle } from "./testing/memory-view";
import { open } from "./testing/opened";

const PACKED = {
  "app.json": {
    pages: ["p/home"],
    subPackages: [{ root: "sub", pages: ["p/far"], entry: "begin.js" }, { root: "other", name: "shop", pages: ["p/shop"] }],
    preloadRule: { "sub/p/far": { packages: ["shop"] } },
  },
  "app.js": "App({})",
  "p/home.json": { usingComponents: { late: "/sub/c/late" }, componentPlaceholder: { late: "view" } },
  "p/home.wxml": "<late wx:if='{{on}}' id='l'>waiting</late>",
  "p/home.js": "Page({data: {on: false}, async get() { this.got = await require.async('../sub/tool') }})",
  "sub/tool.js": "exports.name = 'tool'",
  "sub/begin.js": "getApp().begun = (getApp().begun || 0) + 1",
  "sub/p/far.json": {}, "sub/p/far.wxml": "far", "sub/p/far.js": "Page({})",
  "sub/c/late.json": { component: true }, "sub/c/late.wxml": "late <slot/>", "sub/c/late.js": "Component({})",
  "other/p/shop.json": {}, "other/p/shop.wxml": "shop", "other/p/shop.js": "Page({})",
};

test("packages come when they are needed: for a page, and ahead of it where the program says so", async () => {
  const { core, host, view } = await open(compiled(PACKED));
  expect(host.calls.filter(({ api }) => api === "loadPackage")).toEqual([]);
  await core.stack.route("navigateTo", { url: "/sub/p/far" });
  await settle();
  expect(view.text()).toBe("far");
  expect(host.calls.filter(({ api }) => api === "loadPackage").map(({ args }) => args)).toEqual([{ name: "sub" }, { name: "other" }]);
  expect(view.commands.filter(({ t }) => t === "package")).toHaveLength(2);
  await core.stack.route("navigateTo", { url: "/sub/p/far" });
  expect(core.program.get()).toMatchObject({ begun: 1 });
});

test("a page of an independent package opens without the app, which begins with the first page that needs it", async () => {
  const { core, host, view } = await open(
    compiled({
      "app.json": { pages: ["p/home"], subPackages: [{ root: "alone", pages: ["gift"], independent: true }] },
      "app.js": "App({onLaunch() { this.log = ['launch'] }, onShow() { this.log.push('show') }})", "app.wxss": ".x { color: red }",
      "p/home.json": {}, "p/home.wxml": "home", "p/home.js": "Page({})",
      "alone/gift.json": {}, "alone/gift.wxml": "gift", "alone/gift.js": "Page({onLoad() { this.app = getApp() }})",
    }),
    { path: "alone/gift" },
  );
  expect(view.text()).toBe("gift");
  expect(view.page.sheets).toEqual(["alone/gift"]);
  expect(core.program.get()).toBeUndefined();
  expect(host.calls).toEqual([]);
  await core.stack.route("navigateTo", { url: "/p/home" });
  await settle();
  expect(view.text()).toBe("home");
  expect(core.program.get()).toMatchObject({ log: ["launch", "show"] });
  expect(host.errors).toEqual([]);
});

test("a component of another package is waited for under its placeholder", async () => {
  const { view, page } = await open(compiled(PACKED));
  page.setData({ on: true });
  await settle();
  expect(view.text()).toBe("late waiting");
  expect(view.page.sheets).toContain("sub/c/late");
});

test("require.async fetches the package of what is asked for", async () => {
  const { page, host } = await open(compiled(PACKED));
  await (page.get as () => Promise<void>)();
  expect(page.got).toEqual({ name: "tool" });
  expect(host.calls.filter(({ api }) => api === "loadPackage")).toHaveLength(1);
});

test("pages handle pulling, reaching the end, scrolling and sharing", async () => {
  const { view, page, host } = await open(
    onePage({
      wxml: "<view/>",
      js: `Page({onPullDownRefresh() { this.pulled = true }, onReachBottom() { this.bottom = true }, onPageScroll(e) { this.top = e.scrollTop },
        onShareAppMessage(e) { this.from = e; return {title: "first", path: "/p?x=1", promise: new Promise((done) => setTimeout(() => done({title: "second"}), 5))} }})`,
      json: { enablePullDownRefresh: true, onReachBottomDistance: 80 },
    }),
  );
  const number = view.page.page;
  expect(view.page.options).toMatchObject({ enablePullDownRefresh: true, onReachBottomDistance: 80, wantsScroll: true, wantsReachBottom: true });
  view.say({ t: "pull", page: number });
  view.say({ t: "bottom", page: number });
  view.say({ t: "scroll", page: number, top: 12 });
  await settle();
  expect([page.pulled, page.bottom, page.top]).toEqual([true, true, 12]);
  await host.event("share", { ask: 7, from: "menu" });
  await new Promise((done) => setTimeout(done, 20));
  expect(host.said("shared")).toEqual([{ ask: 7, title: "second", path: "/p?x=1", imageUrl: undefined }]);
  expect(page.from).toEqual({ from: "menu", target: undefined });
});

test("where the app sends itself while it starts comes after the page it was opened at", async () => {
  const { core, page } = await open(
    compiled({
      "app.json": { pages: ["p/a", "p/b"] }, "app.js": "App({seen: [], onLaunch() { wx.navigateTo({url: '/p/b'}) }})",
      "p/a.json": {}, "p/a.wxml": "", "p/a.js": "Page({})", "p/b.json": {}, "p/b.wxml": "", "p/b.js": "Page({})",
    }),
  );
  await settle();
  expect([core.stack.pages.map(({ path }) => path), page.route]).toEqual([["p/a", "p/b"], "p/b"]);
});

test("components that are attached find their page on top, and may make it listen for scrolling, then or later", async () => {
  const { view, page } = await open(
    onePage({
      wxml: "<sticky/><later wx:if='{{on}}'/>", js: "Page({data: {on: false}})", json: { usingComponents: { sticky: "/c/sticky", later: "/c/later" } },
      more: {
        "c/sticky.json": { component: true }, "c/sticky.wxml": "", "c/sticky.js": "Component({attached() { const page = getCurrentPages().pop(); page.onPageScroll = (e) => { page.top = e.scrollTop } }})",
        "c/later.json": { component: true }, "c/later.wxml": "", "c/later.js": "Component({attached() { getCurrentPages().pop().onReachBottom = () => {} }})",
      },
    }),
  );
  expect(view.page.options).toMatchObject({ wantsScroll: true, wantsReachBottom: false });
  view.say({ t: "scroll", page: view.page.page, top: 30 });
  page.setData({ on: true });
  await settle();
  expect(page.top).toBe(30);
  expect(view.commands).toEqual([{ t: "page", page: view.page.page, name: "wants", data: { scroll: true, bottom: true } }]);
});

test("a test may look at the page on top", async () => {
  const { host } = await open(onePage({ wxml: "", js: "Page({data: {a: 1, run() {}}})" }), { query: { q: "1" } });
  await host.event("inspect", { ask: 3 });
  expect(host.said("inspected")).toEqual([{ ask: 3, path: "pages/index/index", query: { q: "1" }, data: { a: 1 } }]);
});

test("the navigation bar is told whole, with the page's settings over the window's and the theme's names", async () => {
  const { core, host } = await open(
    compiled({
      "app.json": { pages: ["p/a", "p/b"], darkmode: true, themeLocation: "theme.json", window: { navigationBarTitleText: "All", navigationBarBackgroundColor: "@bar", navigationBarTextStyle: "@words" } },
      "theme.json": { light: { bar: "#ffffff", words: "black" }, dark: { bar: "#111111", words: "white" } },
      "app.js": "App({})",
      "p/a.json": {}, "p/a.wxml": "<view/>", "p/a.js": "Page({})",
      "p/b.json": { navigationBarTitleText: "B", navigationStyle: "custom" }, "p/b.wxml": "<view/>", "p/b.js": "Page({onShareAppMessage() {}})",
    }),
  );
  expect(host.said("navigation").at(-1)).toMatchObject({ title: "All", backgroundColor: "#ffffff", textStyle: "black", canGoBack: false, custom: false, homeButton: false });
  await core.stack.route("navigateTo", { url: "/p/b" });
  expect(host.said("navigation").at(-1)).toMatchObject({ title: "B", custom: true, canGoBack: true, menus: { share: true } });
  core.seam.setNavigation({ title: "Set" });
  expect(host.said("navigation").at(-1)).toMatchObject({ title: "Set" });
  await host.event("themeChange", { theme: "dark" });
  expect(host.said("navigation").at(-1)).toMatchObject({ title: "Set", backgroundColor: "#111111", textStyle: "white" });
  expect(host.said("stack").at(-1)).toEqual({ pages: [{ page: 1, path: "p/a", query: {}, isTab: false }, { page: 2, path: "p/b", query: {}, isTab: false }] });
  await core.stack.route("reLaunch", { url: "/p/b" });
  expect(host.said("navigation").at(-1)).toMatchObject({ canGoBack: false, homeButton: true });
});

test("a custom tab bar stands in each tab page and is its own", async () => {
  const { core, view, page } = await open(
    compiled({
      "app.json": { pages: ["p/a", "p/b"], tabBar: { custom: true, list: [{ pagePath: "p/a", text: "A" }, { pagePath: "p/b", text: "B" }] } },
      "app.js": "App({})",
      ...Object.fromEntries(["a", "b"].flatMap((name) => [[`p/${name}.json`, {}], [`p/${name}.wxml`, name], [`p/${name}.js`, "Page({onShow() { const bar = this.getTabBar(); bar.setData({at: this.route}); this.bar = bar }})"]])),
      "custom-tab-bar/index.json": { component: true }, "custom-tab-bar/index.wxml": "<view id='t' bindtap='go'>{{at}}</view>",
      "custom-tab-bar/index.js": "Component({data: {at: ''}, methods: {go() { wx.switchTab({url: '/p/b'}) }}})",
    }),
  );
  expect(view.html()).toContain("p/a");
  const first = page.bar;
  await view.tap("#t");
  expect(view.text()).toBe("bp/b");
  expect((core.stack.top?.face as { bar: unknown }).bar).not.toBe(first);
});

test("the opener and the opened talk through their channel", async () => {
  const { core, page } = await open(
    compiled({
      "app.json": { pages: ["p/a", "p/b"] }, "app.js": "App({})",
      "p/a.json": {}, "p/a.wxml": "", "p/a.js": `Page({go() { return new Promise((done) => wx.navigateTo({url: "b", events: {back: (d) => { this.heard = d }}, success: (res) => { res.eventChannel.emit("hello", 1); done() }})) }})`,
      "p/b.json": {}, "p/b.wxml": "", "p/b.js": `Page({onLoad() { const c = this.getOpenerEventChannel(); c.on("hello", (d) => { this.heard = d; c.emit("back", 2) }) }})`,
    }),
  );
  await (page.go as () => Promise<void>)();
  expect([(core.stack.top?.face as { heard: unknown }).heard, page.heard]).toEqual([1, 2]);
});

test("a component's router goes from where its file is, its page's from where the page is", async () => {
  const { core, page } = await open(
    compiled({
      "app.json": { pages: ["p/a", "p/b", "c/x"] }, "app.js": "App({})",
      "p/a.json": { usingComponents: { one: "/c/one" } }, "p/a.wxml": "<one id='o'/>", "p/a.js": "Page({})", "p/b.json": {}, "p/b.wxml": "", "p/b.js": "Page({})",
      "c/x.json": {}, "c/x.wxml": "", "c/x.js": "Page({})",
      "c/one.json": { component: true }, "c/one.wxml": "", "c/one.js": "Component({methods: {go() { return this.router.navigateTo({url: './x?n=1'}) }, away() { return this.pageRouter.navigateTo({url: 'b'}) }}})",
    }),
  );
  const one = page.selectComponent("#o");
  await (one.go as () => Promise<void>)();
  await (one.away as () => Promise<void>)();
  expect(core.stack.pages.map(({ path, query }) => [path, query])).toEqual([["p/a", {}], ["c/x", { n: "1" }], ["p/b", {}]]);
  expect(one.renderer).toBe("webview");
});

test("animations are the view's to play, and their end is told", async () => {
  const { view, page } = await open(onePage({ wxml: "<view id='a' class='x'/><view class='x'/>", js: "Page({})" }));
  let isDone = false;
  (page.animate as (...args: unknown[]) => void)(".x", [{ opacity: 0 }, { opacity: 1 }], 200, () => (isDone = true));
  await settle();
  expect(view.animations).toEqual([[view.all(".x").map(({ number }) => number), [{ opacity: 0 }, { opacity: 1 }], { duration: 200 }]]);
  expect(isDone).toBe(true);
});

test("what a template throws costs that template, and what WXS throws only its value", async () => {
  const { view, host } = await open(
    onePage({ wxml: `<wxs module="m">module.exports = {bad: function (x) { return x.a.b }, good: function () { return "fine" }}</wxs>{{m.good()}}<view>{{m.bad(0)}}</view>ok`, js: "Page({})" }),
  );
  expect(view.text()).toBe("fineok");
  expect(host.errors).toHaveLength(1);
});

test("values that can't be sent cost only themselves", async () => {
  const { view, page } = await open(onePage({ wxml: "<picker range='{{list}}'/>{{n}}", js: "Page({data: {list: [], n: 0}})" }));
  page.setData({ list: [{ run: () => 1, name: "x" }], n: 1 });
  await settle();
  expect([view.find("picker").props.range, view.text()]).toEqual([[{ run: null, name: "x" }], "1"]);
});

test("names that reach out of the worker are taken away, wherever they are inherited from", () => {
  class Above {
    fetch(): number {
      return 1;
    }
  }
  class Scope extends Above {
    importScripts = (): number => 2;
    setTimeout = (): number => 3;
  }
  const scope = new Scope();
  Object.defineProperty(scope, "indexedDB", { value: 1, configurable: true });
  expect(clean(scope)).toEqual([]);
  expect([scope.fetch, scope.importScripts, (scope as { indexedDB?: unknown }).indexedDB, scope.setTimeout()]).toEqual([undefined, undefined, undefined, 3]);
});
