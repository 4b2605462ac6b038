/** Paying a shop, by every way in: a scanned code, a phone's browser, a page inside, a code shown at the till. */
import { Merchant, Purses } from "../support/merchant";
import { Sheet } from "../support/money";
import { expect, SOON, test } from "../support/test";

test("a shop's code is pasted where one scans, and paid", async ({ page, lane, m }) => {
  const [li, purses, shop] = [await lane.person(), new Purses(lane), await Merchant.open(lane)];
  await purses.fill(li, 10_000);
  const { codeUrl, number } = await shop.native(6_800);
  await lane.enter(page, li, "/add");
  await page.getByLabel(m("add.text")).fill(codeUrl);
  await page.getByRole("button", { name: m("add.open"), exact: true }).click();
  const sheet = new Sheet(page, m);
  await expect(sheet.asking(6_800, shop.name)).toBeVisible();
  await sheet.tap();
  await sheet.paid(6_800, shop.name);
  expect(await shop.state(number)).toBe("SUCCESS");
  expect(await purses.balance(li)).toBe(3_200);

  await page.goto(`/pay?text=${encodeURIComponent(codeUrl)}`);
  await expect(page.getByRole("heading", { name: m("errors.order_paid") })).toBeVisible();
});

test("too little in the balance is said before the password, and another way pays", async ({ page, lane, m }) => {
  const [li, purses, shop] = [await lane.person(), new Purses(lane), await Merchant.open(lane)];
  await purses.fill(li, 100);
  const card = await lane.as<{ tail: string }>(li, "POST", "/wallet/cards", { kind: "debit" });
  const { codeUrl } = await shop.native(6_800);
  await lane.enter(page, li, `/pay?text=${encodeURIComponent(codeUrl)}`);
  const sheet = new Sheet(page, m);
  // The first way that can pay is chosen already.
  await page.getByRole("button", { name: new RegExp(card.tail) }).click();
  const balance = page.getByRole("list", { name: m("means.title") }).getByRole("button", { name: m("means.balance") });
  await expect(balance).toBeDisabled();
  await page.getByRole("list", { name: m("means.title") }).getByRole("button", { name: new RegExp(card.tail) }).click();
  await sheet.type();
  await sheet.paid(6_800, shop.name);
  expect(await purses.balance(li)).toBe(100);
});

test("an order for somebody else's code is refused in words", async ({ page, another, lane, m }) => {
  const [li, han, purses, shop] = [await lane.person(), await lane.person(), new Purses(lane), await Merchant.open(lane)];
  await purses.fill(li, 10_000);
  const { codeUrl } = await shop.native(500);
  const path = `/pay?text=${encodeURIComponent(codeUrl)}`;
  await lane.enter(page, li, path);
  await expect(new Sheet(page, m).asking(500, shop.name)).toBeVisible();
  const theirs = (await another()).page;
  await lane.enter(theirs, han, path);
  await expect(theirs.getByRole("heading", { name: m("errors.payment_of_another") })).toBeVisible();
  await expect(theirs.getByText(m("payProblem.payment_of_another"))).toBeVisible();
});

test("an H5 page asks whoever is nobody to sign in, is paid, and leads back to the shop", async ({ page, another, lane, m }) => {
  const [li, purses, shop] = [await lane.person(), new Purses(lane), await Merchant.open(lane)];
  await purses.fill(li, 10_000);
  const { pathname, search } = new URL(await shop.h5(1_200));
  const back = `&redirect_url=${encodeURIComponent("https://shop.example.com/thanks")}`;
  const outside = (await another()).page;
  await outside.goto(`${pathname}${search}${back}`);
  await expect(outside.getByRole("heading", { name: shop.name })).toBeVisible();
  await expect(outside.getByRole("button", { name: m("pay.outsideSignIn") })).toBeVisible();

  await lane.enter(page, li);
  await page.goto(`${pathname}${search}${back}`);
  const sheet = new Sheet(page, m);
  await expect(sheet.asking(1_200, shop.name)).toBeVisible();
  await sheet.type();
  await sheet.paid(1_200, shop.name);
  await expect(page.getByRole("link", { name: m("pay.backToShop") })).toHaveAttribute("href", /shop\.example\.com\/thanks/);
});

test("a page inside pays by its merchant's signature; a wrong one says which text was signed", async ({ page, lane, m }) => {
  const [li, purses, shop] = [await lane.person(), new Purses(lane), await Merchant.open(lane)];
  await purses.fill(li, 10_000);
  await lane.enter(page, li, `/pay?${new URLSearchParams(await shop.badInvocation(li, 900))}`);
  await expect(page.getByRole("heading", { name: m("pay.signWrong") })).toBeVisible();
  await expect(page.getByText("↵")).toBeVisible();
  await expect(page.getByText(m("paySignHint.last_line_feed"))).toBeVisible();

  await page.goto(`/pay?${new URLSearchParams(await shop.invocation(li, 900))}`);
  const sheet = new Sheet(page, m);
  await sheet.type();
  await sheet.paid(900, shop.name);
  expect(await purses.balance(li)).toBe(9_100);
});

test("a pay code is turned on once, charged small without a password and large with one", async ({ page, lane, m }) => {
  const [li, purses, shop] = [await lane.person(), new Purses(lane), await Merchant.open(lane)];
  await purses.fill(li, 500_000);
  await lane.enter(page, li, "/wallet/pay-code");
  await page.getByRole("button", { name: m("payCode.activate") }).click();
  const sheet = new Sheet(page, m);
  await sheet.type();
  await expect(page.getByRole("img", { name: m("payCode.bars") })).toBeVisible();

  const code = async () => (await lane.as<{ code: string }>(li, "GET", "/wallet/pay-code")).code;
  const small = await shop.charge(await code(), 1_500);
  expect(await shop.state(small.number)).toBe("SUCCESS");
  expect(await purses.balance(li)).toBe(498_500);

  const large = await shop.charge(await code(), 200_000);
  await expect(sheet.asking(200_000, shop.name)).toBeVisible(SOON);
  await sheet.type();
  await sheet.paid(200_000, shop.name);
  await expect.poll(() => shop.state(large.number)).toBe("SUCCESS");
});

test("a pay code that is on the screen stays there when the line goes", async ({ page, context, lane, m }) => {
  const [li, purses] = [await lane.person(), new Purses(lane)];
  await purses.fill(li, 10_000);
  await lane.as(li, "POST", "/wallet/pay-code/activation", { password: "123456" });
  await lane.enter(page, li, "/wallet/pay-code");
  const bars = page.getByRole("img", { name: m("payCode.bars") });
  await expect(bars).toBeVisible();
  await page.waitForLoadState("networkidle");
  await context.setOffline(true);
  await expect(page.getByText(m("payCode.offline"))).toBeVisible();
  await expect(bars).toBeVisible();
  await context.setOffline(false);
  await expect(page.getByText(m("payCode.offline"))).toHaveCount(0);
});

test("an answer that was lost does not pay twice: the sheet asks again by itself", async ({ page, lane, m }) => {
  const [li, purses, shop] = [await lane.person(), new Purses(lane), await Merchant.open(lane)];
  await purses.fill(li, 10_000);
  const { codeUrl } = await shop.native(700);
  await lane.enter(page, li, `/pay?text=${encodeURIComponent(codeUrl)}`);
  const sheet = new Sheet(page, m);
  await expect(sheet.asking(700, shop.name)).toBeVisible();
  const wire = await page.context().newCDPSession(page);
  wire.on("Fetch.requestPaused", ({ requestId }) => {
    void wire.send("Fetch.failRequest", { requestId, errorReason: "ConnectionReset" }).then(() => wire.send("Fetch.disable"));
  });
  await wire.send("Fetch.enable", { patterns: [{ urlPattern: "*/payments/*/pay", requestStage: "Response" }] });
  await sheet.type();
  await sheet.paid(700, shop.name);
  expect(await purses.balance(li)).toBe(9_300);
});
