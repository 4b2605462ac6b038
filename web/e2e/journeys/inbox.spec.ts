/** An owner answers as the account, finds it all in the numbers; asks for help, and pays for verification. */
import { expect, fresh, test } from "../support/test";

test("a message is unread, seen, starred, answered and counted", async ({ page, lane, c }) => {
  const account = await lane.account({ name: fresh("Waterworks") });
  const li = await lane.person(fresh("Li Lei"));
  const thread = await lane.follow(li, account);
  await lane.say(li, thread, { kind: "text", text: "The water looks yellow." });
  const at = `/console/apps/${account.app_id}`;

  await page.goto(`${at}/messages`);
  const list = page.getByRole("region", { name: c("messages.threads") });
  const shelf = (name: string) => list.locator(".ant-segmented-item", { hasText: c(`inbox.${name}`) });
  await shelf("unread").click();
  await expect(list.getByRole("link", { name: c("inbox.unreadOf", { count: 1 }) })).toBeVisible();
  await list.getByRole("link", { name: li.name }).click();
  const log = page.getByRole("log");
  await expect(log.getByText("The water looks yellow.")).toBeVisible();
  await log.getByRole("button", { name: c("inbox.star") }).click();
  await expect(log.getByRole("button", { name: c("inbox.unstar") })).toBeVisible();
  await page.getByRole("textbox", { name: c("messages.reply") }).fill("We are on our way.");
  await page.getByRole("button", { name: c("messages.send") }).click();
  await expect(log.getByText("We are on our way.")).toBeVisible();
  await expect(log.getByText(c("inbox.byAgent", { name: c("actor.lab") }))).toBeVisible();
  await lane.heard(li, thread, 2);

  // Seen by one is seen by all, and what was starred is found again.
  await page.goto(`${at}/messages`);
  await shelf("unread").click();
  await expect(list.getByText(c("inbox.allRead"))).toBeVisible();
  await shelf("starred").click();
  await expect(list.getByText("The water looks yellow.")).toBeVisible();

  await page.goto(`${at}/numbers`);
  await expect(page.getByText(c("numbers.writersToday", { count: 1 }))).toBeVisible();
  await expect(page.getByText(c("numbers.cameLeft", { came: 1, left: 0 })).first()).toBeVisible();
});

test("a follower is asked to help, and the account is verified for a fee", async ({ page, lane, c }) => {
  const account = await lane.account({ name: fresh("Waterworks"), verified: false });
  const li = await lane.person(fresh("Li Lei"));
  await lane.follow(li, account);
  const at = `/console/apps/${account.app_id}`;

  await page.goto(`${at}/members`);
  await page.getByRole("button", { name: c("staff.invite") }).click();
  const invite = page.getByRole("dialog");
  await invite.getByRole("combobox", { name: c("staff.who") }).click();
  await page.getByRole("option", { name: li.name }).or(page.locator(".ant-select-item-option", { hasText: li.name })).last().click();
  await invite.getByRole("button", { name: c("staff.ask") }).click();
  await expect(page.getByText(c("staff.asked"))).toBeVisible();

  await page.goto(at);
  await page.getByRole("button", { name: c("verification.ask", { price: "¥300.00" }) }).click();
  await page.getByRole("dialog").getByRole("button", { name: c("verification.pay", { price: "¥300.00" }) }).click();
  await expect(page.getByText(c("app.verified")).first()).toBeVisible();
  await expect(page.getByRole("button", { name: c("verification.ask", { price: "¥300.00" }) })).toBeHidden();
});
