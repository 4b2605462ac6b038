/** Journeys against a running instance: HUTONG_URL=http://localhost:8080 npm run e2e */
import { existsSync } from "node:fs";
import { defineConfig } from "@playwright/test";
import { inBrowsers } from "./support/lane";

const SYSTEM_CHROMIUM = process.env["HUTONG_CHROMIUM"] ?? "/usr/bin/chromium";

/** Both widths, both lights, both languages: each project takes one of each. */
const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, colorScheme: "dark", locale: "zh-CN" } as const;
const desk = { viewport: { width: 1280, height: 800 }, colorScheme: "light", locale: "en-GB" } as const;

export default defineConfig({
  testDir: "./journeys",
  outputDir: "./test-results",
  workers: 2,
  fullyParallel: true,
  retries: 0,
  timeout: 30_000,
  forbidOnly: Boolean(process.env["CI"]),
  reporter: [["list"]],
  use: {
    baseURL: inBrowsers(process.env["HUTONG_URL"] ?? "http://localhost:8080"),
    browserName: "chromium",
    trace: "retain-on-failure",
    actionTimeout: 10_000,
    launchOptions: {
      ...(existsSync(SYSTEM_CHROMIUM) ? { executablePath: SYSTEM_CHROMIUM } : {}),
      args: [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync",
      ],
    },
  },
  projects: [
    { name: "phone", grepInvert: /@desk|@alone/, use: phone },
    { name: "desk", grepInvert: /@phone|@alone/, use: desk },
    // Moves the lane's own clock, so nobody else may be about.
    { name: "alone", grep: /@alone/, use: desk, dependencies: ["phone", "desk"] },
  ],
});
