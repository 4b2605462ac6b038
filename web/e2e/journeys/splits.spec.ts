/** A bill among friends: asked for in their group, paid one after the other, reminded, ended. */
import { Messenger } from "../support/messenger";
import { Purses } from "../support/merchant";
import { Sheet, yuan } from "../support/money";
import { expect, SOON, test } from "../support/test";

test("a bill of 200 yuan among four is gathered; what does not divide is the starter's", async ({ page, another, lane, m }) => {
  const [li, han, jim, purses] = [await lane.person(), await lane.person(), await lane.person(), new Purses(lane)];
  for (const person of [li, han, jim]) await purses.fill(person, 50_000);
  const { id: group } = await lane.as<{ id: string }>(li, "POST", "/conversations", { person_ids: [han.id, jim.id], title: "Noodle club" });
  await lane.enter(page, li, `/c/${group}`);
  await page.getByRole("button", { name: m("composer.attach") }).click();
  await page.getByRole("menuitem", { name: m("composer.split") }).click();
  await page.getByLabel(m("split.total")).fill("200");
  await page.getByLabel(m("split.what")).fill("Table 7");
  await expect(page.getByText(m("split.sum", { asked: yuan(13_332), own: yuan(6_668) }))).toBeVisible();
  await page.getByRole("button", { name: m("split.ask", { amount: yuan(13_332) }) }).click();
  const mine = new Messenger(page, m);
  await expect(mine.message("Table 7")).toContainText(m("card.split.progress", { paid: 0, asked: 2 }));

  const theirs = (await another()).page;
  await lane.enter(theirs, han, `/c/${group}`);
  await new Messenger(theirs, m).message("Table 7").getByRole("button").click();
  await theirs.getByRole("button", { name: m("split.pay", { amount: yuan(6_666) }) }).click();
  const sheet = new Sheet(theirs, m);
  await sheet.type();
  await sheet.paid(6_666, li.name);
  await expect(mine.message("Table 7")).toContainText(m("card.split.progress", { paid: 1, asked: 2 }), SOON);
  await expect.poll(() => purses.balance(li)).toBe(56_666);

  await mine.message("Table 7").getByRole("button").click();
  await page.getByRole("button", { name: m("split.remindOne", { name: jim.name }) }).click();
  await expect(page.getByText(m("split.reminded"))).toBeVisible();
  await page.getByRole("button", { name: m("split.close") }).click();
  await expect(page.getByText(m("split.notAsked"), { exact: false }).first()).toBeVisible();
});
