/** The few pictures that README and docs show. */
import { join } from "node:path";
import { DESK, PHONE } from "../support/chromium";
import { visit } from "../support/screens";
import { test } from "../support/test";
import type { Town } from "../support/town";

const FOLDER = process.env["HUTONG_DOCS_PICTURES"] ?? "test-results/docs";

const SHOWN = [
  { name: "messenger", size: DESK.viewport, who: (town: Town) => town.li, path: (town: Town) => `/c/${town.waterworks}` },
  { name: "messenger-phone", size: PHONE.viewport, who: (town: Town) => town.li, path: (town: Town) => `/c/${town.waterworks}` },
  { name: "inspector", size: DESK.viewport, path: (town: Town) => `/console/lab/inspector/${town.push}` },
];

for (const { size, ...screen } of SHOWN) {
  test(screen.name, async ({ page, lane }) => {
    await page.setViewportSize(size);
    await visit(page, lane, JSON.parse(process.env["HUTONG_TOWN"] ?? "{}") as Town, screen);
    await page.screenshot({ path: join(FOLDER, `${screen.name}.png`) });
  });
}
