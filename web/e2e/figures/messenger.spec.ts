/** The messenger's own work: script at the first look, switching, typing while much arrives, and standing still. */
import { gzipSync } from "node:zlib";
import type { CDPSession, Page } from "@playwright/test";
import { Messenger } from "../support/messenger";
import { expect, test } from "../support/test";
import { tell } from "./tell";

const CHATS = 6;
const SAID = 60;
const SWITCHES = 20;
const ARRIVING_PER_SECOND = 50;
const TYPED = 60;
const ROUNDS = 5;
const SCRIPT = new Set(["FunctionCall", "EventDispatch"]);

test("first load", async ({ page, lane, m }) => {
  const [li, han] = [await lane.person(), await lane.person()];
  await lane.say(han, await lane.chat(han, li), "Hello");
  const scripts: Promise<number>[] = [];
  page.on("response", (response) => {
    if (response.request().resourceType() === "script") scripts.push(response.body().then((body) => gzipSync(body, { level: 6 }).byteLength));
  });
  await lane.enter(page, li);
  await expect(new Messenger(page, m).row(han.name)).toBeVisible();
  await page.waitForLoadState("networkidle");
  const bytes = (await Promise.all(scripts)).reduce((sum, one) => sum + one, 0);
  tell("messenger, script of the first look, gzip", "kB", 200, [bytes / 1000]);
});

test("switching conversations", async ({ page, lane, m }) => {
  const li = await lane.person();
  const others = await Promise.all(Array.from({ length: CHATS }, () => lane.person()));
  for (const other of others) {
    const chat = await lane.chat(li, other);
    for (let number = 0; number < SAID; number += 1) await lane.say(number % 3 ? other : li, chat, `${number}: the persimmons are ripe, come before the birds do`);
  }
  await lane.enter(page, li);
  const mine = new Messenger(page, m);
  const session = await page.context().newCDPSession(page);
  // The processor's time, so that whatever else the machine does is not measured.
  await session.send("Performance.enable", { timeDomain: "threadTicks" });
  const found: number[] = [];
  for (let round = 0; round < SWITCHES + CHATS; round += 1) {
    const other = others[round % CHATS];
    if (!other) continue;
    const before = await scripting(session);
    await mine.row(other.name).click();
    await expect(page.getByRole("heading", { name: other.name })).toBeVisible();
    await stillness(page);
    // The first look at each brings its script and warms the engine.
    if (round >= CHATS) found.push((await scripting(session)) - before);
  }
  tell("messenger, switching conversations, scripting", "ms", 50, found);
});

test("typing while messages arrive", async ({ page, browser, lane, m }) => {
  const [li, han] = [await lane.person(), await lane.person()];
  const chat = await lane.chat(li, han);
  await lane.enter(page, li, `/c/${chat}`);
  const mine = new Messenger(page, m);
  await mine.composer.click();
  const [usual, longest]: [number[], number[]] = [[], []];
  for (let round = 0; round < ROUNDS; round += 1) {
    let isArriving = true;
    const arriving = (async () => {
      const started = performance.now();
      const underWay: Promise<unknown>[] = [];
      for (let number = 0; isArriving; number += 1) {
        // A connection that the server has just let go of costs one message, not the round.
        underWay.push(lane.say(han, chat, `${round}.${number} arrives while you write`).catch(() => undefined));
        await new Promise((next) => setTimeout(next, Math.max(0, started + ((number + 1) * 1000) / ARRIVING_PER_SECOND - performance.now())));
      }
      await Promise.all(underWay);
      return underWay.length / ((performance.now() - started) / 1000);
    })();
    await browser.startTracing(page, { categories: ["disabled-by-default-devtools.timeline", "devtools.timeline"] });
    for (let typed = 0; typed < TYPED; typed += 1) await page.keyboard.press("a", { delay: 40 });
    isArriving = false;
    console.log(`${(await arriving).toFixed(0)} messages a second arrived`);
    const tasks = tasksIn(await browser.stopTracing());
    usual.push(tasks[Math.floor(tasks.length * 0.99)] ?? 0);
    longest.push(tasks.at(-1) ?? 0);
    await mine.composer.fill("");
  }
  tell("messenger, typing while 50 messages a second arrive, 99 of 100 pieces of script", "ms", 16, usual);
  tell("messenger, typing while 50 messages a second arrive, the longest piece of script", "ms", 16, longest);
});

test("nothing jumps", async ({ page, lane, m }) => {
  const [li, han] = [await lane.person(), await lane.person()];
  const chat = await lane.chat(li, han);
  for (let number = 0; number < SAID; number += 1) await lane.say(han, chat, `${number}: ${"the late harvest tastes of honey ".repeat(1 + (number % 5))}`);
  await page.addInitScript(() => {
    Object.assign(window, { shift: 0 });
    new PerformanceObserver((list) => {
      for (const one of list.getEntries() as (PerformanceEntry & { value: number; hadRecentInput: boolean })[])
        if (!one.hadRecentInput) (window as unknown as { shift: number }).shift += one.value;
    }).observe({ type: "layout-shift", buffered: true });
  });
  const found: number[] = [];
  for (const path of ["/", `/c/${chat}`]) {
    await lane.enter(page, li, path);
    await expect(new Messenger(page, m).row(han.name)).toBeVisible();
    for (let number = 0; number < 5; number += 1) await lane.say(han, chat, `${number} arrives`);
    await stillness(page);
    found.push(await page.evaluate(() => (window as unknown as { shift: number }).shift));
  }
  tell("messenger, layout shift of list and thread", "", 0.01, [Math.max(...found)]);
});

/** How long a key would have had to wait for the page's own script, in milliseconds of the processor's time, the longest last. */
function tasksIn(trace: Buffer): number[] {
  const { traceEvents } = JSON.parse(trace.toString()) as { traceEvents: { name: string; pid: number; tid: number; tdur?: number; args?: { name?: string } }[] };
  const main = traceEvents.filter(({ name, args }) => name === "thread_name" && args?.name === "CrRendererMain").map(({ pid, tid }) => `${pid}.${tid}`);
  const tasks = traceEvents.filter(({ name, pid, tid, tdur }) => SCRIPT.has(name) && tdur !== undefined && main.includes(`${pid}.${tid}`));
  return tasks.map(({ tdur }) => (tdur ?? 0) / 1000).sort((a, b) => a - b);
}

/** Milliseconds of script that this page has run so far. */
async function scripting(session: CDPSession): Promise<number> {
  const { metrics } = await session.send("Performance.getMetrics");
  return (metrics.find(({ name }) => name === "ScriptDuration")?.value ?? 0) * 1000;
}

async function stillness(page: Page): Promise<void> {
  await page.waitForTimeout(250);
  await page.evaluate(() => new Promise((done) => requestIdleCallback(done)));
}
