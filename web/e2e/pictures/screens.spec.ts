/** A picture of every screen, into a folder of its own per language, light and width. */
import { join } from "node:path";
import * as screens from "../support/screens";
import { test } from "../support/test";
import type { Town } from "../support/town";

const FOLDER = process.env["HUTONG_PICTURES"] ?? "test-results/pictures";

for (const app of ["messenger", "console"] as const) {
  test(app, async ({ page, lane }, { project }) => {
    const town = JSON.parse(process.env["HUTONG_TOWN"] ?? "{}") as Town;
    for (const screen of screens[app]) {
      await screens.visit(page, lane, town, screen);
      await page.screenshot({ path: join(FOLDER, project.name, `${app}-${screen.name}.png`) });
    }
    await screens.leave(page);
  });
}
