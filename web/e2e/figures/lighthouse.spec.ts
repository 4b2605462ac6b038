/** What Lighthouse says of the list, a thread and a thread with articles; where it cannot be had, nothing is told. */
import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { chromium } from "@playwright/test";
import { DESK, launchOptions } from "../support/chromium";
import { inBrowsers } from "../support/lane";
import { settled } from "../support/screens";
import { test } from "../support/test";
import { aTown } from "../support/town";
import { tell } from "./tell";

const run = promisify(execFile);
const [command = "npx", ...before] = (process.env["HUTONG_LIGHTHOUSE"] ?? "npx --yes lighthouse@13").split(" ");
const LEAST = 95;

test("what Lighthouse says", async ({ lane, language }) => {
  test.skip(!(await isHere()), "lighthouse cannot be had on this machine");
  const town = await aTown(lane);
  const folder = mkdtempSync(join(tmpdir(), "hutong-lighthouse-"));
  const port = await aFreePort();
  const options = { ...launchOptions, args: [...launchOptions.args, `--remote-debugging-port=${port}`], ...DESK, locale: language, baseURL: inBrowsers(lane.url) };
  const context = await chromium.launchPersistentContext(join(folder, "profile"), options);
  const page = await context.newPage();
  await lane.enter(page, town.li);
  for (const [name, path] of [["list", "/"], ["thread", `/c/${town.withHan}`], ["articles", `/c/${town.withTea}`]] as const) {
    await page.goto(path);
    await settled(page);
    const out = join(folder, `${name}.json`);
    const asked = [new URL(path, inBrowsers(lane.url)).href, `--port=${port}`, "--output=json", `--output-path=${out}`, "--quiet", "--disable-storage-reset"];
    await run(command, [...before, ...asked, "--preset=desktop", "--only-categories=performance,accessibility,best-practices"]);
    const { categories, audits } = JSON.parse(readFileSync(out, "utf8")) as Report;
    for (const { title, score, auditRefs } of Object.values(categories)) {
      tell(`messenger, Lighthouse, ${name}, ${title.toLowerCase()}`, "of 100", LEAST, [score * 100], true);
      const short = auditRefs.filter(({ id, weight }) => weight > 0 && (audits[id]?.score ?? 1) < 0.9);
      if (score * 100 < 100) console.log("   ", short.map(({ id }) => `${id} ${audits[id]?.displayValue ?? ""}`).join(", "));
    }
  }
  await context.close();
});

interface Report {
  categories: Record<string, { title: string; score: number; auditRefs: { id: string; weight: number }[] }>;
  audits: Record<string, { score: number | null; displayValue?: string }>;
}

async function isHere(): Promise<boolean> {
  return run(command, [...before, "--version"]).then(() => true, () => false);
}

async function aFreePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  const { port } = server.address() as AddressInfo;
  await new Promise((done) => server.close(done));
  return port;
}
