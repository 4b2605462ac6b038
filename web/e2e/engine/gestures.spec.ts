import { expect, test } from "../support/stand";

test.use({ hasTouch: true });

const tall = Array.from({ length: 60 }, (_, row): ["view", Record<string, unknown>, string] => ["view", {}, `line ${String(row)}`]);

for (const finger of [false, true]) {
  const hand = finger ? "a finger" : "a mouse";

  test(`${hand} taps, holds and moves, and each is told once`, async ({ stage }) => {
    await stage.open();
    const on = ["tap", "longpress", "touchstart", "touchend"];
    await stage.show(["view", { id: "box", on, style: "height: 80px", "hover-class": "pressed", "hover-stay-time": 0 }, "box"]);
    const at = expect.objectContaining({ y: expect.any(Number) }) as unknown;
    await stage.tap("box", { finger });
    await stage.tells("box", [["touchstart", at], ["touchend", at], ["tap", at]]);
    await stage.drag("box", {}, { finger, holdMs: 450 });
    await stage.tells("box", [["touchstart", at], ["longpress", at], ["touchend", at]]);
    await stage.drag("box", { y: 160 }, { finger });
    await stage.tells("box", [["touchstart", at], ["touchend", at]]);
  });

  test(`${hand} pulls the page down, and the page refreshes until it is told to stop`, async ({ stage, page }) => {
    await stage.open({ page: { enablePullDownRefresh: true } });
    await stage.show(["view", { id: "top", style: "height: 60px" }, "top"], ...tall);
    await stage.drag("top", { y: 30 }, { finger });
    await stage.tells("page", [], "pull");
    await stage.drag("top", { y: 160 }, { finger });
    await stage.tells("page", [["pull", null]], "pull");
    await expect(page.locator(".hutong-dots.hutong-busy")).toHaveCount(1);
    await stage.command("stopPullDown", {});
    await expect(page.locator(".hutong-dots.hutong-busy")).toHaveCount(0);
    await expect.poll(async () => (await page.locator("#top").boundingBox())?.y).toBe(0);
  });
}

test("a finger scrolls the page, but not from what catches its movement", async ({ stage }) => {
  await stage.open({ page: { wantsScroll: true, wantsReachBottom: true } });
  await stage.show(["view", { id: "held", catch: ["touchmove"], style: "height: 300px" }, "held"], ["view", { id: "free", style: "height: 300px" }, "free"], ...tall);
  await stage.drag("held", { y: -100 }, { finger: true });
  expect((await stage.measure(null, { scrollOffset: true }))["scrollTop"]).toBe(0);
  await stage.drag("free", { y: -200 }, { finger: true });
  await expect.poll(async () => (await stage.measure(null, { scrollOffset: true }))["scrollTop"]).toBeGreaterThan(100);
  expect((await stage.heard("page", "scroll")).length).toBeGreaterThan(1);
  await stage.command("scrollTo", { scrollTop: 5000, duration: 0 });
  await expect.poll(() => stage.heard("page", "bottom")).toEqual([["bottom", null]]);
});

test("a disabled button swallows its tap, a key taps the one that is not", async ({ stage, page }) => {
  await stage.open();
  await stage.show(
    ["button", { id: "off", disabled: true, on: ["tap"], "open-type": "share" }, "off"],
    ["button", { id: "on", on: ["tap"], "open-type": "getPhoneNumber" }, "on"],
    ["navigator", { id: "go", url: "/pages/b/b?x=1" }, "go"]);
  await page.locator("#off").click({ force: true });
  await stage.tells("off", []);
  await page.locator("#on").focus();
  await page.keyboard.press("Enter");
  await stage.tells("on", [["tap", expect.anything()], ["open", "getPhoneNumber"]]);
  await page.locator("#go").click();
  await stage.tells("go", [["navigate", { url: "/pages/b/b?x=1", openType: "navigate", target: "self" }]], "navigate");
});

test("an observer tells when an element comes into sight", async ({ stage, page }) => {
  await stage.open();
  await stage.show(["view", { style: "height: 900px" }], ["view", { id: "far", style: "height: 100px" }, "far"], ["view", { style: "height: 900px" }]);
  await page.evaluate(() => stand.observe("far", [0.5, 1]));
  await stage.command("scrollTo", { scrollTop: 400, duration: 0 });
  await expect.poll(() => stage.heard("far", "seen")).toEqual([["seen", 1]]);
});
