/** What every journey starts with: the lane, the words of the project's language, further browsers, bots. */
import { availableParallelism, loadavg } from "node:os";
import { test as base, type BrowserContext, type Page } from "@playwright/test";
import type { Language } from "../../packages/ui/src/words";
import { aBot, type Bot, type Push } from "./bot";
import { Lane } from "./lane";
import { wordsOf } from "./words";

export { expect } from "@playwright/test";
export { fresh } from "./lane";

/** "In step" and "shows at once" mean two seconds; a machine that is busy with much else gets longer, or it is what we measure. */
const isBusy = (loadavg()[0] ?? 0) > 2 * availableParallelism();
export const SOON = { timeout: isBusy ? 6_000 : 2_000 };

const URL_UNDER_TEST = process.env["HUTONG_URL"] ?? "http://localhost:8080";

interface Tools {
  language: Language;
  /** Words of the messenger. */
  m: ReturnType<typeof wordsOf>;
  /** Words of the console. */
  c: ReturnType<typeof wordsOf>;
  /** Another browser, with nothing in it. */
  another: () => Promise<{ page: Page; context: BrowserContext }>;
  bot: (reply?: (push: Push) => string | null) => Promise<Bot>;
}

export const test = base.extend<Tools, { lane: Lane }>({
  lane: [
    async ({ playwright }, give) => {
      const lane = await Lane.at(URL_UNDER_TEST, playwright.request);
      await give(lane);
      await lane.leave();
    },
    { scope: "worker" },
  ],
  language: ({ locale }, give) => give(locale?.startsWith("zh") ? "zh-CN" : "en"),
  m: ({ language }, give) => give(wordsOf("messenger", language)),
  c: ({ language }, give) => give(wordsOf("console", language)),
  another: async ({ browser, contextOptions, viewport, locale, colorScheme, hasTouch, isMobile, baseURL }, give) => {
    const contexts: BrowserContext[] = [];
    await give(async () => {
      const context = await browser.newContext({ ...contextOptions, viewport, locale, colorScheme, hasTouch, isMobile, baseURL });
      contexts.push(context);
      return { page: await context.newPage(), context };
    });
    await Promise.all(contexts.map((context) => context.close()));
  },
  // Playwright reads what a fixture needs out of its parameters; this one needs nothing.
  // eslint-disable-next-line no-empty-pattern
  bot: async ({}, give) => {
    const bots: Bot[] = [];
    await give(async (reply) => {
      const bot = await aBot(reply);
      bots.push(bot);
      return bot;
    });
    await Promise.all(bots.map((bot) => bot.close()));
  },
});
