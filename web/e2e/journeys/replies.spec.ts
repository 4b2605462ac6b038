/** An account that answers without a server: an owner who never programmed sets it up, a person is answered. */
import { Messenger } from "../support/messenger";
import { aPicture } from "../support/scene";
import { expect, fresh, test } from "../support/test";

test("an owner greets, answers keywords with words and a picture, and asks for a notification", async ({ page, another, lane, c, m }) => {
  const account = await lane.account({ name: fresh("Tea House") });
  const li = await lane.person(fresh("Li Lei"));
  const at = `/console/apps/${account.app_id}`;

  await page.goto(`${at}/replies`);
  await page.getByRole("button", { name: c("replies.write") }).first().click();
  await page.getByRole("textbox", { name: c("replies.greeting") }).fill("Come in!");
  await page.getByRole("button", { name: c("action.save") }).click();
  await expect(page.getByText("Come in!")).toBeVisible();
  await page.getByRole("switch", { name: c("replies.default") }).click();

  // What is missing is said before anything is kept.
  await page.getByRole("button", { name: c("replies.addRule") }).click();
  const rule = page.getByRole("dialog");
  await rule.getByRole("button", { name: c("action.save") }).click();
  await expect(rule.getByText(c("replies.mistake.keywords"))).toBeVisible();
  await rule.getByRole("textbox", { name: c("replies.ruleName") }).fill("Menu");
  await rule.getByRole("textbox", { name: c("replies.keyword", { number: 1 }) }).fill("menu");
  await rule.getByRole("textbox", { name: c("replies.message", { number: 1 }) }).fill("Oolong and noodles.");
  await rule.getByRole("button", { name: c("replies.addMessage") }).click();
  await rule.getByRole("group", { name: c("replies.message", { number: 2 }) }).getByText(c("replies.kind.image")).click();
  await rule.getByLabel(c("replies.kind.image"), { exact: true }).last().setInputFiles({ name: "menu.png", mimeType: "image/png", buffer: aPicture() });
  await expect(rule.getByRole("img", { name: "menu.png" })).toBeVisible();
  await rule.getByRole("button", { name: c("action.save") }).click();
  await expect(rule).toBeHidden();
  await page.getByRole("searchbox", { name: c("replies.tryLabel") }).fill("The MENU, please");
  await page.getByRole("button", { name: c("replies.tryAct"), exact: true }).click();
  await expect(page.getByText(c("replies.byRule", { name: "Menu" }))).toBeVisible();

  const thread = await lane.follow(li, account);
  const phone = (await another()).page;
  const messenger = new Messenger(phone, m);
  await lane.enter(phone, li, `/c/${thread}`);
  await expect(messenger.message("Come in!")).toBeVisible();
  await messenger.write("What is on the menu?");
  await expect(messenger.message("Oolong and noodles.")).toBeVisible();
  await expect(messenger.log.locator("img[src*='/media/body']")).toBeVisible();

  // A template from the library; the person allows one notification, and gets it.
  await page.goto(`${at}/templates`);
  await page.getByRole("button", { name: c("templates.add") }).click();
  await page.getByRole("dialog").getByText(c("templates.way.subscription")).click();
  await page.getByRole("button", { name: c("templates.addAct"), exact: true }).click();
  const id = await page.locator(".template code").innerText();
  await phone.goto(`/notifications/${account.app_id}?ids=${id}`);
  await phone.getByRole("button", { name: m("notifications.allow"), exact: true }).click();
  await expect(phone).toHaveURL(new RegExp(`/c/${thread}$`));
  const data = { character_string1: "A1", thing2: "Oolong", amount3: "¥30", time4: "09:30", thing5: "Tea" };
  const values = Object.fromEntries(Object.entries(data).map(([place, value]) => [place, { value }]));
  const call = { touser: await lane.openid(li, account), template_id: id, page: "https://example.com/", data: values };
  const send = async () => (await lane.wechat("POST", `/cgi-bin/message/subscribe/bizsend?access_token=${await lane.token(account)}`, call)).errcode;
  expect([await send(), await send()]).toEqual([0, 43101]);
  await expect(messenger.log.getByRole("link", { name: /Oolong/ })).toHaveAttribute("href", "/open?url=https%3A%2F%2Fexample.com%2F");
});
