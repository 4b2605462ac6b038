/** The browser that journeys and pictures drive: the system's, without a network of its own. */
import { existsSync } from "node:fs";

const SYSTEM_CHROMIUM = process.env["HUTONG_CHROMIUM"] ?? "/usr/bin/chromium";

export const launchOptions = {
  ...(existsSync(SYSTEM_CHROMIUM) ? { executablePath: SYSTEM_CHROMIUM } : {}),
  args: [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
  ],
};

export const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true } as const;
export const DESK = { viewport: { width: 1280, height: 800 } } as const;
