/**
 * Visits a running lane as Li Lei and takes the pictures of README and docs.
 *
 * Started by tools/take_screenshots.py with HUTONG_URL, HUTONG_CHROMIUM and PICTURES in the environment, in web/, where
 * Playwright is installed.
 */
import { createRequire } from "node:module";
import { join } from "node:path";

const require = createRequire(join(process.cwd(), "e2e", "package.json"));
const { chromium } = require("@playwright/test");

const { HUTONG_URL: url, HUTONG_CHROMIUM: executablePath, PICTURES: pictures } = process.env;
const NO_NETWORK_OF_ITS_OWN = ["--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"];
const ANSWERS_WITHIN_MS = 10_000;

const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", ...NO_NETWORK_OF_ITS_OWN] });
try {
  const context = await browser.newContext({ locale: "en-GB", deviceScaleFactor: 2, colorScheme: "light" });
  const page = await context.newPage();
  const conversation = await talkWithWaterworks(page);
  await take(page, `/c/${conversation}`, { width: 1280, height: 800 }, "messenger");
  await take(page, `/c/${conversation}`, { width: 390, height: 844 }, "messenger-phone");
  await take(page, "/console/lab/inspector", { width: 1280, height: 800 }, "inspector");
} finally {
  await browser.close();
}

/** Sign in, follow, ask; answers the id of the thread. */
async function talkWithWaterworks(page) {
  await page.goto(url);
  const people = await call(page, "GET", "/api/lab/people");
  const li = people.items.find((person) => person.name === "Li Lei") ?? people.items[0];
  const link = await call(page, "POST", `/api/lab/people/${li.id}/sign-in-link`, { path: "/" });
  await page.goto(new URL(link.url, url).href);

  const found = await call(page, "GET", "/api/client/directory?q=Waterworks");
  const { conversation } = await call(page, "POST", `/api/client/accounts/${found.accounts[0].app_id}/follow`, {});
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.goto(`${url}/c/${conversation.id}`);
  for (const words of ["help", "balance"]) {
    const body = { client_id: crypto.randomUUID(), body: { kind: "text", text: words } };
    const asked = await call(page, "POST", `/api/client/conversations/${conversation.id}/entries`, body);
    await answered(page, conversation.id, asked.seq);
  }
  return conversation.id;
}

/** Wait until the account has said something after `seq`. */
async function answered(page, id, seq) {
  const until = Date.now() + ANSWERS_WITHIN_MS;
  while (Date.now() < until) {
    const { entries } = await call(page, "GET", `/api/client/conversations/${id}/entries?limit=10`);
    if (entries.some((entry) => entry.seq > seq && entry.sender?.kind === "app")) return;
    await page.waitForTimeout(200);
  }
  throw new Error("Waterworks does not answer");
}

/** Call the lane's API as the page would, so that its cookies count. */
async function call(page, method, path, body) {
  const answer = await page.evaluate(
    async ([method, path, body]) => {
      const options = { method, headers: { "content-type": "application/json" }, body: body && JSON.stringify(body) };
      const response = await fetch(path, options);
      return { status: response.status, words: await response.text() };
    },
    [method, path, body],
  );
  if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status} ${answer.words}`);
  return JSON.parse(answer.words);
}

/** Open a page, let it settle, and keep what a person would see. */
async function take(page, path, viewport, name) {
  await page.setViewportSize(viewport);
  await page.goto(url + path);
  await page.waitForLoadState("load");
  await page.evaluate(() => document.fonts.ready);
  await page.waitForTimeout(1000);
  await page.screenshot({ path: join(pictures, `${name}.png`) });
  console.log(`${name}.png`);
}
