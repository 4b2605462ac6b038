/** A merchant at the console: made with its keys, paid, refunded, and heard by the operator when somebody complains. */
import { Merchant, Purses } from "../support/merchant";
import { yuan } from "../support/money";
import { expect, fresh, test } from "../support/test";

test("a merchant is made with every key an SDK asks for", async ({ page, c, lane }) => {
  await lane.account();
  const name = fresh("Dumplings");
  await page.goto("/console/merchants/new");
  await page.getByRole("textbox", { name: c("merchants.name"), exact: true }).fill(name);
  await page.getByRole("button", { name: c("create.create", { name }) }).click();
  await expect(page.getByRole("heading", { name: c("created.title", { name }) })).toBeVisible();
  await expect(page.getByText(/^\d{10}$/).first()).toBeVisible();
  await expect(page.getByText(/^[0-9A-F]{40}$/).first()).toBeVisible();
  await expect(page.getByText(/^PUB_KEY_ID_\d+$/).first()).toBeVisible();
  const key = page.waitForEvent("download");
  await page.getByRole("button", { name: "apiclient_key.pem" }).click();
  expect((await key).suggestedFilename()).toBe("apiclient_key.pem");
  await page.getByRole("button", { name: c("merchants.open", { name }) }).click();
  await expect(page.getByText(c("money.noDays"))).toBeVisible();
});

test("an order is found, half of it refunded, and the payer has the money", async ({ page, c, lane }) => {
  const [li, purses, shop] = [await lane.person(), new Purses(lane), await Merchant.open(lane)];
  await purses.fill(li, 10_000);
  const { codeUrl, number } = await shop.native(6_800, "A pot of pu'er");
  await purses.pay(li, codeUrl);
  await page.goto(`/console/merchants/${shop.mchid}/orders`);
  await page.getByRole("searchbox", { name: c("orders.search") }).fill(number);
  await page.getByRole("link", { name: "A pot of pu'er" }).click();
  await page.getByRole("button", { name: c("orders.refund") }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel(c("refunds.amount")).fill("34");
  await dialog.getByRole("button", { name: c("refunds.give", { amount: yuan(3_400) }) }).click();
  await expect(page.getByText(c("refundState.SUCCESS")).first()).toBeVisible();
  await expect.poll(() => purses.balance(li)).toBe(6_600);
});

test("a complaint is answered by the merchant and decided by the operator", { tag: "@desk" }, async ({ page, c, lane }) => {
  const [li, purses, shop] = [await lane.person(), new Purses(lane), await Merchant.open(lane)];
  await purses.fill(li, 10_000);
  const paid = await purses.pay(li, (await shop.native(6_800)).codeUrl);
  const words = fresh("Cold noodles");
  await lane.as(li, "POST", "/disputes", { transaction_id: paid.transaction_id, reason: "not_delivered", text: words });
  await page.goto(`/console/merchants/${shop.mchid}/complaints`);
  await page.getByRole("link", { name: words }).click();
  await page.getByLabel(c("complaints.reply")).fill("We are sorry.");
  await page.getByRole("button", { name: c("complaints.send") }).click();
  await expect(page.getByText("We are sorry.")).toBeVisible();
  await page.goto("/console/operate/disputes");
  const dispute = page.getByRole("listitem").filter({ hasText: words }).first();
  await dispute.getByRole("button", { name: c("disputes.decide") }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel(c("disputes.words")).fill("The shop was late.");
  await dialog.getByRole("button", { name: c("disputes.giveBack", { amount: yuan(6_800) }) }).click();
  await expect.poll(() => purses.balance(li)).toBe(10_000);
});
