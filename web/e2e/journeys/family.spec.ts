/** A parent's card in a child's hands: given, accepted, used within its bounds, seen from both sides, paused. */
import { Merchant, Purses } from "../support/merchant";
import { Sheet, yuan } from "../support/money";
import { expect, test } from "../support/test";

test("a family card is given within bounds, pays a shop, and both sides see it", async ({ page, another, lane, m }) => {
  const [mother, child, purses, shop] = [await lane.person(), await lane.person(), new Purses(lane), await Merchant.open(lane)];
  await purses.fill(mother, 100_000);
  await purses.fill(child, 0);
  await lane.enter(page, mother, "/wallet/family/new");
  await page.getByRole("main").getByRole("searchbox").fill(child.name);
  await page.getByRole("checkbox", { name: child.name }).click();
  await page.getByLabel(m("family.perMonth")).fill("500");
  await page.getByLabel(m("family.perPayment")).fill("50");
  await page.getByRole("button", { name: m("family.giveDo", { name: child.name }) }).click();
  await new Sheet(page, m).type();
  await page.getByRole("link", { name: m("family.to", { name: child.name }) }).click();
  await expect(page.getByText(m("family.state.offered")).filter({ visible: true }).first()).toBeVisible();

  const theirs = (await another()).page;
  await lane.enter(theirs, child, "/wallet/family");
  await theirs.getByRole("link", { name: m("family.of", { name: mother.name }) }).first().click();
  await theirs.getByRole("button", { name: m("family.accept", { name: mother.name }) }).click();
  await expect(theirs.getByRole("main").getByText(m("family.state.active"))).toBeVisible();

  const { codeUrl } = await shop.native(3_180, "School canteen");
  await theirs.goto(`/pay?text=${encodeURIComponent(codeUrl)}`);
  const sheet = new Sheet(theirs, m);
  await sheet.type();
  await sheet.paid(3_180, shop.name);
  expect(await purses.balance(mother)).toBe(96_820);

  await expect(page.getByRole("main").getByText(shop.name)).toBeVisible();
  await expect(page.getByRole("main").getByText(yuan(46_820))).toBeVisible();
  await page.getByRole("button", { name: m("family.pause") }).click();
  await expect(page.getByRole("main").getByText(m("family.state.paused")).first()).toBeVisible();

  const again = await shop.native(100);
  await theirs.goto(`/pay?text=${encodeURIComponent(again.codeUrl)}`);
  await theirs.getByRole("button", { name: m("means.none") }).click();
  await expect(theirs.getByText(m("meansNot.family_card_paused"))).toBeVisible();
});
