/** Pictures instead of tests: `make screenshots` starts a fresh lane and says where they go. */
import { defineConfig } from "@playwright/test";
import { DESK, launchOptions, PHONE } from "./support/chromium";
import { inBrowsers } from "./support/lane";

const LANGUAGES = { en: "en-GB", zh: "zh-CN" } as const;
const WIDTHS = { 390: { ...PHONE, deviceScaleFactor: 2 }, 1280: DESK } as const;

export default defineConfig({
  testDir: "./pictures",
  outputDir: "./test-results/pictures",
  globalSetup: "./pictures/town.setup.ts",
  workers: 2,
  fullyParallel: true,
  timeout: 240_000,
  reporter: [["line"]],
  use: {
    baseURL: inBrowsers(process.env["HUTONG_URL"] ?? "http://localhost:8080"),
    browserName: "chromium",
    actionTimeout: 8_000,
    timezoneId: "Asia/Shanghai",
    launchOptions,
  },
  projects: [
    { name: "docs", testMatch: "docs.spec.ts", use: { locale: "en-GB", deviceScaleFactor: 2 } },
    ...Object.entries(LANGUAGES).flatMap(([language, locale]) =>
      Object.entries(WIDTHS).map(([width, use]) => ({
        name: `${language}-${width}`,
        testMatch: "screens.spec.ts",
        use: { ...use, locale },
      })),
    ),
  ],
});
