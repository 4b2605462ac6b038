/** Journeys against a running instance: HUTONG_URL=http://localhost:8080 npm run e2e */
import { defineConfig } from "@playwright/test";
import { DESK, launchOptions, PHONE } from "./support/chromium";
import { inBrowsers } from "./support/lane";

/** Both widths, both lights, both languages, with and without motion: each project takes one of each. */
const phone = { ...PHONE, colorScheme: "dark", locale: "zh-CN", contextOptions: { reducedMotion: "reduce" } } as const;
const desk = { ...DESK, colorScheme: "light", locale: "en-GB" } as const;

/** What goes the same way at both widths goes once, at the width where it is done; axe sees every screen at both. */
const ON_A_PHONE = /(groups|packets|paying|splits)\.spec/;
const AT_A_DESK = /(developers|disputes|family|files|inspector|merchants|wallet)\.spec/;

export default defineConfig({
  testDir: "./journeys",
  outputDir: "./test-results",
  workers: 2,
  fullyParallel: true,
  // A machine that is short of breath may lose a click; what is broken fails twice.
  retries: process.env["CI"] ? 1 : 0,
  timeout: 30_000,
  forbidOnly: Boolean(process.env["CI"]),
  reporter: [["list"]],
  use: {
    baseURL: inBrowsers(process.env["HUTONG_URL"] ?? "http://localhost:8080"),
    browserName: "chromium",
    // A trace costs every journey a fifth of its time: it is kept where one asks for it.
    trace: process.env["HUTONG_TRACE"] ? "retain-on-failure" : "off",
    // The off-line shell fetches everything there is behind each first look; its own journey lets it.
    serviceWorkers: "block",
    actionTimeout: 10_000,
    launchOptions,
  },
  projects: [
    { name: "phone", testIgnore: AT_A_DESK, grepInvert: /@desk|@alone/, use: phone },
    { name: "desk", testIgnore: ON_A_PHONE, grepInvert: /@phone|@alone/, use: desk },
    // Moves the lane's own clock, so nobody else may be about.
    { name: "alone", grep: /@alone/, use: desk, dependencies: ["phone", "desk"] },
  ],
});
