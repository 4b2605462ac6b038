/** What an open tab costs: the script of its first look, and next to nothing while nobody does anything. */
import { gzipSync } from "node:zlib";
import { Messenger } from "../support/messenger";
import { expect, test } from "../support/test";

const FIRST_LOAD_LIMIT_BYTES = 200_000;
const SILENCE_BEFORE_PING_MS = 45_000;
const TEN_MINUTES_MS = 600_000;

test("the list is interactive after at most 200 kB of script, compressed", { tag: "@desk" }, async ({ page, lane, m }) => {
  const [li, han] = [await lane.person(), await lane.person()];
  await lane.say(han, await lane.chat(han, li), "Hello");
  const scripts: Promise<number>[] = [];
  page.on("response", (response) => {
    if (response.request().resourceType() !== "script") return;
    scripts.push(response.body().then((body) => gzipSync(body, { level: 6 }).byteLength));
  });
  await lane.enter(page, li);
  await expect(new Messenger(page, m).row(han.name)).toBeVisible();
  await page.waitForLoadState("networkidle");
  const bytes = (await Promise.all(scripts)).reduce((sum, one) => sum + one, 0);
  test.info().annotations.push({ type: "first load", description: `${(bytes / 1000).toFixed(1)} kB of script, gzip` });
  console.log(`first load: ${(bytes / 1000).toFixed(1)} kB of script in ${scripts.length} files, gzip`);
  expect(bytes).toBeLessThanOrEqual(FIRST_LOAD_LIMIT_BYTES);
});

test("an idle tab asks for nothing in ten minutes; it only pings", { tag: "@desk" }, async ({ page, lane, m }) => {
  const [li, han] = [await lane.person(), await lane.person()];
  const chat = await lane.chat(han, li);
  await lane.say(han, chat, "Good night");
  await page.clock.install();
  let received = 0;
  const sent: string[] = [];
  page.on("websocket", (socket) => {
    socket.on("framereceived", () => (received += 1));
    socket.on("framesent", ({ payload }) => sent.push(String(payload)));
  });
  await lane.enter(page, li, `/c/${chat}`);
  await expect(new Messenger(page, m).message("Good night")).toBeVisible();
  await expect.poll(() => received).toBeGreaterThan(0);
  // What follows an arrival, such as the read mark and the thread's own script, comes to its end first.
  await page.clock.runFor(5_000);
  await page.waitForLoadState("networkidle");

  const requests: string[] = [];
  page.on("request", (request) => requests.push(request.url()));
  page.on("websocket", (socket) => requests.push(socket.url()));
  sent.length = 0;
  for (let passed = 0; passed < TEN_MINUTES_MS; passed += SILENCE_BEFORE_PING_MS) {
    const before = received;
    await page.clock.runFor(SILENCE_BEFORE_PING_MS);
    await expect.poll(() => received, { intervals: [20] }).toBeGreaterThan(before);
  }
  expect(requests).toEqual([]);
  expect(sent.length).toBeLessThanOrEqual(TEN_MINUTES_MS / SILENCE_BEFORE_PING_MS + 1);
  for (const frame of sent) expect(JSON.parse(frame)).toEqual({ type: "ping" });
});
