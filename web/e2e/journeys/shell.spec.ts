/** The messenger without a line: its shell opens, what was read is there, and what is written waits. */
import { Messenger } from "../support/messenger";
import { expect, test } from "../support/test";

test.use({ serviceWorkers: "allow" });

test("opened off line it shows what was read; what is written then goes out once", { tag: "@desk" }, async ({ page, context, lane, m }) => {
  test.setTimeout(60_000);
  const [li, han] = [await lane.person(), await lane.person()];
  const chat = await lane.chat(han, li);
  await lane.say(han, chat, "See you by the drum tower");
  await lane.enter(page, li, `/c/${chat}`);
  const mine = new Messenger(page, m);
  await expect(mine.message("See you by the drum tower")).toBeVisible();
  // The shell is fetched a while after the first look.
  await page.evaluate(() => navigator.serviceWorker.ready);

  await context.setOffline(true);
  await page.reload();
  await expect(mine.message("See you by the drum tower")).toBeVisible();
  await mine.write("Written in the tunnel");
  await expect(mine.message("Written in the tunnel").getByLabel(m("thread.sending"))).toBeVisible();
  await page.reload();
  await expect(mine.message("Written in the tunnel")).toBeVisible();

  await context.setOffline(false);
  await expect(mine.message("Written in the tunnel").getByLabel(m("thread.delivered"))).toBeVisible({ timeout: 20_000 });
  expect(await lane.texts(han, chat)).toEqual(["See you by the drum tower", "Written in the tunnel"]);
});
