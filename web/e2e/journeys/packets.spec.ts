/** Money among friends: a transfer that is accepted or sent back, red packets for one and for luck. */
import { Messenger } from "../support/messenger";
import { Purses } from "../support/merchant";
import { Sheet, yuan } from "../support/money";
import { expect, SOON, test } from "../support/test";

test("a transfer waits, is accepted, and both sides see it", async ({ page, another, lane, m }) => {
  const [li, han, purses] = [await lane.person(), await lane.person(), new Purses(lane)];
  await purses.fill(li, 10_000);
  await purses.fill(han, 0);
  const chat = await lane.chat(li, han);
  const theirs = (await another()).page;
  await lane.enter(theirs, han, `/c/${chat}`);
  await lane.enter(page, li, `/c/${chat}`);
  await page.getByRole("button", { name: m("composer.attach") }).click();
  await page.getByRole("menuitem", { name: m("composer.transfer") }).click();
  await page.getByLabel(m("amount.label")).fill("12.5");
  await page.getByLabel(m("transfer.memo")).fill("Dumplings");
  await page.getByRole("button", { name: m("transfer.do", { amount: yuan(1_250) }) }).click();
  const sheet = new Sheet(page, m);
  await expect(sheet.asking(1_250, han.name)).toBeVisible();
  await sheet.type();
  await sheet.paid(1_250, han.name);
  const [mine, hers] = [new Messenger(page, m), new Messenger(theirs, m)];
  await expect(mine.message("Dumplings")).toContainText(m("card.transfer.sent.pending"));

  await hers.message("Dumplings").getByRole("button").click();
  await theirs.getByRole("button", { name: m("transfer.accept", { amount: yuan(1_250) }) }).click();
  await expect(theirs.getByRole("heading", { name: m("transfer.got.accepted") })).toBeVisible();
  await expect(mine.message("Dumplings")).toContainText(m("card.transfer.sent.accepted"), SOON);
  expect([await purses.balance(li), await purses.balance(han)]).toEqual([8_750, 1_250]);
});

test("a transfer that is sent back is all there again", async ({ page, lane, m }) => {
  const [li, han, purses] = [await lane.person(), await lane.person(), new Purses(lane)];
  await purses.fill(han, 5_000);
  const chat = await lane.chat(li, han);
  await purses.transfer(han, chat, 2_000, "Too much");
  await lane.enter(page, li, `/c/${chat}`);
  const mine = new Messenger(page, m);
  await mine.message("Too much").getByRole("button").click();
  await page.getByRole("button", { name: m("transfer.return"), exact: true }).click();
  await page.getByRole("dialog", { name: m("transfer.returnTitle", { name: han.name }) }).getByRole("button", { name: m("transfer.return"), exact: true }).click();
  await expect(page.getByRole("heading", { name: m("transfer.got.returned") })).toBeVisible();
  expect(await purses.balance(han)).toBe(5_000);
});

test("a red packet is put in, knocked at, and found", async ({ page, another, lane, m }) => {
  const [li, han, purses] = [await lane.person(), await lane.person(), new Purses(lane)];
  await purses.fill(li, 10_000);
  await purses.fill(han, 0);
  const chat = await lane.chat(li, han);
  await lane.enter(page, li, `/c/${chat}`);
  await page.getByRole("button", { name: m("composer.attach") }).click();
  await page.getByRole("menuitem", { name: m("composer.packet") }).click();
  await page.getByLabel(m("packet.amount")).fill("6.66");
  await page.getByLabel(m("packet.words")).fill("For sweets");
  await page.getByRole("button", { name: m("packet.do", { amount: yuan(666) }) }).click();
  await new Sheet(page, m).type();
  await expect(new Messenger(page, m).message("For sweets")).toBeVisible();

  const theirs = (await another()).page;
  await lane.enter(theirs, han, `/c/${chat}`);
  await new Messenger(theirs, m).message("For sweets").getByRole("button").click();
  await theirs.getByRole("button", { name: m("packet.open") }).click();
  await expect(theirs.getByText(m("packet.inBalance"))).toBeVisible();
  expect(await purses.balance(han)).toBe(666);
  await expect(new Messenger(page, m).message("For sweets")).toContainText(m("card.packet.taken"), SOON);
});

test("luck is told when the last share is drawn", async ({ page, lane, m }) => {
  const [li, han, jim, purses] = [await lane.person(), await lane.person(), await lane.person(), new Purses(lane)];
  await purses.fill(han, 10_000);
  const { id: group } = await lane.as<{ id: string }>(li, "POST", "/conversations", { person_ids: [han.id, jim.id], title: "Noodle club" });
  const packet = await purses.packet(han, group, 2_000, { kind: "lucky", count: 3, greeting: "For the children" });
  await purses.openPacket(jim, packet.id);
  await lane.enter(page, li, `/c/${group}`);
  await new Messenger(page, m).message("For the children").getByRole("button").click();
  await page.getByRole("button", { name: m("packet.open") }).click();
  await expect(page.getByText(m("packet.opened", { opened: 2, count: 3 })).filter({ visible: true }).first()).toBeVisible();
  await expect(page.getByText(m("packet.best"))).toHaveCount(0);
  await purses.openPacket(han, packet.id);
  await expect(page.getByText(m("packet.best"))).toHaveCount(1, SOON);
});
