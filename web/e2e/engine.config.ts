/** The components of the mini-program view in a browser, without an instance: npm run engine --workspace @hutong/e2e */
import { defineConfig } from "@playwright/test";
import { launchOptions } from "./support/chromium";

export default defineConfig({
  testDir: "./engine",
  outputDir: "./test-results",
  workers: 2,
  fullyParallel: true,
  timeout: 20_000,
  forbidOnly: Boolean(process.env["CI"]),
  reporter: [["list"]],
  use: { browserName: "chromium", viewport: { width: 375, height: 667 }, actionTimeout: 5_000, launchOptions },
});
