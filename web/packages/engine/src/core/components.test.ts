/** Components: what they show, what they are given, how they know each other. */
import { expect, test } from "vitest";
import { onePage } from "./testing/compiled";
import type { Sources } from "./testing/compiled";
import { settle } from "./testing/memory-view";
import { open } from "./testing/opened";
import type { Opened } from "./testing/opened";

/** A page that uses components, each given as [wxml, js, json?, wxss?]. */
function using(wxml: string, js: string, components: Record<string, [string, string, object?, string?]>): Promise<Opened> {
  const more: Sources = {};
  const all = Object.fromEntries(Object.keys(components).map((name) => [name, `/c/${name}`]));
  for (const [name, [template, script, json, sheet]] of Object.entries(components)) {
    const others = Object.fromEntries(Object.entries(all).filter(([other]) => other !== name));
    more[`c/${name}.wxml`] = template;
    more[`c/${name}.js`] = script;
    more[`c/${name}.json`] = { component: true, usingComponents: others, ...json };
    if (sheet !== undefined) more[`c/${name}.wxss`] = sheet;
  }
  return open(onePage({ wxml, js, json: { usingComponents: all }, more }));
}

test("slots: one, several by name, and one for each item", async () => {
  const { view, host } = await using(
    `<one>a</one><many><view slot="y">y</view><text slot="x">x</text></many><each list="{{[1,2]}}"><view slot="item" slot:value="v">{{v}}!</view></each>`,
    "Page({})",
    {
      one: ["<view><slot/></view>", "Component({})"],
      many: [`<view><slot name="x"/>-<slot name="y"/></view>`, "Component({options: {multipleSlots: true}})"],
      each: [`<view wx:for="{{list}}" wx:key="*this"><slot name="item" value="{{item * 10}}"/></view>`, "Component({options: {dynamicSlots: true}, properties: {list: Array}})"],
    },
  );
  expect(host.errors).toEqual([]);
  expect(view.text()).toBe("ax-y10!20!");
});

test("built-ins are told which child stands for a part of theirs", async () => {
  const { view } = await open(onePage({ wxml: `<scroll-view><view slot="refresher" id="r"/><view id="v"/></scroll-view>`, js: "Page({})" }));
  expect([view.find("#r").props, view.find("#v").props]).toEqual([{ slot: "refresher" }, {}]);
});

test("generics stand for components the user chooses", async () => {
  const { view, host } = await using(`<box generic:it="red"/><box/><bare/>`, "Page({})", {
    bare: ["bare<it>!</it>", "Component({})", { componentGenerics: { it: true } }],
    box: [`<it/>`, "Component({})", { componentGenerics: { it: { default: "/c/blue" } } }],
    red: ["red", "Component({})"],
    blue: ["blue", "Component({})"],
  });
  expect(view.text()).toBe("redbluebare!");
  expect(host.errors).toEqual([]);
});

test("classes carry the scope of the sheet they belong to; external ones that of who gave them", async () => {
  const { view, core } = await using(
    `<outer my-class="big {{on}}" class="host"/>`,
    "Page({data: {on: 'x'}})",
    {
      outer: [`<inner deep-class="my-class own"/><button class="own my-class" hover-class="my-class pressed"/>`, "Component({externalClasses: ['my-class']})", {}, ".own{color:red}"],
      inner: [`<view class="deep-class"/>`, "Component({externalClasses: ['deep-class'], options: {addGlobalClass: true}})", {}, ".deep-class{color:red}"],
    },
  );
  const outer = core.manifest.components["c/outer"]?.scope ?? "";
  const inner = core.manifest.components["c/inner"]?.scope ?? "";
  expect(view.find("outer").classes).toBe(`${outer}--host host`);
  expect(view.find("inner").classes).toBe(`${inner}--host`);
  expect(view.find("view").classes).toBe(`${outer}--own big x`);
  expect(view.find("button").classes).toBe(`${outer}--own big x`);
  expect(view.find("button").props["hover-class"]).toBe(`big x ${outer}--pressed`);
});

test("a virtual host leaves no element, and is heard all the same", async () => {
  const { view, page } = await using(`<ghost id="g" class="c" bindtap="on" bind:own="on"/>`, "Page({heard: [], on(e) { this.heard.push(e.type + e.currentTarget.id) }})", {
    ghost: [`<view id="in" bindtap="go"/>`, "Component({options: {virtualHost: true}, methods: {go() { this.triggerEvent('own') }}})"],
  });
  expect(view.page.root.children.map(({ tag }) => tag)).toEqual(["view"]);
  expect(view.page.root.listens).toEqual({ tap: 1, own: 1 });
  await view.tap("#in");
  expect(page.heard).toEqual(["owng", "tapg"]);
});

test("observers run before setData returns, and what they set is there too", async () => {
  const { page, view } = await using(`<sum id="s" a="{{n}}" b="{{2}}"/>`, "Page({data: {n: 1}})", {
    sum: [
      "{{total}}",
      `Component({properties: {a: {type: Number, observer: "changed"}, b: Number}, data: {total: 0, list: [], seen: []},
        observers: {"a, b"(a, b) { this.setData({total: a + b}) }, "list[1].x"(x) { this.deep = x }, "**"() { this.all = (this.all || 0) + 1 }},
        methods: {changed(now, before) { this.last = [now, before] }}})`,
    ],
  });
  const sum = page.selectComponent("#s");
  expect(view.text()).toBe("3");
  page.setData({ n: 5 });
  expect([sum.data.total, sum.last]).toEqual([7, [5, 1]]);
  sum.setData({ "list[1].x": 4 });
  expect([sum.deep, sum.data.list]).toEqual([4, [undefined, { x: 4 }]]);
  await settle();
  expect(view.text()).toBe("7");
});

test("setData by path, the callback when it is seen, and data at once", async () => {
  const { page, view } = await open(onePage({ wxml: "<view wx:for='{{a.list}}' wx:key='id'>{{item.n}},</view>{{b}}", js: "Page({data: {a: {list: [{id: 1, n: 1}, {id: 2, n: 2}]}, b: ''}})" }));
  let seen = "";
  page.setData({ "a.list[1].n": 7, "a.list[2]": { id: 3, n: 3 }, b: "x" }, () => (seen = view.text()));
  expect((page.data.a as { list: unknown[] }).list).toHaveLength(3);
  expect(seen).toBe("");
  await settle();
  expect(seen).toBe("1,7,3,x");
});

test("behaviours add to a component, the nearer wins, filters see the definition", async () => {
  const { page, host } = await using(
    `<thing id="t"/>`,
    "Page({})",
    {
      thing: [
        "<view/>",
        `const base = Behavior({data: {from: "base", own: 1}, properties: {p: String}, methods: {say() { return "base" }, only() { return "only" }}, lifetimes: {attached() { this.order = ["base"] }},
           definitionFilter(def) { def.data = Object.assign({filtered: true}, def.data) }})
         const second = Behavior({behaviors: [base], methods: {say() { return "second" }}})
         Component({behaviors: [second, base, "wx://form-field"], data: {from: "own"}, lifetimes: {attached() { this.order.push("own"); this.base = base }}, attached() { this.order.push("top level") }, methods: {say() { return "own" }}})`,
      ],
    },
  );
  const thing = page.selectComponent("#t");
  expect(thing.data).toMatchObject({ from: "own", own: 1, filtered: true, p: "", name: "" });
  expect([(thing.say as () => string)(), (thing.only as () => string)(), thing.order]).toEqual(["own", "only", ["base", "own"]]);
  expect([thing.hasBehavior("wx://form-field"), thing.hasBehavior(thing.base), thing.hasBehavior("wx://form-field-group")]).toEqual([true, true, false]);
  expect(host.errors).toEqual([]);
});

test("relations link when both ends are there, even if an earlier page had only one", async () => {
  const { page } = await using(`<tab/><tabs id="all"><tab/><view><tab/></view></tabs>`, "Page({})", {
    tabs: ["<slot/>", `Component({relations: {"./tab": {type: "descendant", linked(t) { this.seen = (this.seen || 0) + 1 }, unlinked() { this.gone = (this.gone || 0) + 1 }}}})`],
    tab: ["<view/>", `Component({relations: {"./tabs": {type: "ancestor", linked(t) { this.up = t }}}})`],
  });
  const tabs = page.selectComponent("#all");
  expect([tabs.seen, tabs.getRelationNodes("./tab").length]).toEqual([2, 2]);
  expect(tabs.getRelationNodes("./tab").every((tab) => tab.up === tabs)).toBe(true);
});

test("components are selected by id, class, and across >>>; one may export another face", async () => {
  const { page } = await using(`<outer id="o" class="k"/><outer class="k"/><view class="k"/>`, "Page({})", {
    outer: [`<view class="w"><inner class="deep" n="1"/></view>`, "Component({methods: {inside() { return this.selectComponent('.deep') }}})"],
    inner: ["", `Component({behaviors: ["wx://component-export"], properties: {n: Number}, export() { return {exported: this.data.n} }})`],
  });
  expect(page.selectAllComponents(".k").map(({ is }) => is)).toEqual(["c/outer", "c/outer"]);
  expect(page.selectComponent(".k >>> .w .deep")).toEqual({ exported: 1 });
  expect((page.selectComponent("#o").inside as () => unknown)()).toEqual({ exported: 1 });
  expect(page.selectComponent("#none")).toBeNull();
  expect(page.selectComponent(".w")).toBeNull();
});

test("pure data never reaches the template; fields of a page are its own", async () => {
  const { page, view } = await using(
    `<pure id="p"/>`,
    "Page({shared: {list: []}, data: {}, onLoad() { this.shared.list.push(1) }})",
    { pure: ["{{_a}}{{b}}", `Component({options: {pureDataPattern: /^_/}, data: {_a: 1, b: 2}, observers: {_a(v) { this.heard = v }}})`] },
  );
  page.selectComponent("#p").setData({ _a: 5, b: 3 });
  await settle();
  expect([view.text(), page.selectComponent("#p").heard]).toEqual(["3", 5]);
  expect(page.shared).toEqual({ list: [1] });
});

test("properties of several types, of none, and observers that don't exist", async () => {
  const { page, host } = await using(`<odd id="o" a="1" b="x" c="{{ {x: 1} }}"/>`, "Page({})", {
    odd: ["", `Component({properties: {a: {type: [Number, String], value: ""}, b: {type: Date, observer: "missing"}, c: "anything", d: {}}})`],
  });
  expect(page.selectComponent("#o").data).toEqual({ a: "1", b: "x", c: { x: 1 }, d: null });
  expect(host.errors).toEqual([]);
});

test("a page written with Component gets its query as properties", async () => {
  const { page, view } = await open(
    onePage({ wxml: "{{id}}/{{n}}", js: "Component({properties: {id: String, n: Number}, methods: {onLoad(q) { this.given = q }}})", json: { component: true, usingComponents: {} } }),
    { query: { id: "a", n: "3", other: "x" } },
  );
  expect([view.text(), page.given]).toEqual(["a/3", { id: "a", n: "3", other: "x" }]);
});

test("Component called by a helper is the file's that is loading", async () => {
  const { view, host } = await open(
    onePage({
      wxml: "<thing/>", js: "Page({})", json: { usingComponents: { thing: "/c/thing" } },
      more: { "lib/make.js": "exports.make = (def) => Component(def)", "c/thing.json": { component: true }, "c/thing.wxml": "{{a}}", "c/thing.js": `require("../lib/make").make({data: {a: "made"}})` },
    }),
  );
  expect([view.text(), host.errors]).toEqual(["made", []]);
});
