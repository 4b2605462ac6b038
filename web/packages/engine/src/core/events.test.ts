/** Events through the shadow tree, as programs get them. */
import { expect, test } from "vitest";
import { Listen, Op } from "../protocol/ops";
import { onePage } from "./testing/compiled";
import { settle } from "./testing/memory-view";
import { open } from "./testing/opened";

const HEARING = `Page({ data: {}, heard: [], ...Object.fromEntries(["a", "b", "c", "d", "e"].map((name) => [name, function (e) { this.heard.push(name + ":" + e.currentTarget.id + "<" + e.target.id) }])) })`;

test("capture goes down, bubbling up, catch ends it", async () => {
  const { view, page } = await open(
    onePage({
      wxml: `<view id="o" capture-bind:tap="a" bind:tap="e"><view id="m" catchtap="b"><view id="i" capture-bind:tap="c" bindtap="d"/></view></view>`,
      js: HEARING,
    }),
  );
  await view.tap("#i");
  expect(page.heard).toEqual(["a:o<i", "c:i<i", "d:i<i", "b:m<i"]);
  expect(view.find("#o").listens).toEqual({ tap: Listen.CAPTURE | Listen.BIND });
  expect(view.find("#m").listens).toEqual({ tap: Listen.CATCH });
});

test("capture-catch keeps an event from everything below", async () => {
  const { view, page } = await open(onePage({ wxml: `<view id="o" capture-catch:tap="a"><view id="i" bindtap="b"/></view>`, js: HEARING }));
  await view.tap("#i");
  expect(page.heard).toEqual(["a:o<i"]);
  expect(view.find("#o").listens).toEqual({ tap: Listen.CAPTURE_CATCH });
});

test("of mut-bind handlers only the innermost hears, others all do", async () => {
  const { view, page } = await open(
    onePage({ wxml: `<view id="o" mut-bind:tap="a"><view id="m" bindtap="b"><view id="i" mut-bind:tap="c"/></view></view>`, js: HEARING }),
  );
  await view.tap("#i");
  expect(page.heard).toEqual(["c:i<i", "b:m<i"]);
});

test("touches, marks of all above, and dataset names as they are spelt", async () => {
  const { view, page } = await open(
    onePage({
      wxml: `<view mark:from="up" mark:level="{{1}}"><view id="i" mark:level="{{2}}" data-some-name="x" data-someOther="{{ {a: 1} }}" bindtouchstart="on"/></view>`,
      js: "Page({on(e) { this.event = e }})",
    }),
  );
  const touch = { identifier: 0, pageX: 1, pageY: 2, clientX: 1, clientY: 2 };
  view.say({ t: "event", node: view.find("#i").number, type: "touchstart", detail: {}, touches: [touch], changedTouches: [touch], bubbles: true, composed: true, timeStamp: 9 });
  await settle();
  expect(page.event).toMatchObject({ touches: [touch], changedTouches: [touch], mark: { from: "up", level: 2 }, timeStamp: 9 });
  expect((page.event as unknown as { target: object }).target).toEqual({ id: "i", offsetLeft: 0, offsetTop: 0, dataset: { someName: "x", someother: { a: 1 } } });
});

test("a component's event stays at its host unless it bubbles and is composed", async () => {
  const { view, page } = await open(
    onePage({
      wxml: `<view bind:plain="a" bind:wide="b"><inner id="c" bind:plain="c" bind:wide="d"/></view>`,
      js: HEARING,
      json: { usingComponents: { inner: "/c/inner" } },
      more: {
        "c/inner.json": { component: true },
        "c/inner.wxml": `<view id="x" bindtap="go" bind:wide="seen"/>`,
        "c/inner.js": `Component({methods: {go() { this.triggerEvent("plain", {n: 1}); this.triggerEvent("wide", 5, {bubbles: true, composed: true}) }, seen() {}}})`,
      },
    }),
  );
  await view.tap("#x");
  expect(page.heard).toEqual(["c:c<c", "d:c<c", "b:<c"]);
});

test("two-way values reach data, through components too", async () => {
  const { view, page } = await open(
    onePage({
      wxml: `<input id="i" model:value="{{text}}"/><field model:value="{{inner}}"/>{{text}}/{{inner}}`,
      js: "Page({data: {text: 'a', inner: 'b'}})",
      json: { usingComponents: { field: "/c/field" } },
      more: {
        "c/field.json": { component: true },
        "c/field.wxml": `<input id="f" model:value="{{value}}"/>`,
        "c/field.js": "Component({properties: {value: String}})",
      },
    }),
  );
  expect(view.find("#i").props.value).toBe("a");
  await view.type("#i", "typed");
  await view.type("#f", "deep");
  expect(page.data).toEqual({ text: "typed", inner: "deep" });
  expect(view.text()).toBe("typed/deep");
});

test("what an input handler gives back goes to the field, and every input is answered", async () => {
  const { view } = await open(onePage({ wxml: `<input id="i" bindinput="on"/><input id="j"/>`, js: "Page({on(e) { return e.detail.value.toUpperCase() }})" }));
  await view.type("#i", "abc");
  await view.type("#j", "x");
  expect(view.methods.map(({ name, args }) => [name, args])).toEqual([["handled", [{ value: "ABC" }]], ["handled", [{}]]]);
});

test("handlers in WXS are the view's; the core stops where they catch", async () => {
  const { view, page, core } = await open(
    onePage({
      wxml: `<wxs module="m">module.exports = {move: function (e, o) {}, seen: function (a, b) {}}</wxs>
        <view id="o" bindtouchmove="a"><view id="i" catchtouchmove="{{m.move}}" change:top="{{m.seen}}" top="{{top}}"/></view>`,
      js: HEARING.replace("data: {}", "data: {top: 1}"),
    }),
  );
  const node = view.find("#i");
  const root = view.page.root.number;
  expect(view.log.filter(([code]) => code === Op.WXS_HANDLER)).toEqual([[Op.WXS_HANDLER, node.number, "touchmove", Listen.CATCH, "pages/index/index#m", "move", root]]);
  expect(view.log.filter(([code]) => code === Op.WXS_CHANGE)).toEqual([[Op.WXS_CHANGE, node.number, "top", "pages/index/index#m", "seen", root]]);
  await view.tap("#i", "touchmove");
  expect(page.heard).toEqual([]);
  view.say({ t: "wxs", kind: "call", component: root, method: "a", args: { currentTarget: { id: "w" }, target: { id: "w" } } });
  await settle();
  expect(page.heard).toEqual(["a:w<w"]);
  expect(core.stack.pages).toHaveLength(1);
});

test("a submitted form has its custom fields with it", async () => {
  const { view, page } = await open(
    onePage({
      wxml: `<form id="f" bindsubmit="on"><input name="a"/><field name="b" value="2"/><group/></form>`,
      js: "Page({on(e) { this.value = e.detail }})",
      json: { usingComponents: { field: "/c/field", group: "/c/group" } },
      more: {
        "c/field.json": { component: true }, "c/field.wxml": "<view/>", "c/field.js": `Component({behaviors: ["wx://form-field"]})`,
        "c/group.json": { component: true, usingComponents: { field: "/c/field" } }, "c/group.wxml": `<field name="c" value="3"/>`, "c/group.js": `Component({behaviors: ["wx://form-field-group"]})`,
      },
    }),
  );
  await view.fire("#f", "submit", { value: { a: "1" }, formId: "" });
  expect(page.value).toEqual({ value: { a: "1", b: "2", c: "3" }, formId: "" });
});

test("buttons that need consent ask the host, and tell what it said", async () => {
  const { view, page, host } = await open(onePage({ wxml: `<button id="b" open-type="getPhoneNumber" bindgetphonenumber="on"/>`, js: "Page({on(e) { this.detail = e.detail }})" }));
  host.answers["openType.getPhoneNumber"] = () => ({ code: "x", errMsg: "getPhoneNumber:ok" });
  view.say({ t: "open", node: view.find("#b").number, openType: "getPhoneNumber", data: {} });
  await settle();
  expect(page.detail).toEqual({ code: "x", errMsg: "getPhoneNumber:ok" });
});

test("a handler that throws is told; a missing one does no harm", async () => {
  const { view, host } = await open(onePage({ wxml: `<view id="a" bindtap="bad"/><view id="b" bindtap="none"/>`, js: "Page({bad() { throw new Error('x') }})" }));
  await view.tap("#a");
  await view.tap("#b");
  expect(host.errors).toEqual(["Error: x (pages/index/index bad)"]);
});
