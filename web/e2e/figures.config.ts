/** What the messenger costs a browser, told as figures: HUTONG_URL=… HUTONG_FIGURES=out.json npx playwright test -c figures.config.ts */
import { defineConfig } from "@playwright/test";
import { DESK, launchOptions } from "./support/chromium";
import { inBrowsers } from "./support/lane";

export default defineConfig({
  testDir: "./figures",
  outputDir: "./test-results",
  // One after another, or they would measure each other.
  workers: 1,
  timeout: 300_000,
  reporter: [["list"]],
  use: { ...DESK, baseURL: inBrowsers(process.env["HUTONG_URL"] ?? "http://localhost:8080"), browserName: "chromium", locale: "en-GB", launchOptions },
});
