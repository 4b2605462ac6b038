/** A person and an account: follow, write, menu; the account's server is a stock bot or a small one of our own. */
import { Messenger } from "../support/messenger";
import { expect, fresh, SOON, test } from "../support/test";

test("Waterworks, a stock WeRoBot, is followed and answers", async ({ page, lane, m }) => {
  await lane.enter(page, await lane.person(), "/lane");
  const mine = new Messenger(page, m);
  await page.getByRole("searchbox", { name: m("directory.search.lane") }).fill("Waterworks");
  await page.getByRole("list", { name: m("nav.lane") }).getByRole("link", { name: /^Waterworks(?! \d)/ }).click();
  await page.getByRole("button", { name: m("account.follow"), exact: true }).click();
  await expect(mine.message("Welcome to Waterworks")).toBeVisible();
  await mine.menu.getByRole("button", { name: "Balance" }).click();
  await expect(mine.message("Your balance: 86.40 yuan")).toBeVisible();
  await mine.write("help");
  await expect(mine.message("Report - a leak or a dry tap")).toBeVisible();
});

test("five lines stay five lines, on screen and in the developer's Content", async ({ page, another, lane, bot, m, isMobile }) => {
  const lines = ["one", "two", "", "four", "five"].join("\n");
  const server = await bot(({ Content }) => Content ?? null);
  const account = await lane.account({ callback: { url: server.url, token: "teahouse" } });
  const person = await lane.person();
  const thread = await lane.follow(person, account);
  await lane.enter(page, person, `/c/${thread}`);
  const second = (await another()).page;
  await lane.enter(second, person, `/c/${thread}`);
  const [mine, other] = [new Messenger(page, m), new Messenger(second, m)];

  // A phone breaks the line with Enter, a desk with Shift+Enter; the rest is pasted.
  await mine.composer.fill("one");
  await mine.composer.press(isMobile ? "Enter" : "Shift+Enter");
  await page.keyboard.insertText("two\n\nfour\nfive");
  if (isMobile) await page.getByRole("button", { name: m("composer.send"), exact: true }).click();
  else await mine.composer.press("Enter");

  await expect.poll(() => server.pushes.map(({ Content }) => Content)).toContain(lines);
  for (const messenger of [mine, other]) {
    const bubbles = messenger.message("four");
    await expect(bubbles).toHaveCount(2);
    for (const bubble of await bubbles.all()) expect(await bubble.innerText()).toContain("one\ntwo\n\nfour\nfive");
  }
});

test("the menu is pressed, swapped for the keyboard and back, and shows within 2 s when the API changes it", async ({ page, lane, bot, m }) => {
  const server = await bot(({ MsgType, Event, EventKey }) => (MsgType === "event" && Event === "CLICK" ? `You pressed ${EventKey}` : null));
  const account = await lane.account({ callback: { url: server.url, token: "teahouse" } });
  const token = await lane.token(account);
  const publish = (button: unknown[]) => lane.wechat("POST", `/cgi-bin/menu/create?access_token=${token}`, { button });
  const click = (name: string) => ({ type: "click", name, key: name.toUpperCase() });
  const five = ["Green", "Black", "Oolong", "White", "Pu'er"].map(click);
  expect(await publish([click("Hours"), { name: "Teas", sub_button: five }, { type: "view", name: "Map", url: "https://example.com/map" }])).toMatchObject({ errcode: 0 });

  const person = await lane.person();
  await lane.enter(page, person, `/c/${await lane.follow(person, account)}`);
  const { menu, composer, ...mine } = lookAt(new Messenger(page, m));
  await menu.getByRole("button", { name: "Hours" }).click();
  await expect(mine.message("You pressed HOURS")).toBeVisible();
  expect(server.pushes.find(({ Event }) => Event === "CLICK")).toMatchObject({ EventKey: "HOURS", MsgType: "event" });

  await menu.getByRole("button", { name: "Teas" }).click();
  await expect(page.getByRole("menuitem")).toHaveCount(5);
  await page.getByRole("menuitem", { name: "Oolong" }).click();
  await expect(mine.message("You pressed OOLONG")).toBeVisible();

  await menu.getByRole("button", { name: "Map" }).click();
  await expect(page).toHaveURL(/\/open\?url=/);
  await page.goBack();
  await expect.poll(() => server.pushes.find(({ Event }) => Event === "VIEW")?.EventKey).toBe("https://example.com/map");

  await menu.getByRole("button", { name: m("menu.keyboard") }).click();
  await expect(composer).toBeVisible();
  await page.getByRole("button", { name: m("composer.showMenu") }).click();
  await expect(menu).toBeVisible();

  await publish([click("Winter hours")]);
  await expect(menu.getByRole("button", { name: "Winter hours" })).toBeVisible(SOON);
  await expect(menu.getByRole("button", { name: "Teas" })).toHaveCount(0);
});

test("an account without a server says so after three tries", async ({ page, lane, bot, m }) => {
  const server = await bot();
  const account = await lane.account({ name: fresh("Silent"), callback: { url: server.url, token: "teahouse" } });
  const person = await lane.person();
  const thread = await lane.follow(person, account);
  await server.close();
  await lane.enter(page, person, `/c/${thread}`);
  const mine = new Messenger(page, m);
  await mine.write("Anybody there?");
  await expect(mine.log.getByText(m("notices.account_unavailable"))).toBeVisible();
});

test("leaving an account closes its door, coming back opens it", async ({ page, lane, bot, m }) => {
  const server = await bot(() => "Yes?");
  const account = await lane.account({ callback: { url: server.url, token: "teahouse" } });
  const person = await lane.person();
  const thread = await lane.follow(person, account);
  await lane.enter(page, person, `/a/${account.link_code}`);
  await page.getByRole("main").getByRole("button", { name: m("app.more") }).click();
  await page.getByRole("menuitem", { name: m("account.unfollow") }).click();
  await expect(page.getByRole("button", { name: m("account.follow"), exact: true })).toBeVisible();
  await expect.poll(() => server.pushes.map(({ Event }) => Event)).toContain("unsubscribe");
  await page.getByRole("button", { name: m("account.follow"), exact: true }).click();
  await expect(page).toHaveURL(new RegExp(`/c/${thread}`));
});

/** The parts one handles in a journey, by name. */
function lookAt(messenger: Messenger) {
  return { menu: messenger.menu, composer: messenger.composer, message: (text: string) => messenger.message(text) };
}
