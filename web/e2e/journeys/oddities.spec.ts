/** What nobody expects to be typed: long names, right-to-left and invisible letters, a wall of lines, a hundred thousand messages. */
import type { Page } from "@playwright/test";
import { Messenger } from "../support/messenger";
import { expect, fresh, test } from "../support/test";

const LONG_NAME = "Wolfeschlegelsteinhausenbergerdorffwelchevoralternwarengewi";
const RTL = "مرحبا بالعالم، كيف الحال اليوم؟";
const LINES = 5_000;

/** Nothing may push the page wider than its window. */
async function fits(page: Page): Promise<void> {
  const { wide, window } = await page.evaluate(() => ({ wide: document.documentElement.scrollWidth, window: innerWidth }));
  expect(wide).toBeLessThanOrEqual(window);
}

test("a name of sixty letters, one of right-to-left letters and one that nobody sees keep their places", async ({ page, lane, m }) => {
  const li = await lane.person();
  const names = [`${LONG_NAME.slice(0, 50)}${fresh("")}`, `${RTL.slice(0, 13)} ${fresh("")}`, "👩‍👩‍👧‍👦"];
  await lane.enter(page, li);
  for (const name of names) {
    const other = await lane.person(name);
    const chat = await lane.chat(other, li);
    await lane.say(other, chat, `${RTL}\u200b\u200f\u202e backwards \u202c`);
    await page.goto(`/c/${chat}`);
    await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
    await expect(new Messenger(page, m).message("backwards")).toBeVisible();
    await fits(page);
    await page.goto(`/p/${other.link_code}`);
    await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
    await fits(page);
  }
  await page.goto("/");
  await expect(new Messenger(page, m).row(names[0] ?? "")).toBeVisible();
  await fits(page);
});

test("a message of five thousand lines is folded, and opened when one asks", async ({ page, lane, m }) => {
  const [li, han] = [await lane.person(), await lane.person()];
  const chat = await lane.chat(han, li);
  const wall = Array.from({ length: LINES }, (_, line) => (line % 3 === 0 ? `${line % 10}x` : "x")).join("\n");
  await lane.say(han, chat, wall.slice(0, 20_000));
  await lane.say(han, chat, "after the wall");
  await lane.enter(page, li, `/c/${chat}`);
  const mine = new Messenger(page, m);
  await expect(mine.message("after the wall")).toBeInViewport();
  const [wallBox] = await Promise.all([mine.log.locator("[data-message]").first().boundingBox()]);
  expect(wallBox?.height ?? Infinity).toBeLessThan(2_000);
  await fits(page);
});

test("a thread of a hundred thousand messages opens at its end and is read backwards", { tag: "@desk" }, async ({ page, lane, m }) => {
  test.setTimeout(90_000);
  const [li, han] = [await lane.person(), await lane.person()];
  const chat = await lane.chat(han, li);
  await lane.say(han, chat, "the newest of all");
  // As many as that are told by the server in pages; here they are told by the page's own network.
  const newest = 100_000;
  await page.route(`**/api/client/conversations/${chat}/entries?**`, async (route) => {
    const before = Number(new URL(route.request().url()).searchParams.get("before"));
    const first = Math.max(1, before - 50);
    const entries = Array.from({ length: before - first }, (_, index) => anEntry(chat, han.id, first + index));
    await route.fulfill({ json: { entries, more: first > 1 } });
  });
  const held = await lane.as<object>(li, "GET", `/conversations/${chat}`);
  const last = { ...anEntry(chat, han.id, newest), body: { kind: "text", text: "the newest of all" } };
  const marks = { head_seq: newest, head_ordinal: newest, read_seq: newest, read_ordinal: newest, unread: 0 };
  await page.route("**/api/client/sync", (route) =>
    route.fulfill({ json: { personal_seq: 1, personal: [], more: false, conversations: [{ ...held, ...marks, last, entries: [last], has_gap: true }] } }),
  );
  await lane.enter(page, li, `/c/${chat}`);
  const mine = new Messenger(page, m);
  await expect(mine.message("the newest of all")).toBeInViewport();
  const log = mine.log;
  const tallAsRead = () => log.evaluate((box) => (box.scrollTo({ top: 0 }), box.scrollHeight));
  await expect.poll(tallAsRead, { intervals: [80], timeout: 40_000 }).toBeGreaterThan(20_000);
  // However far one reads, only what is near the screen is drawn.
  expect(await log.locator("[data-message]").count()).toBeLessThan(400);
  await page.getByRole("button", { name: m("thread.toNewest") }).click();
  await expect(mine.message("the newest of all")).toBeInViewport();
});

function anEntry(chat: string, sender: string, seq: number) {
  const at = new Date(Date.UTC(2026, 0, 1) + seq * 60_000).toISOString();
  return { conversation_id: chat, seq, ordinal: seq, id: `${chat}${seq}`, client_id: null, sender: { kind: "person", id: sender }, at, body: { kind: "text", text: `number ${seq}` } };
}
