/** Programs among others: two at once, writing to people and being written to, and what is said when one fails. */
import { Messenger } from "../support/messenger";
import { aProgram, OpenProgram } from "../support/program";
import { expect, fresh, test } from "../support/test";
import { zipOf } from "../support/zip";

const onePage = (wxml: string, js: string): Record<string, string> => ({
  "app.json": JSON.stringify({ pages: ["pages/menu/menu"], window: { navigationBarTitleText: "Menu" } }),
  "app.js": "App({ onShow(options) { this.shown = options; if (this.hears) this.hears(options); } })",
  "pages/menu/menu.json": "{}",
  "pages/menu/menu.wxml": `<view id="told">{{told}}</view>${wxml}`,
  "pages/menu/menu.js": js,
});

test("a program leads to another with a gift, and gets one back", async ({ page, lane, m }) => {
  const courier = await aProgram(lane, fresh("Courier"), onePage(
    `<button id="return" bindtap="back">return</button>`,
    `Page({
  data: { told: "" },
  onLoad(query) { const { scene, referrerInfo } = getApp().shown; this.setData({ told: JSON.stringify({ query, scene, referrerInfo }) }) },
  back() { wx.navigateBackMiniProgram({ extraData: { parcel: 7 } }) },
})`,
  ));
  const shop = await aProgram(lane, fresh("Shop"), onePage(
    `<view id="count">{{count}}</view><button id="send" bindtap="send">send</button><button id="add" bindtap="add">add</button>`,
    `Page({
  data: { told: "", count: 0 },
  onLoad() { getApp().hears = ({ scene, referrerInfo }) => this.setData({ told: JSON.stringify({ scene, referrerInfo }) }) },
  add() { this.setData({ count: this.data.count + 1 }) },
  send() { wx.navigateToMiniProgram({ appId: "${courier.app_id}", path: "pages/menu/menu?order=7", extraData: { weight: 2 } }) },
})`,
  ));
  await lane.enter(page, await lane.person(fresh("Li")), `/mini/${shop.app_id}`);
  const [first, second] = [new OpenProgram(page, m, shop), new OpenProgram(page, m, courier)];
  await first.tap("add");
  await first.tap("send");
  // A program does not lead a person elsewhere without asking them.
  await first.dialog().getByRole("button").last().click();
  const told = async (open: OpenProgram) => JSON.parse((await open.told.textContent()) ?? "") as unknown;
  await expect(second.told).toContainText("weight");
  expect(await told(second)).toEqual({ query: { order: "7" }, scene: 1037, referrerInfo: { appId: shop.app_id, extraData: { weight: 2 } } });
  await expect(first.place).toBeHidden();
  await second.tap("return");
  await expect(first.told).toContainText("parcel");
  expect(await told(first)).toEqual({ scene: 1038, referrerInfo: { appId: courier.app_id, extraData: { parcel: 7 } } });
  // It went on as it was left.
  await expect(first.frame.locator("#count")).toHaveText("1");
  await expect(second.place).toBeHidden();
});

test("a person allows one message, the server sends it, and a tap opens the page it names", async ({ page, lane, m }) => {
  const name = fresh("Kitchen");
  const ready = await aProgram(lane, name, onePage("", "Page({ data: { told: 0 } })"));
  const { access_token } = await lane.wechat<{ access_token: string }>("GET", `/cgi-bin/token?grant_type=client_credential&appid=${ready.app_id}&secret=${ready.secret}`);
  const ask = <T>(method: string, path: string, query: string, data?: unknown) => lane.wechat<T>(method, `${path}?access_token=${access_token}${query}`, data);
  const { data: titles } = await ask<{ data: { tid: number }[] }>("GET", "/wxaapi/newtmpl/getpubtemplatetitles", "&ids=101&start=0&limit=30");
  const tid = titles[0]?.tid;
  const { data: words } = await ask<{ data: { kid: number; rule: string }[] }>("GET", "/wxaapi/newtmpl/getpubtemplatekeywords", `&tid=${tid}`);
  const used = words.filter(({ rule }) => rule === "thing" || rule === "character_string").slice(0, 2);
  const { priTmplId } = await ask<{ priTmplId: string }>("POST", "/wxaapi/newtmpl/addtemplate", "", { tid, kidList: used.map(({ kid }) => kid), sceneDesc: "orders" });

  const files = onePage(
    `<button id="ask" bindtap="ask">ask</button><button id="login" bindtap="login">login</button>`,
    `Page({
  data: { told: "" },
  onLoad(query) { this.setData({ told: JSON.stringify(query) }) },
  both() { return { success: (value) => this.setData({ told: JSON.stringify(value) }), fail: (value) => this.setData({ told: JSON.stringify(value) }) } },
  ask() { wx.requestSubscribeMessage({ tmplIds: ["${priTmplId}"], ...this.both() }) },
  login() { wx.login(this.both()) },
})`,
  );
  await lane.ask("PUT", "/api/lab/mini-reviewer", { app_id: ready.app_id, mode: "auto" });
  await lane.release(ready.app_id, "2.0.0", zipOf(files));
  const person = await lane.person(fresh("Li"));
  await lane.enter(page, person, `/mini/${ready.app_id}`);
  const open = new OpenProgram(page, m, ready);
  await open.tap("login");
  await expect(open.told).toContainText("code");
  const { code } = JSON.parse((await open.told.textContent()) ?? "") as { code: string };
  const { openid } = await lane.wechat<{ openid: string }>("GET", `/sns/jscode2session?appid=${ready.app_id}&secret=${ready.secret}&js_code=${code}&grant_type=authorization_code`);
  const fields = Object.fromEntries(used.map(({ kid, rule }) => [`${rule}${kid}`, { value: rule === "thing" ? "Two pizzas" : "A7" }]));
  const notice = { touser: openid, template_id: priTmplId, page: "pages/menu/menu?order=7", data: fields };
  expect(await ask("POST", "/cgi-bin/message/subscribe/send", "", notice)).toMatchObject({ errcode: 43101 });

  await open.tap("ask");
  const sheet = open.dialog(m("mini.wantsToTell", { name }));
  await expect(sheet.getByRole("checkbox").first()).toBeChecked();
  await sheet.getByRole("button", { name: m("mini.allow"), exact: true }).click();
  await expect(open.told).toContainText(`"${priTmplId}":"accept"`);
  expect(await ask("POST", "/cgi-bin/message/subscribe/send", "", notice)).toMatchObject({ errcode: 0 });
  // One yes is one message.
  expect(await ask("POST", "/cgi-bin/message/subscribe/send", "", notice)).toMatchObject({ errcode: 43101 });

  await open.close();
  await page.goto("/");
  await page.getByRole("link", { name: new RegExp(name) }).first().click();
  await new Messenger(page, m).log.getByRole("link", { name: /Two pizzas/ }).click();
  await expect(open.told).toHaveText('{"order":"7"}');
});

test("a card that was shared says who joined, and changes on the screen as the program's server says", async ({ page, lane, m }) => {
  const program = await aProgram(lane, fresh("Lunch"), {
    ...onePage(
      `<button id="share" open-type="share">share</button>`,
      `Page({
  data: { told: "" },
  onLoad({ activity, table }) {
    this.setData({ told: JSON.stringify({ table, ext: wx.getExtConfigSync() }) });
    if (!activity) return;
    const templateInfo = { parameterList: [{ name: "member_count", value: "1" }, { name: "room_limit", value: "4" }] };
    wx.updateShareMenu({ withShareTicket: true, isUpdatableMessage: true, activityId: activity, templateInfo });
  },
  onShareAppMessage() { return { title: "Noodles at noon", path: "/pages/menu/menu" } },
})`,
    ),
    "ext.json": JSON.stringify({ ext: { shop: 7 } }),
  });
  const { access_token } = await lane.wechat<{ access_token: string }>("GET", `/cgi-bin/token?grant_type=client_credential&appid=${program.app_id}&secret=${program.secret}`);
  const wxopen = (method: string, path: string, data?: unknown) => lane.wechat<{ errcode: number; activity_id: string }>(method, `/cgi-bin/message/wxopen/${path}?access_token=${access_token}`, data);
  const { activity_id } = await wxopen("GET", "activityid/create");
  const update = (target_state: number, said: Record<string, string>) =>
    wxopen("POST", "updatablemsg/send", { activity_id, target_state, template_info: { parameter_list: Object.entries(said).map(([name, value]) => ({ name, value })) } });
  const [li, han] = [await lane.person(fresh("Li")), await lane.person(fresh("Han"))];
  const conversation = await lane.chat(li, han);
  await lane.say(li, conversation, "Lunch?");
  await lane.enter(page, li, `/mini/${program.app_id}?path=${encodeURIComponent(`pages/menu/menu?activity=${activity_id}`)}`);
  const open = new OpenProgram(page, m, program);
  await expect(open.told).toHaveText('{"ext":{"shop":7}}');
  await open.tap("share");
  const sheet = open.dialog(m("mini.shareTo"));
  await expect(sheet.getByText(m("media.activityOpen", { joined: 1, places: 4 }))).toBeVisible();
  await sheet.getByRole("button", { name: han.name }).click();
  await expect(sheet).toBeHidden();

  await lane.enter(page, han, `/c/${conversation}`);
  const card = new Messenger(page, m).log.getByRole("link", { name: /Noodles at noon/ });
  await expect(card).toContainText(m("media.activityOpen", { joined: 1, places: 4 }));
  expect(await update(0, { member_count: "3", room_limit: "4" })).toMatchObject({ errcode: 0 });
  await expect(card).toContainText(m("media.activityOpen", { joined: 3, places: 4 }));
  expect(await update(1, { path: "/pages/menu/menu?table=7", version_type: "release" })).toMatchObject({ errcode: 0 });
  await expect(card).toContainText(m("media.activityStarted"));
  await card.click();
  await expect(open.told).toHaveText('{"table":"7","ext":{"shop":7}}');
});

test("its button for customer service leads to a chat with who looks after it, whom its server answers", async ({ page, lane, m }) => {
  const program = await aProgram(lane, fresh("Clinic"), onePage(`<button id="help" open-type="contact" session-from="menu">help</button>`, "Page({ data: { told: 0 } })"));
  const person = await lane.person(fresh("Li"));
  await lane.enter(page, person, `/mini/${program.app_id}`);
  const open = new OpenProgram(page, m, program);
  await open.tap("help");
  await expect(page).toHaveURL(/\/c\/\d+$/);
  const messenger = new Messenger(page, m);
  await messenger.write("Are you open?");
  const { access_token } = await lane.wechat<{ access_token: string }>("GET", `/cgi-bin/token?grant_type=client_credential&appid=${program.app_id}&secret=${program.secret}`);
  const touser = await lane.openid(person, { app_id: program.app_id } as Parameters<typeof lane.openid>[1]);
  expect(await lane.wechat("POST", `/cgi-bin/message/custom/send?access_token=${access_token}`, { touser, msgtype: "text", text: { content: "Until six." } })).toMatchObject({ errcode: 0 });
  await expect(messenger.log.getByText("Until six.")).toBeVisible();
});

test("a program whose page cannot be compiled opens for its developer with the place; the rest of it works", async ({ page, lane, m }) => {
  const name = fresh("Draft");
  const program = await aProgram(lane, name, onePage("", "Page({ data: { told: 'well' } })"));
  const files = onePage("", "Page({ data: { told: 'well' } })");
  await lane.upload(`/api/console/mini/${program.app_id}/versions?number=2.0.0`, zipOf({
    ...files,
    "app.json": JSON.stringify({ pages: ["pages/menu/menu", "pages/bad/bad"] }),
    "pages/bad/bad.json": "{}",
    "pages/bad/bad.wxml": "<view>",
    "pages/bad/bad.js": "Page({\n  onLoad( {\n})",
  }));
  await lane.compiled(program.app_id);
  await lane.enter(page, await lane.person(fresh("Li")), `/mini/${program.app_id}?version=develop`);
  const open = new OpenProgram(page, m, program);
  const problems = open.dialog(/./);
  await expect(problems.getByText(/pages\/bad\/bad\.js:\d+:\d+/)).toBeVisible();
  await problems.getByRole("button", { name: m("mini.goOn"), exact: true }).click();
  await expect(open.told).toHaveText("well");
});

test("a program that cannot start says so, and can be started again", async ({ page, lane, m }) => {
  const name = fresh("Broken");
  const program = await aProgram(lane, name, onePage("", "Page({ data: { told: 'well' } })"));
  let isBroken = true;
  await page.route(/\/api\/client\/mini\/packages\//, (route) => (isBroken ? route.fulfill({ status: 500, body: "{}" }) : route.continue()));
  await lane.enter(page, await lane.person(fresh("Li")), `/mini/${program.app_id}`);
  const open = new OpenProgram(page, m, program);
  const alert = open.place.getByRole("alert");
  await expect(alert.getByText(m("mini.broken", { name }))).toBeVisible();
  await expect(alert.getByRole("button", { name: m("mini.tellMaker"), exact: true })).toBeVisible();
  isBroken = false;
  await alert.getByRole("button", { name: m("mini.startAgain"), exact: true }).click();
  await expect(open.told).toHaveText("well");
});

test("a payment that is refused closes when one goes elsewhere", async ({ page, lane, m }) => {
  const program = await aProgram(lane, fresh("Till"), onePage(
    `<button id="pay" bindtap="pay">pay</button>`,
    `Page({
  data: { told: "" },
  pay() { wx.requestPayment({ timeStamp: "1", nonceStr: "n", package: "prepay_id=nobody", signType: "RSA", paySign: "x", fail: (value) => this.setData({ told: JSON.stringify(value) }) }) },
})`,
  ));
  await lane.enter(page, await lane.person(fresh("Li")), "/lane");
  await page.getByRole("searchbox").fill(program.name);
  await page.getByRole("link", { name: program.name }).click();
  const open = new OpenProgram(page, m, program);
  await open.tap("pay");
  const refused = page.getByRole("dialog").getByRole("alert");
  await expect(refused).toBeVisible();
  await page.goBack();
  await expect(page).toHaveURL(/\/lane$/);
  await expect(refused).toHaveCount(0);
});

test("the way back closes what stands above a page, and then the page", async ({ page, lane, m }) => {
  const program = await aProgram(lane, fresh("Sheets"), onePage(
    `<button id="open" bindtap="open">open</button><button id="next" bindtap="next">next</button>
<page-container show="{{shown}}" duration="10" bindafterleave="left"><view id="inside" style="height:200px">Inside</view></page-container>`,
    `Page({
  data: { told: "", shown: false },
  onLoad({ n }) { this.setData({ told: n || "first" }) },
  open() { this.setData({ shown: true }) },
  left() { this.setData({ shown: false }) },
  next() { wx.navigateTo({ url: "/pages/menu/menu?n=second" }) },
})`,
  ));
  await lane.enter(page, await lane.person(fresh("Li")), "/lane");
  await page.getByRole("searchbox").fill(program.name);
  await page.getByRole("link", { name: program.name }).click();
  const open = new OpenProgram(page, m, program);
  const inside = open.frame.locator("#inside").filter({ visible: true });
  const shown = (told: string) => expect(open.frame.locator("#told").last()).toHaveText(told);
  await shown("first");
  await open.frame.locator("#next").last().click();
  await shown("second");
  const sheet = async () => {
    await open.frame.locator("#open").last().click();
    await expect(inside).toBeVisible();
  };
  await sheet();
  await page.goBack();
  await expect(inside).toHaveCount(0);
  await shown("second");
  await sheet();
  await open.place.getByRole("button", { name: m("app.back"), exact: true }).click();
  await expect(inside).toHaveCount(0);
  await shown("second");
  await page.goBack();
  await shown("first");
  // On the first page as well, where the next step back leads out of the program.
  await sheet();
  await page.goBack();
  await expect(inside).toHaveCount(0);
  await shown("first");
  await page.goBack();
  await expect(open.place).toBeHidden();
});
