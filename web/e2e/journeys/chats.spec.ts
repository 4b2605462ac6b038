/** People among themselves: two of them chatting, one of them on two devices, the network coming and going. */
import type { Page } from "@playwright/test";
import { Messenger } from "../support/messenger";
import { expect, SOON, test } from "../support/test";

test("two people find each other by a link and chat", async ({ page, another, lane, m }) => {
  const [li, han] = [await lane.person(), await lane.person()];
  const theirs = (await another()).page;
  await lane.enter(theirs, han);
  await lane.enter(page, li, `/p/${han.link_code}`);
  await page.getByRole("button", { name: m("person.write", { name: han.name }) }).click();
  const [mine, hers] = [new Messenger(page, m), new Messenger(theirs, m)];
  await mine.write("Is the tea house open?");

  await hers.row(li.name).click();
  await expect(hers.message("Is the tea house open?")).toBeVisible(SOON);
  await hers.write("Since seven.");
  await expect(mine.message("Since seven.")).toBeVisible(SOON);
  await expect(mine.message("Is the tea house open?").getByLabel(m("thread.delivered"))).toBeVisible();
});

test("two devices of one person stay in step: messages, read marks, drafts", async ({ page, another, lane, m }) => {
  const [li, han] = [await lane.person(), await lane.person()];
  const chat = await lane.chat(han, li);
  const second = (await another()).page;
  const [first, other] = [new Messenger(page, m), new Messenger(second, m)];
  await lane.enter(page, li);
  await lane.enter(second, li);

  await lane.say(han, chat, "Two dumplings or three?");
  const unread = m("chats.unread", { count: 1 });
  await expect(first.row(han.name)).toContainText(unread, SOON);
  await expect(other.row(han.name)).toContainText(unread, SOON);

  await first.row(han.name).click();
  await expect(first.message("Two dumplings or three?")).toBeVisible();
  await expect(other.row(han.name)).not.toContainText(unread, SOON);

  await first.composer.fill("Three, and");
  await expect(other.row(han.name)).toContainText(m("chats.draft"), SOON);
  await expect(other.row(han.name)).toContainText("Three, and");

  await first.write("Three, and tea");
  await expect(other.row(han.name)).toContainText("Three, and tea", SOON);
  await expect(other.row(han.name)).not.toContainText(m("chats.draft"), SOON);
  await other.row(han.name).click();
  await expect(other.message("Three, and tea")).toBeVisible();
});

test("what is marked as unread on one device is marked on the other, until it is opened", async ({ page, another, lane, m }) => {
  const [li, han] = [await lane.person(), await lane.person()];
  const chat = await lane.chat(li, han);
  await lane.say(li, chat, "Later");
  const second = (await another()).page;
  const [first, other] = [new Messenger(page, m), new Messenger(second, m)];
  await lane.enter(page, li);
  await lane.enter(second, li);
  await first.row(han.name).click({ button: "right" });
  await page.getByRole("menuitem", { name: m("chats.markUnread") }).click();
  const mark = other.row(han.name).getByRole("img", { name: m("chats.marked") });
  await expect(mark).toBeVisible(SOON);
  await other.row(han.name).click();
  await expect(first.row(han.name).getByRole("img", { name: m("chats.marked") })).toBeHidden(SOON);
});

test("what was written off line goes out once when the network is back", async ({ page, context, lane, m }) => {
  const [li, han] = [await lane.person(), await lane.person()];
  const chat = await lane.chat(li, han);
  await lane.enter(page, li, `/c/${chat}`);
  const mine = new Messenger(page, m);
  await expect(mine.composer).toBeVisible();

  await context.setOffline(true);
  await mine.write("Written in the tunnel");
  await expect(page.getByText(m("offline.title")).filter({ visible: true }).first()).toBeVisible();
  await expect(mine.message("Written in the tunnel").getByLabel(m("thread.sending"))).toBeVisible();
  await lane.say(han, chat, "Where are you?");

  await context.setOffline(false);
  await expect(mine.message("Written in the tunnel").getByLabel(m("thread.delivered"))).toBeVisible();
  await expect(mine.message("Where are you?")).toBeVisible();
  await expect(page.getByText(m("offline.title"))).toHaveCount(0);
  expect((await lane.texts(han, chat)).filter((text) => text === "Written in the tunnel")).toHaveLength(1);
});

test("an answer that was lost on the way back does not double the message", async ({ page, lane, m }) => {
  const [li, han] = [await lane.person(), await lane.person()];
  const chat = await lane.chat(li, han);
  await lane.enter(page, li, `/c/${chat}`);
  const lost = await loseOneAnswer(page, `*/conversations/${chat}/entries`);
  const mine = new Messenger(page, m);
  await mine.write("Only once, please");
  await expect(mine.message("Only once, please").getByLabel(m("thread.delivered"))).toBeVisible();
  await page.reload();
  await expect(mine.message("Only once, please")).toHaveCount(1);
  expect(lost()).toBe(1);
  expect(await lane.texts(han, chat)).toEqual(["Only once, please"]);
});

/** The server gets the next request and answers, but the answer never arrives. Says how often that happened. */
async function loseOneAnswer(page: Page, urlPattern: string): Promise<() => number> {
  const wire = await page.context().newCDPSession(page);
  let lost = 0;
  wire.on("Fetch.requestPaused", ({ requestId }) => {
    lost += 1;
    void wire.send("Fetch.failRequest", { requestId, errorReason: "ConnectionReset" }).then(() => wire.send("Fetch.disable"));
  });
  await wire.send("Fetch.enable", { patterns: [{ urlPattern, requestStage: "Response" }] });
  return () => lost;
}
