/** The tutorial, followed to the letter by somebody who reads only its language: whatever it names stands on the screen. */
import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { expect, fresh, test as base } from "../support/test";

const test = base.extend({ locale: "en-GB" });

for (const { locale, file } of [
  { locale: "en-GB", file: "first-bot.md" },
  { locale: "zh-CN", file: "first-bot.zh.md" },
]) {
  test.describe(file, { tag: "@desk" }, () => {
    test.use({ locale });

    test("every step is where the page says", async ({ page, another, m }) => {
      test.setTimeout(90_000);
      const tutorial = new Tutorial(file);
      const bot = await tutorial.startTheBot();
      const name = fresh("Echo");

      const [, theAccount, theConversation] = tutorial.chapters;
      const [create, setUp, later, verify, save] = boldIn(theAccount);
      await page.goto(pathsIn(theAccount)[0] ?? "");
      await press(page, create);
      await page.getByRole("radio", { name: emphasisedIn(theAccount)[0] }).check({ force: true });
      await page.getByRole("textbox").first().fill(name);
      await page.getByRole("button", { name: new RegExp(name) }).click();
      for (const shown of ["AppID", "AppSecret"]) await expect(page.getByText(shown, { exact: true }).first()).toBeVisible();
      await press(page, setUp);
      await expect(page.getByRole("heading", { level: 1, name: later })).toBeVisible();
      const [url, token, mode] = rowsIn(theAccount);
      await page.getByRole("textbox", { name: url?.[0] }).fill(bot.url);
      await page.getByRole("textbox", { name: token?.[0] }).fill(token?.[1] ?? "");
      await expect(page.getByText(mode?.[0] ?? "?", { exact: true })).toBeVisible();
      await page.getByRole("radio", { name: mode?.[1] }).check({ force: true });
      await press(page, verify);
      await expect(page.getByRole("status").filter({ hasNotText: /^$/ }).first()).toBeVisible();
      await press(page, save);
      await expect(page.getByRole("alert")).toHaveCount(0);

      const person = (await another()).page;
      const [enter, lane, follow, inspector] = boldIn(theConversation);
      await person.goto(pathsIn(theConversation)[0] ?? "");
      await press(person, enter);
      await press(person, lane);
      await person.getByRole("link", { name }).click();
      await press(person, follow);
      await person.getByRole("textbox").last().fill("42");
      await person.keyboard.press("Enter");
      const log = person.getByRole("log");
      await expect(log.getByRole("listitem").filter({ hasText: bot.answerTo("42") })).toBeVisible();

      bot.stop();
      await person.getByRole("textbox").last().fill("43");
      await person.keyboard.press("Enter");
      await expect(log.getByText(m("notices.account_unavailable"))).toBeVisible({ timeout: 30_000 });
      for (const step of (inspector ?? "").split("›")) await press(page, step.trim());
      await expect(page.getByRole("heading", { level: 1, name: (inspector ?? "").split("›").at(-1)?.trim() })).toBeVisible();
    });
  });
}

/** One language's page, cut into its chapters. */
class Tutorial {
  readonly chapters: string[];
  private readonly text: string;

  constructor(file: string) {
    this.text = readFileSync(new URL(`../../../docs/tutorials/${file}`, import.meta.url), "utf8");
    this.chapters = this.text.split(/^## /m).slice(1);
  }

  /** The bot that people read there, on a port of its own. */
  async startTheBot(): Promise<{ url: string; answerTo: (words: string) => string; stop: () => void }> {
    const code = /```python\n([\s\S]*?)```/.exec(this.text)?.[1] ?? "";
    const port = await aFreePort();
    const path = join(mkdtempSync(join(tmpdir(), "hutong-bot-")), "bot.py");
    writeFileSync(path, code.replace("9000", String(port)));
    execFileSync("python3", ["-m", "py_compile", path]);
    const bot = spawn("python3", [path], { stdio: "ignore" });
    const url = `http://127.0.0.1:${port}/weixin`;
    await expect.poll(() => fetch(`${url}?timestamp=1&nonce=1&signature=1&echostr=1`).then((answer) => answer.ok, () => false)).toBe(true);
    const template = /<Content><!\[CDATA\[(.*)\]\]><\/Content>/.exec(code)?.[1] ?? "";
    return { url, answerTo: (words) => template.replace("{Content}", words), stop: () => bot.kill() };
  }
}

const all = (text: string | undefined, pattern: RegExp): string[] => [...(text ?? "").matchAll(pattern)].map(([, found]) => found ?? "");
const boldIn = (text: string | undefined): string[] => all(text, /\*\*(.+?)\*\*/g);
const emphasisedIn = (text: string | undefined): string[] => all(text, /(?<!\*)\*([^*]+)\*(?!\*)/g);
const pathsIn = (text: string | undefined): string[] => all(text, /<http:\/\/localhost:8080(\/?[^>]*)>/g).map((path) => path || "/");
/** The rows of a chapter's table, without their code marks. */
const rowsIn = (text: string | undefined): string[][] =>
  all(text, /^(\|.*\|)$/gm)
    .map((row) => row.split("|").slice(1, -1).map((cell) => cell.trim().replaceAll("`", "")))
    .filter(([first]) => first !== "" && first !== "---");

/** What a page names is a door, a link or a tab, by exactly these words. */
async function press(page: Page, name: string | undefined): Promise<void> {
  if (name === undefined) throw new Error("the page names fewer things than it has steps");
  const named = { name, exact: true };
  await page.getByRole("button", named).or(page.getByRole("link", named)).first().click();
}

function aFreePort(): Promise<number> {
  const server = createServer();
  return new Promise((found) => {
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => found(port));
    });
  });
}
