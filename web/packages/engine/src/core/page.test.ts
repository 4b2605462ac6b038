import { expect, test } from "vitest";
import { onePage } from "./testing/compiled";
import { open } from "./testing/opened";

test("a press changes what is seen", async () => {
  const { view, host, page } = await open(
    onePage({
      wxml: `<view class="box" id="b" bind:tap="onTap" data-step="{{2}}">{{n}}</view>`,
      js: `Page({data: {n: 1}, onTap(e) { this.event = e; this.setData({n: this.data.n + e.currentTarget.dataset.step}) }})`,
    }),
  );
  expect(view.html()).toBe(`<page><view id="b" class="box">1</view></page>`);
  await view.tap("#b");
  expect(view.text()).toBe("3");
  expect(page.event).toEqual({
    type: "tap", timeStamp: 5, mut: false, mark: {}, detail: { x: 1, y: 2 }, touches: [], changedTouches: [],
    target: { id: "b", dataset: { step: 2 }, offsetLeft: 3, offsetTop: 4 },
    currentTarget: { id: "b", dataset: { step: 2 }, offsetLeft: 3, offsetTop: 4 },
  });
  expect(host.errors).toEqual([]);
});

test("functions given to Page() know their page wherever they are called from", async () => {
  const { page } = await open(
    onePage({ wxml: "<view/>", js: `Page({data: {n: 1}, onLoad() { const { more } = this; more(); [1].forEach(this.more) }, more() { this.setData({n: this.data.n + 1}) }})` }),
  );
  expect(page.data.n).toBe(3);
});

test("an animation that was put into data goes on from there", async () => {
  const { page } = await open(
    onePage({
      wxml: "<view/>",
      js: `Page({onLoad() {
        const animation = wx.createAnimation({duration: 900});
        animation.opacity(0.5).step().export();
        this.setData({animation});
        this.data.animation.option.transition.duration = 0;
        this.played = this.data.animation.translateX(10).step().export();
      }})`,
    }),
  );
  const option = { transformOrigin: "50% 50% 0", transition: { duration: 0, timingFunction: "linear", delay: 0 } };
  expect(page.played).toEqual({ actions: [{ animates: [{ type: "style", args: ["opacity", 0.5] }, { type: "translateX", args: [10] }], option }] });
});
