/** A picture of every screen, into a folder of its own per language, light and width. */
import { join } from "node:path";
import type { Page } from "@playwright/test";
import * as screens from "../support/screens";
import { test } from "../support/test";
import type { Town } from "../support/town";

const FOLDER = process.env["HUTONG_PICTURES"] ?? "test-results/pictures";
const LIGHTS = ["light", "dark"] as const;

for (const app of ["messenger", "console"] as const) {
  test(app, async ({ page, lane }, { project }) => {
    const [language, width] = project.name.split("-");
    const town = JSON.parse(process.env["HUTONG_TOWN"] ?? "{}") as Town;
    for (const screen of screens[app]) {
      await test.step(screen.name, async () => {
        await screens.visit(page, lane, town, screen);
        // A screen is visited once; night falls while one looks.
        for (const light of LIGHTS) await picture(page, light, join(FOLDER, `${language}-${light}-${width}`, `${app}-${screen.name}.png`));
        await page.emulateMedia({ colorScheme: LIGHTS[0] });
      });
    }
    await screens.leave(page);
  });
}

async function picture(page: Page, light: (typeof LIGHTS)[number], path: string): Promise<void> {
  await page.emulateMedia({ colorScheme: light });
  await screens.settled(page);
  await page.screenshot({ path });
}
