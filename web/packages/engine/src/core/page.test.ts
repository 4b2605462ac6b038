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
