import { expect, test, type Tree } from "../support/stand";

const pages = (...ids: string[]): Tree[] => ids.map((id): Tree => ["swiper-item", { "item-id": id }, id]);
const changed = (current: number, id: string, source: string) => ({ current, currentItemId: id, source });

test("a swiper turns by hand, around its end, and back", async ({ stage }) => {
  await stage.open();
  await stage.show(["swiper", { id: "round", circular: true, duration: 100, on: ["change", "animationfinish"] }, ...pages("A", "B", "C")]);
  await stage.drag("round", { x: -180 });
  await stage.tells("round", [["=current", 1], ["change", changed(1, "B", "touch")], ["animationfinish", changed(1, "B", "touch")]]);
  await stage.drag("round", { x: 180 });
  await stage.tells("round", [["change", changed(0, "A", "touch")], ["animationfinish", changed(0, "A", "touch")]], "change", "animationfinish");
  await stage.drag("round", { x: 180 });
  await stage.tells("round", [["change", changed(2, "C", "touch")], ["animationfinish", changed(2, "C", "touch")]], "change", "animationfinish");
  await stage.drag("round", { y: 120 });
  await stage.drag("round", { x: -20 });
  await stage.tells("round", [["animationfinish", changed(2, "C", "touch")]], "change", "animationfinish");
});

test("a swiper turns by its clock and by the program", async ({ stage }) => {
  await stage.open();
  await stage.show(["swiper", { id: "auto", autoplay: true, interval: 200, duration: 50, on: ["change"] }, ...pages("A", "B")]);
  await expect.poll(async () => (await stage.heard("auto", "change")).slice(0, 2)).toEqual([
    ["change", changed(1, "B", "autoplay")], ["change", changed(0, "A", "autoplay")],
  ]);
  await stage.prop("auto", "autoplay", false);
  await stage.prop("auto", "current", 0);
  await stage.forget("auto");
  await stage.prop("auto", "current", 1);
  await stage.tells("auto", [["change", changed(1, "B", "")]], "change");
});

test("a swiper with margins shows its neighbours, one with several pages shows them", async ({ stage, page }) => {
  await stage.open();
  await stage.show(
    ["swiper", { "previous-margin": "40px", "next-margin": "80rpx", current: 1 }, ...pages("A", "B", "C")],
    ["swiper", { "display-multiple-items": 2, vertical: true }, ...pages("D", "E", "F")]);
  const boxes = await page.locator("wx-swiper-item").evaluateAll((all) => all.map((one) => one.getBoundingClientRect().toJSON() as DOMRect));
  expect(boxes.slice(0, 3).map(({ left, width }) => [left, width])).toEqual([[-255, 295], [40, 295], [335, 295]]);
  expect(boxes.slice(3).map(({ top, height }) => [top, height])).toEqual([[150, 75], [225, 75], [300, 75]]);
});

const rows = Array.from({ length: 30 }, (_, row): Tree => ["view", { id: `r${String(row)}`, style: "height: 20px" }, String(row)]);

test("a scroll view goes where it is told and says where its edges are", async ({ stage }) => {
  await stage.open();
  const on = ["scrolltoupper", "scrolltolower", "scroll"];
  await stage.show(["scroll-view", { id: "area", "scroll-y": true, "scroll-into-view": "r10", style: "height: 100px", on }, ...rows]);
  const top = async () => (await stage.measure("area", { scrollOffset: true }))["scrollTop"];
  await expect.poll(top).toBe(200);
  await stage.prop("area", "scrollTop", 9000);
  await stage.tells("area", [["scrolltolower", { direction: "bottom" }]], "scrolltolower");
  await stage.prop("area", "scrollTop", 0);
  await expect.poll(top).toBe(0);
  await stage.tells("area", [["scrolltoupper", { direction: "top" }]], "scrolltoupper");
  await stage.method("area", "scrollTo", { top: 60, animated: false });
  await expect.poll(top).toBe(60);
  // The same value again still scrolls.
  await stage.prop("area", "scrollTop", 0);
  await expect.poll(top).toBe(0);
});

test("a scroll view is pulled to refresh, and let go by the program", async ({ stage }) => {
  await stage.open();
  const on = ["refresherrefresh", "refresherrestore", "refresherabort"];
  await stage.show(["scroll-view", { id: "area", "scroll-y": true, "refresher-enabled": true, style: "height: 200px", on }, ...rows]);
  await stage.drag("area", { y: 30 });
  await stage.tells("area", [["refresherabort", expect.anything()]], ...on);
  await stage.drag("area", { y: 150 });
  await stage.tells("area", [["refresherrefresh", expect.anything()]], ...on);
  await stage.prop("area", "refresherTriggered", false);
  await stage.tells("area", [["refresherrestore", { dy: 0 }]], ...on);
});

test("a movable view stays in its area", async ({ stage, page }) => {
  await stage.open();
  await stage.show(["movable-area", { style: "width: 200px; height: 100px" },
    ["movable-view", { id: "thing", direction: "all", x: 20, y: 10, on: ["change"], style: "width: 50px; height: 50px" }, "x"]]);
  const place = async () => {
    const box = await page.locator("#thing").boundingBox();
    return [box?.x, box?.y];
  };
  await expect.poll(place).toEqual([20, 10]);
  await stage.drag("thing", { x: 60, y: 20 });
  await expect.poll(place).toEqual([80, 30]);
  expect((await stage.heard("thing", "change")).at(-1)).toEqual(["change", { x: 80, y: 30, source: "touch" }]);
  await stage.drag("thing", { x: 900, y: 900 });
  await expect.poll(place).toEqual([150, 50]);
  await stage.prop("thing", "x", 0);
  await expect.poll(place).toEqual([0, 50]);
});

test("a page container comes, is tapped away, and says each step", async ({ stage, page }) => {
  await stage.open();
  const on = ["beforeenter", "enter", "afterenter", "beforeleave", "leave", "afterleave", "clickoverlay"];
  await stage.show("behind", ["page-container", { id: "sheet", duration: 50, round: true, on }, ["view", { style: "height: 200px" }, "inside"]]);
  await expect(page.getByText("inside")).toBeHidden();
  await stage.prop("sheet", "show", true);
  await expect(page.getByText("inside")).toBeVisible();
  await expect.poll(async () => (await stage.heard("sheet")).map(([type]) => type)).toEqual(["beforeenter", "enter", "afterenter"]);
  await stage.forget("sheet");
  await page.mouse.click(180, 100);
  await expect(page.getByText("inside")).toBeHidden();
  expect((await stage.heard("sheet")).map(([type]) => type)).toEqual(["clickoverlay", "=show", "beforeleave", "leave", "afterleave"]);
});

test("a portal stands above the page and still tells its taps upwards", async ({ stage, page }) => {
  await stage.open({ sheet: ":where(.page) .note { position: fixed; right: 0; bottom: 0 }" });
  await stage.show(["view", { style: "height: 50px; overflow: hidden; transform: translateX(0)" },
    ["root-portal", {}, ["view", { id: "note", class: "note", on: ["tap"] }, "note"]]]);
  const box = await page.locator("#note").boundingBox();
  expect((box?.y ?? 0) + (box?.height ?? 0)).toBe(667);
  await page.locator("#note").click();
  await stage.tells("note", [["tap", expect.anything()]]);
});
