/** What moves the whole lane: its clock. Runs when every other journey has ended. */
import { Messenger } from "../support/messenger";
import { expect, SOON, test } from "../support/test";

test("the lab's clock moves by a day, and today becomes yesterday", { tag: "@alone" }, async ({ page, another, lane, c, m }) => {
  // What other journeys left behind would be due within the day: hundreds of retries to servers that are gone.
  await lane.ask("POST", "/api/lab/reset");
  const [li, han] = [await lane.person(), await lane.person()];
  const chat = await lane.chat(li, han);
  await lane.say(han, chat, "See you tomorrow");
  await lane.enter(page, li, `/c/${chat}`);
  const mine = new Messenger(page, m);
  await expect(mine.log.getByText(m("time.today"))).toBeVisible();

  const lab = (await another()).page;
  await lab.goto("/console/lab/clock");
  const bar = lab.getByRole("region", { name: c("nav.clock") }).first();
  await bar.getByRole("button", { name: c("leap.day") }).click();
  await expect(bar).toContainText(c("clock.ahead", { state: c("clock.running"), by: `1 ${c("unit.day")}` }));

  await lane.say(han, chat, "Good morning");
  await expect(mine.message("Good morning")).toBeVisible(SOON);
  await expect(mine.log.getByText(m("time.yesterday"))).toBeVisible();
  await expect(mine.log.getByText(m("time.today"))).toBeVisible();
});
