import { expect, test } from "../support/stand";

const HERE = { latitude: 23.1, longitude: 113.32 };

test("a canvas hands its surface over once, and what is drawn on it is seen", async ({ stage, page }) => {
  await stage.open();
  await stage.show(["canvas", { id: "board", type: "2d", style: "width: 100px; height: 60px" }]);
  const first = await page.evaluate(async () => {
    const surface = (await stand.node("board")) as OffscreenCanvas;
    Object.assign(surface, { width: 100, height: 60 });
    const pen = surface.getContext("2d");
    if (pen) pen.fillStyle = "#ff0000";
    pen?.fillRect(0, 0, 100, 60);
    return String(surface);
  });
  expect(first).toBe("[object OffscreenCanvas]");
  expect(await page.evaluate(() => stand.node("board"))).toEqual({ isHandedOver: true });
  await expect(page.locator("#board")).toHaveCSS("width", "100px");
});

test("a map without tiles is a plain sheet that is dragged and zoomed", async ({ stage, page }) => {
  await stage.open({ language: "en" });
  await stage.show([
    "map",
    { id: "map", ...HERE, scale: 14, style: "width: 375px; height: 300px", markers: [{ id: 7, ...HERE, title: "Lane" }], on: ["markertap", "regionchange", "callouttap"] },
  ]);
  const map = page.getByRole("application", { name: "Map" });
  await expect(map).toBeVisible();
  await page.getByRole("button", { name: "Lane" }).first().click();
  await page.locator(".hutong-map-callout").click();
  await stage.tells("map", [["markertap", { markerId: 7 }], ["callouttap", { markerId: 7 }]], "markertap", "callouttap");
  await map.press("+");
  await expect.poll(() => stage.method("map", "getScale")).toEqual({ scale: 15 });
  await page.mouse.move(100, 200);
  await page.mouse.down();
  await page.mouse.move(200, 200, { steps: 4 });
  await page.mouse.up();
  const centre = (await stage.method("map", "getCenterLocation")) as typeof HERE;
  expect(centre.longitude).toBeLessThan(HERE.longitude);
  const causes = (await stage.heard("map", "regionchange")).map(([, detail]) => Object.values(detail as object).slice(0, 2).join(" "));
  expect(causes.slice(-4)).toEqual(["begin scale", "end scale", "begin drag", "end drag"]);
  const points = [HERE, { latitude: 24, longitude: 114 }];
  await stage.method("map", "includePoints", { points, padding: [20] });
  const { southwest, northeast } = (await stage.method("map", "getRegion")) as { southwest: typeof HERE; northeast: typeof HERE };
  expect([southwest.latitude < HERE.latitude, northeast.longitude > 114]).toEqual([true, true]);
});

test("a camera asks the messenger, and what it may not do is refused", async ({ stage, page }) => {
  await stage.open({ language: "en" });
  await stage.show(["camera", { id: "camera", on: ["initdone", "error"] }]);
  await stage.tells("camera", [["error", { errMsg: "camera:fail auth deny" }]]);
  await page.evaluate(() => Object.assign(stand.answers, { camera: { isAllowed: true }, takePhoto: { tempImagePath: "wxfile://tmp/a.jpg" } }));
  await page.getByRole("button", { name: "Allow" }).click();
  await stage.tells("camera", [["initdone", { maxZoom: 1 }]]);
  expect(await stage.method("camera", "takePhoto", { quality: "high" })).toEqual({ tempImagePath: "wxfile://tmp/a.jpg" });
  expect(await stage.method("camera", "startRecord", {})).toEqual({ error: "Error: not supported" });
});

test("a player without a file says so and keeps its controls", async ({ stage, page }) => {
  await stage.open({ language: "en" });
  await stage.show(["video", { id: "film", on: ["fullscreenchange"], "show-mute-btn": true }]);
  await page.getByRole("button", { name: "Full screen" }).click();
  await stage.tells("film", [["fullscreenchange", { fullScreen: true, direction: "vertical" }]]);
  expect(await page.locator(".hutong-video").boundingBox()).toEqual({ x: 0, y: 0, width: 375, height: 667 });
  await page.keyboard.press("Escape");
  await stage.tells("film", [["fullscreenchange", { fullScreen: false, direction: "vertical" }]]);
  await expect(page.getByRole("button", { name: "Mute" })).toBeVisible();
});
