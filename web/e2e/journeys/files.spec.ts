/** Large files: what may be sent is told before one picks, a cut line costs nothing that has arrived, and one may stop. */
import type { Page } from "@playwright/test";
import { Messenger } from "../support/messenger";
import { expect, test } from "../support/test";

const MEGABYTE = 1 << 20;

/** A line so slow that a file takes a while; answers how to cut it and mend it again. */
async function slowLine(page: Page, bytesPerSecond: number): Promise<(isCut: boolean) => Promise<unknown>> {
  const session = await page.context().newCDPSession(page);
  await session.send("Network.enable");
  const cut = (offline: boolean) =>
    session.send("Network.emulateNetworkConditions", { offline, latency: 5, downloadThroughput: -1, uploadThroughput: bytesPerSecond });
  await cut(false);
  return cut;
}

async function pick(page: Page, name: string, bytes: Buffer): Promise<void> {
  await page.locator("input[type=file]:not([accept])").setInputFiles({ name, mimeType: "application/octet-stream", buffer: bytes });
}

test("a large file goes on where the cut line left it, and arrives whole", async ({ page, lane, m }) => {
  test.setTimeout(90_000);
  const [li, han] = [await lane.person(), await lane.person()];
  const chat = await lane.chat(li, han);
  await lane.enter(page, li, `/c/${chat}`);
  const mine = new Messenger(page, m);
  await expect(mine.composer).toBeVisible();
  const parts: number[] = [];
  page.on("request", (request) => {
    const { pathname, searchParams } = new URL(request.url());
    if (request.method() === "PUT" && pathname.includes("/uploads/parts/")) parts.push(Number(searchParams.get("offset")));
  });
  const cut = await slowLine(page, 4 * MEGABYTE);

  const bytes = Buffer.alloc(14 * MEGABYTE, "hutong");
  await pick(page, "film.mov", bytes);
  await page.getByRole("button", { name: m("composer.send"), exact: true }).click();
  const bar = page.getByRole("progressbar", { name: "film.mov" });
  await expect.poll(() => parts.length, { timeout: 20_000 }).toBeGreaterThanOrEqual(2);
  await cut(true);
  const goesOn = m("media.goesOn", { done: "", whole: "" }).split("·").at(-1) ?? "";
  await expect(mine.message("film.mov")).toContainText(goesOn.trim());
  await expect(bar).toBeVisible();
  const before = Math.max(...parts);
  await cut(false);
  await expect(mine.message("film.mov").getByLabel(m("thread.delivered"))).toBeVisible({ timeout: 40_000 });

  expect(parts.filter((offset) => offset === 0)).toHaveLength(1);
  expect(Math.min(...parts.slice(parts.indexOf(before) + 1))).toBeGreaterThanOrEqual(before);
  const { entries } = await lane.as<{ entries: { body: { media: { url: string; size_bytes: number } } }[] }>(han, "GET", `/conversations/${chat}/entries`);
  expect(entries[0]?.body.media.size_bytes).toBe(bytes.length);
});

test("a file on its way may be stopped, and nothing of it is sent", async ({ page, lane, m }) => {
  const [li, han] = [await lane.person(), await lane.person()];
  const chat = await lane.chat(li, han);
  await lane.enter(page, li, `/c/${chat}`);
  const mine = new Messenger(page, m);
  await expect(mine.composer).toBeVisible();
  await slowLine(page, MEGABYTE);
  const asked = (method: string) => page.waitForRequest((request) => request.method() === method && request.url().includes("/uploads/parts/"));
  const [begun, gone] = [asked("PUT"), asked("DELETE")];
  await pick(page, "film.mov", Buffer.alloc(8 * MEGABYTE));
  await page.getByRole("button", { name: m("composer.send"), exact: true }).click();
  await begun;
  await page.getByRole("button", { name: m("media.stop"), exact: true }).click();
  await gone;
  await expect(mine.message("film.mov")).toHaveCount(0);
  expect((await lane.as<{ entries: unknown[] }>(li, "GET", `/conversations/${chat}/entries`)).entries).toEqual([]);
});

test("how large a file may be is told before one picks it", async ({ page, lane, m }) => {
  const [li, han] = [await lane.person(), await lane.person()];
  await lane.enter(page, li, `/c/${await lane.chat(li, han)}`);
  await page.getByRole("button", { name: m("composer.attach") }).click();
  const told = page.getByRole("menuitem", { name: m("composer.file") });
  await expect(told).toContainText(m("composer.upTo", { limit: "2 GB" }));
});
