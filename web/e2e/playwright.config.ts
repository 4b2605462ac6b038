/** Journeys against a running instance: HUTONG_URL=http://localhost:8080 npm run e2e */
import { existsSync } from "node:fs";
import { defineConfig } from "@playwright/test";

const SYSTEM_CHROMIUM = process.env["HUTONG_CHROMIUM"] ?? "/usr/bin/chromium";

export default defineConfig({
  testDir: "./journeys",
  outputDir: "./test-results",
  workers: 1,
  forbidOnly: Boolean(process.env["CI"]),
  reporter: [["list"]],
  use: {
    baseURL: process.env["HUTONG_URL"] ?? "http://lane.localhost:8080",
    browserName: "chromium",
    trace: "retain-on-failure",
    launchOptions: {
      ...(existsSync(SYSTEM_CHROMIUM) ? { executablePath: SYSTEM_CHROMIUM } : {}),
      args: [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync",
      ],
    },
  },
  projects: [
    { name: "phone", use: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true } },
    { name: "desk", use: { viewport: { width: 1280, height: 800 } } },
  ],
});
