/** A shop that never delivers: a dispute from the receipt, the operator's decision, and the money back. */
import { Merchant, Purses } from "../support/merchant";
import { yuan } from "../support/money";
import { expect, test } from "../support/test";

test("a dispute is opened from a receipt, decided by the operator, and the money returns", async ({ page, lane, m }) => {
  const [li, purses, shop] = [await lane.person(), new Purses(lane), await Merchant.open(lane)];
  await purses.fill(li, 10_000);
  const { codeUrl } = await shop.native(6_800);
  await purses.pay(li, codeUrl);
  await lane.enter(page, li, "/wallet/statement");
  await page.getByRole("main").getByRole("link", { name: shop.name }).click();
  await page.getByRole("button", { name: m("dispute.open") }).click();
  await page.getByRole("radio", { name: m("dispute.reason.not_delivered") }).check({ force: true });
  await page.getByLabel(m("dispute.text")).fill("The pizza never came.");
  await page.getByRole("button", { name: m("dispute.send") }).click();
  await expect(page.getByText("The pizza never came.")).toBeVisible();
  await expect(page.getByRole("main").getByText(m("dispute.state.pending"))).toBeVisible();

  await page.getByLabel(m("dispute.write")).fill("Nobody answered the telephone either.");
  await page.getByRole("button", { name: m("composer.send"), exact: true }).click();
  await expect(page.getByText("Nobody answered the telephone either.")).toBeVisible();

  const id = new URL(page.url()).pathname.split("/").pop() ?? "";
  await lane.ask("POST", `/api/console/disputes/${id}/decision`, { refund_fen: 6_800, words: "The shop did not deliver." });
  await expect(page.getByText("The shop did not deliver.")).toBeVisible();
  await expect(page.getByText(m("dispute.refunded", { amount: yuan(6_800) }))).toBeVisible();
  await expect.poll(() => purses.balance(li)).toBe(10_000);
});
