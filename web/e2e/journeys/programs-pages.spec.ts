/** Pages of others inside a mini program: shown, known to it, heard, and led back by their JS-SDK. */
import { aProgram, OpenProgram } from "../support/program";
import { aSite } from "../support/site";
import { expect, fresh, test } from "../support/test";

const withPage = (src: string): Record<string, string> => ({
  "app.json": JSON.stringify({ pages: ["pages/menu/menu", "pages/web/web", "pages/more/more"], window: { navigationBarTitleText: "Menu", navigationStyle: "default" } }),
  "app.js": "App({ told: [] })",
  "pages/menu/menu.json": "{}",
  "pages/menu/menu.wxml": `<view id="told">{{told}}</view><button id="open" bindtap="open">open</button>`,
  "pages/menu/menu.js": `Page({
  data: { told: "" },
  onShow() { this.setData({ told: JSON.stringify(getApp().told) }) },
  open() { wx.navigateTo({ url: "/pages/web/web" }) },
})`,
  "pages/web/web.json": JSON.stringify({ navigationBarTitleText: "Web" }),
  "pages/web/web.wxml": `<web-view src="${src}" bindload="note" binderror="note" bindmessage="note"/>`,
  "pages/web/web.js": `Page({
  note({ type, detail }) { getApp().told.push({ type, ...detail }) },
  onShareAppMessage({ webViewUrl }) { return { title: webViewUrl, path: "/pages/menu/menu" } },
})`,
  "pages/more/more.json": JSON.stringify({ navigationBarTitleText: "More" }),
  "pages/more/more.wxml": `<view id="more">{{query}}</view>`,
  "pages/more/more.js": `Page({ data: { query: "" }, onLoad(query) { this.setData({ query: JSON.stringify(query) }) } })`,
});

const PAGE = `<script src="https://res.wx.qq.com/open/js/jweixin-1.6.0.js"></script>
<p id="inside"></p><p id="env"></p><p id="agent"></p>
<button id="post" onclick="wx.miniProgram.postMessage({ data: { n: ++n } })">Post</button>
<button id="more" onclick="wx.miniProgram.navigateTo({ url: '/pages/more/more?from=page' })">More</button>
<button id="back" onclick="wx.miniProgram.navigateBack()">Back</button>
<a href="/second">Second</a>
<script>
let n = 0;
inside.textContent = window.__wxjs_environment;
agent.textContent = navigator.userAgent;
wx.miniProgram.getEnv((found) => { env.textContent = JSON.stringify(found); });
</script>`;

interface Told {
  type: string;
  src?: string;
  data?: unknown;
  url?: string;
}

test("a page fills a page of the program, knows where it stands, posts, and leads on and back", async ({ page, lane, m }) => {
  const site = await aSite(({ path }) => ({ html: path === "/second" ? "<h1>Second</h1>" : PAGE }));
  try {
    const program = await aProgram(lane, fresh("Paper"), withPage(`${site.url}/first`));
    await lane.enter(page, await lane.person(fresh("Li")), `/mini/${program.app_id}`);
    const open = new OpenProgram(page, m, program);
    const shown = open.place.frameLocator(".web-view iframe");
    await open.tap("open");
    await expect(shown.locator("#inside")).toHaveText("miniprogram");
    await expect(shown.locator("#env")).toHaveText('{"miniprogram":true}');
    await expect(shown.locator("#agent")).toContainText(`MicroMessenger/`);
    await expect(shown.locator("#agent")).toContainText(`miniProgram/${program.app_id}`);
    // The bar says what the page calls itself.
    await expect(open.title).toHaveText("Shop");
    const [around, view] = [await open.place.locator(".program-frame").boundingBox(), await open.place.locator(".web-view iframe").boundingBox()];
    expect(view).toEqual(around);

    await shown.locator("#post").click();
    await shown.locator("#more").click();
    await expect(open.title).toHaveText("More");
    await expect(open.frame.locator("#more")).toHaveText('{"from":"page"}');
    await expect(open.place.locator(".web-view")).toBeHidden();
    await page.goBack();
    await expect(open.title).toHaveText("Shop");

    // The way back leads through the page's own steps first.
    const back = open.place.getByRole("button", { name: m("app.back"), exact: true });
    await shown.getByRole("link", { name: "Second" }).click();
    await expect(shown.getByRole("heading", { name: "Second" })).toBeVisible();
    await back.click();
    await expect(shown.locator("#inside")).toBeVisible();
    await shown.locator("#post").click();
    await shown.locator("#post").click();
    await shown.locator("#back").click();
    await expect(open.title).toHaveText("Menu");
    const told = JSON.parse((await open.told.textContent()) ?? "[]") as Told[];
    expect(told.filter(({ type }) => type === "message").map(({ data }) => data)).toEqual([[{ n: 1 }], [{ n: 1 }, { n: 2 }]]);
    const came = told.filter(({ type }) => type === "load").map(({ src }) => src);
    expect(came).toEqual([`${site.url}/first`, `${site.url}/second`, `${site.url}/first`]);
    expect(told.filter(({ type }) => type === "error")).toEqual([]);

    // However many steps the page took, closing the program leads out of it.
    await open.tap("open");
    await shown.getByRole("link", { name: "Second" }).click();
    await expect(shown.getByRole("heading", { name: "Second" })).toBeVisible();
    await open.close();
    await expect(page).toHaveURL(/\/lane$/);
  } finally {
    await site.close();
  }
});

test("a page that may not be shown says so, and the program hears of it", async ({ page, lane, m }) => {
  const program = await aProgram(lane, fresh("Paper"), withPage("https://weixin.qq.com/x"));
  await lane.enter(page, await lane.person(fresh("Li")), `/mini/${program.app_id}`);
  const open = new OpenProgram(page, m, program);
  await open.tap("open");
  await expect(open.place.getByText(m("mini.webViewRefused"))).toBeVisible();
  await expect(open.place.getByText(m("mini.webViewRefusedHelp", { host: "weixin.qq.com" }))).toBeVisible();
  await open.place.locator(".web-view").getByRole("button", { name: m("app.back"), exact: true }).click();
  await expect(open.told).toContainText('"type":"error"');
  await expect(open.told).toContainText('"fullUrl":"https://weixin.qq.com/x"');
});

test("who shares such a page sends its address along", async ({ page, lane, m }) => {
  const site = await aSite(() => ({ html: PAGE }));
  try {
    const program = await aProgram(lane, fresh("Paper"), withPage(`${site.url}/first`));
    const [li, han] = [await lane.person(fresh("Li")), await lane.person(fresh("Han"))];
    await lane.chat(li, han);
    await lane.enter(page, li, `/mini/${program.app_id}`);
    const open = new OpenProgram(page, m, program);
    await open.tap("open");
    await expect(open.title).toHaveText("Shop");
    await open.more("mini.share");
    await expect(open.dialog(m("mini.shareTo")).getByText(`${site.url}/first`)).toBeVisible();
  } finally {
    await site.close();
  }
});
