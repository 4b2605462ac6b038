/** One's own money: the first password, a card, topping up and withdrawing, the statement, limits, a freeze. */
import { Merchant, Purses } from "../support/merchant";
import { Sheet, yuan } from "../support/money";
import { expect, test } from "../support/test";

test("money comes from a card and goes back to one, and the statement says so", async ({ page, lane, m }) => {
  const [li, purses] = [await lane.person(), new Purses(lane)];
  await purses.fill(li, 10_000);
  await lane.as(li, "POST", "/wallet/cards", { kind: "debit" });
  await lane.enter(page, li, "/wallet");
  await page.getByRole("button", { name: m("wallet.topUp") }).click();
  await page.getByLabel(m("amount.label")).fill("50.5");
  await page.getByRole("button", { name: m("move.topUpAmount", { amount: yuan(5_050) }) }).click();
  await new Sheet(page, m).type();
  await expect(page.getByRole("heading", { name: m("move.topUpDone", { amount: yuan(5_050) }) })).toBeVisible();
  await expect.poll(() => purses.balance(li)).toBe(15_050);

  await page.goto("/wallet/withdraw");
  await page.getByLabel(m("amount.label")).fill("20");
  await expect(page.getByText(m("move.noFee"))).toBeVisible();
  await page.getByRole("button", { name: m("move.withdrawAmount", { amount: yuan(2_000) }) }).click();
  await new Sheet(page, m).tap();
  await expect.poll(() => purses.balance(li)).toBe(13_050);

  await page.goto("/wallet/statement");
  await expect(page.getByRole("main").getByText("+50.50")).toBeVisible();
  await expect(page.getByRole("main").getByText("−20.00")).toBeVisible();
  await page.getByRole("button", { name: m("statement.kind.top_up") }).click();
  await expect(page.getByRole("main").getByText("−20.00")).toHaveCount(0);
});

test("another password is chosen twice, and the old one opens nothing any more", async ({ page, lane, m }) => {
  const [li, purses] = [await lane.person(), new Purses(lane)];
  await purses.fill(li, 10_000);
  await lane.enter(page, li, "/wallet/password");
  await page.getByLabel(m("password.old")).waitFor();
  await page.keyboard.type("123456");
  await page.getByLabel(m("password.new")).waitFor();
  await page.keyboard.type("111111");
  await expect(page.getByText(m("password.weak.same"))).toBeVisible();
  await page.keyboard.type("135790");
  await page.getByLabel(m("password.again")).waitFor();
  await page.keyboard.type("135791");
  await expect(page.getByText(m("password.differs"))).toBeVisible();
  await page.keyboard.type("135790");
  await page.getByLabel(m("password.again")).waitFor();
  await page.keyboard.type("135790");
  await expect(page.getByText(m("password.set"))).toBeVisible();

  await page.goto("/wallet/settings");
  await page.getByRole("button", { name: m("walletSettings.freezeDo") }).click();
  await page.getByRole("dialog").getByRole("button", { name: m("walletSettings.freezeDo") }).click();
  await page.getByRole("button", { name: m("walletSettings.unfreeze") }).click();
  const sheet = new Sheet(page, m);
  await sheet.type("123456");
  await expect(page.getByText(m("errors.payment_password_wrong", { left: 4 }))).toBeVisible();
  await sheet.type("135790");
  await expect(page.getByRole("button", { name: m("walletSettings.freezeDo") })).toBeVisible();
});

test("a wallet that is locked says until when, and how to open it", async ({ page, lane, m }) => {
  const [li, purses, shop] = [await lane.person(), new Purses(lane), await Merchant.open(lane)];
  await purses.fill(li, 10_000);
  const { codeUrl } = await shop.native(500);
  await lane.enter(page, li, `/pay?text=${encodeURIComponent(codeUrl)}`);
  const sheet = new Sheet(page, m);
  for (let left = 4; left > 0; left -= 1) {
    await sheet.type("000000");
    await expect(page.getByText(m("errors.payment_password_wrong", { left }))).toBeVisible();
  }
  await sheet.type("000000");
  await expect(page.getByRole("heading", { name: m("pay.refusedTitle") })).toBeVisible();
  await page.getByRole("button", { name: m("pay.next.changePassword") }).click();
  await expect(page.getByText(m("wallet.locked")).filter({ visible: true }).first()).toBeVisible();
  await expect(page.getByLabel(m("password.signIn"))).toBeVisible();
  expect(await purses.balance(li)).toBe(10_000);
});

test("a credit card pays a shop and its debt is paid back from the balance", async ({ page, lane, m }) => {
  const [li, purses, shop] = [await lane.person(), new Purses(lane), await Merchant.open(lane)];
  await purses.fill(li, 10_000);
  const card = await lane.as<{ id: string; tail: string }>(li, "POST", "/wallet/cards", { kind: "credit" });
  const { codeUrl } = await shop.native(3_000);
  await lane.enter(page, li, `/pay?text=${encodeURIComponent(codeUrl)}`);
  const sheet = new Sheet(page, m);
  await sheet.chooseMeans(new RegExp(card.tail));
  await sheet.type();
  await sheet.paid(3_000, shop.name);
  expect(await purses.balance(li)).toBe(10_000);

  await page.goto(`/wallet/cards/${card.id}`);
  await page.getByRole("button", { name: m("cards.repay", { amount: yuan(3_000) }) }).click();
  await sheet.type();
  await expect.poll(() => purses.balance(li)).toBe(7_000);
});
