import { expect, test, type Tree } from "../support/stand";

const picture = (width: number, height: number) =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="${String(width)}" height="${String(height)}"><rect width="100%" height="100%" fill="#396"/></svg>`;

test("a rich text shows trusted elements and nothing that runs", async ({ stage, page }) => {
  await stage.open({ pictures: { "/files/x.svg": picture(9, 9) } });
  const nodes =
    '<div class="a" style="color: rgb(200, 0, 0); width: 375rpx" onclick="alert(1)" id="x"><b>bold</b><script>alert(1)</script><a href="javascript:alert(1)">link</a>' +
    '<iframe src="https://x.test"></iframe><img src="/x.svg" onerror="alert(1)"></div>';
  await stage.show(["rich-text", { nodes }], ["rich-text", { nodes: [{ name: "h3", attrs: { style: "color: green", onclick: "x" }, children: [{ type: "text", text: "a&nbsp;b" }] }] }]);
  const html = await page.locator("wx-rich-text").evaluateAll((all) => all.map((one) => one.firstElementChild?.innerHTML));
  expect(html[0]).toMatch(/^<div class="a" style="color: rgb\(200, 0, 0\); width: 50vw;"><b>bold<\/b><a>link<\/a><img [^>]*><\/div>$/);
  expect(html[0]).not.toMatch(/onerror|onclick|script|iframe|href/);
  expect(html[1]).toBe('<h3 style="color: green;">a&nbsp;b</h3>');
});

test("no template makes an element of HTML, nor an attribute that runs", async ({ stage, page }) => {
  await stage.open();
  const hostile: Tree[] = ["script", "iframe", "object", "style", "base", "form><script"].map((tag): Tree => [
    tag, { src: "data:text/html,x", onload: "alert(1)", srcdoc: "x", "aria-label": "named", 'aria-x" onclick="y': 1, innerHTML: "<b>" }, "x",
  ]);
  await stage.show(...hostile);
  const made = await page.locator("wx-page *").evaluateAll((all) => all.map((one) => [one.localName, one.getAttributeNames().join(" ")]));
  for (const [name, attributes] of made) {
    expect(name).toMatch(/^wx-/);
    expect(attributes).not.toMatch(/onload|srcdoc|onclick|innerhtml/i);
  }
  expect(await stage.heard("", "failed")).toEqual([]);
});

test("a picture keeps its shape as its mode says, and tells its size or its absence", async ({ stage, page }) => {
  await stage.open({ pictures: { "/files/a.svg": picture(200, 100) } });
  const on = ["load", "error"];
  await stage.show(
    ["image", { id: "plain", src: "/a.svg", on }],
    ["image", { id: "wide", src: "/a.svg", mode: "widthFix", style: "width: 100px; height: 90px", on }],
    ["image", { id: "high", src: "/a.svg", mode: "heightFix", style: "width: 10px; height: 40px", on }]);
  await stage.tells("plain", [["load", { width: 200, height: 100 }]]);
  const size = async (id: string) => {
    const box = await page.locator(`#${id}`).boundingBox();
    return [box?.width, box?.height];
  };
  expect([await size("plain"), await size("wide"), await size("high")]).toEqual([[320, 240], [100, 50], [80, 40]]);
});

test("a text keeps its spaces and reads its entities when asked to", async ({ stage, page }) => {
  await stage.open();
  await stage.show(["text", { id: "plain" }, "a&lt; b\\nc"], ["text", { id: "read", decode: true, space: "emsp" }, "a&lt; b"]);
  expect(await page.locator("#plain").textContent()).toBe("a&lt; b\nc");
  expect(await page.locator("#read").textContent()).toBe("a<\u2003b");
});

test("progress runs to its value and says so", async ({ stage, page }) => {
  await stage.open();
  await stage.show(["progress", { id: "bar", percent: 40, active: true, duration: 1, "show-info": true, on: ["activeend"] }]);
  await stage.tells("bar", [["activeend", { curPercent: 40 }]]);
  await expect(page.locator("#bar")).toHaveText("40%");
});

test("a thousand rows are there in a moment", async ({ stage, page }) => {
  await stage.open();
  const rows = Array.from({ length: 1000 }, (_, row): Tree => ["view", { class: "row", on: ["tap"] }, ["text", {}, `row ${String(row)}`]]);
  await stage.show(...rows);
  await expect(page.locator(".row")).toHaveCount(1000);
});
