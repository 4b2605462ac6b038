import { expect, Stage, test, type Tree } from "../support/stand";

const items = (count: number): Tree[] => Array.from({ length: count }, (_, at) => ["view", { style: "line-height: 50px" }, `item ${String(at)}`]);

test("a sheet chooses, confirms and cancels", async ({ stage, page }) => {
  await stage.open({ language: "en" });
  await stage.show(["picker", { id: "fruit", range: ["pear", "peach", "persimmon"], value: 1, "header-text": "Fruit", on: ["change", "cancel"] }, "choose"]);
  await page.getByText("choose").click();
  const sheet = page.getByRole("dialog", { name: "Fruit" });
  await expect(sheet).toBeVisible();
  await page.keyboard.press("ArrowDown");
  await expect(sheet.getByRole("spinbutton")).toHaveAttribute("aria-valuetext", "persimmon");
  await page.waitForTimeout(350);
  await sheet.getByRole("button", { name: "Confirm" }).click();
  await expect(sheet).toHaveCount(0);
  await stage.tells("fruit", [["=value", "2"], ["change", { value: "2" }]]);
  await expect(page.locator("#fruit")).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(sheet).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(sheet).toHaveCount(0);
  await stage.tells("fruit", [["cancel", {}]]);
});

test("columns follow what the program answers to a turn", async ({ stage, page }) => {
  await stage.open();
  await stage.show(["picker", { id: "animal", mode: "multiSelector", range: [["无脊柱", "脊柱"], ["扁形", "线形"]], value: [0, 1], on: ["change", "columnchange"] }, "选择"]);
  await page.getByText("选择").click();
  await page.keyboard.press("ArrowDown");
  await stage.tells("animal", [["columnchange", { column: 0, value: 1 }]], "columnchange");
  await stage.prop("animal", "range", [["无脊柱", "脊柱"], ["鱼", "两栖", "爬行"]]);
  await stage.prop("animal", "value", [1, 2]);
  await expect(page.getByRole("spinbutton").nth(1)).toHaveAttribute("aria-valuetext", "爬行");
  await page.keyboard.press("Enter");
  await stage.tells("animal", [["change", { value: [1, 2] }]], "change");
});

test("a region is chosen by name and told with its codes", async ({ stage, page }) => {
  await stage.open();
  await stage.knowsRegions();
  await stage.show(["picker", { id: "place", mode: "region", value: ["广东省", "深圳市", "南山区"], on: ["change"] }, "地区"]);
  await page.getByText("地区").click();
  await expect(page.getByRole("spinbutton").nth(2)).toHaveAttribute("aria-valuetext", "南山区");
  await page.keyboard.press("Enter");
  const detail = { value: ["广东省", "深圳市", "南山区"], code: ["440000", "440300", "440305"], postcode: "" };
  await stage.tells("place", [["change", detail]], "change");
});

test("a tap of a finger opens the sheet, and its ghost does not close it", async ({ browser }) => {
  const context = await browser.newContext({ hasTouch: true, isMobile: true, viewport: { width: 375, height: 667 } });
  const stage = new Stage(await context.newPage());
  await stage.open();
  await stage.show(["picker", { id: "day", mode: "date", value: "2016-09-01", on: ["change"] }, "日期"]);
  await stage.page.getByText("日期").tap();
  await stage.page.waitForTimeout(400);
  await stage.page.getByRole("button", { name: "确定" }).tap();
  await stage.tells("day", [["change", { value: "2016-09-01" }]], "change");
  expect(stage.failures).toEqual([]);
  await context.close();
});

test("a wheel in a page is dragged, rolled and set by the program", async ({ stage, page }) => {
  await stage.open();
  await stage.show(
    ["picker-view", { id: "wheels", "indicator-style": "height: 50px", style: "height: 250px", value: [4], on: ["change", "pickstart", "pickend"] },
      ["picker-view-column", { id: "column" }, ...items(20)]],
  );
  const column = page.locator("#column");
  await expect(column).toHaveAttribute("aria-valuetext", "item 4");
  await page.mouse.move(100, 125);
  await page.mouse.down();
  await page.mouse.move(100, 25, { steps: 6 });
  await page.waitForTimeout(150);
  await page.mouse.up();
  const told = (at: number): [string, unknown][] => [["pickstart", {}], ["=value", [at]], ["change", { value: [at] }], ["pickend", {}]];
  await stage.tells("wheels", told(6));
  await page.mouse.wheel(0, 120);
  await stage.tells("wheels", told(7));
  await stage.prop("wheels", "value", [99]);
  await expect(column).toHaveAttribute("aria-valuetext", "item 19");
});
