/** Every screen by axe, dark on a phone and light on a desk: nothing serious stands between anybody and what it says. */
import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import * as screens from "../support/screens";
import { expect, test as base } from "../support/test";
import { aTown, type Town } from "../support/town";

const SERIOUS = ["serious", "critical"];
/** So many that a page opens rarely, so few that two workers share them evenly. */
const PER_TEST = 12;

const test = base.extend<object, { town: Town }>({
  town: [async ({ lane }, give) => give(await aTown(lane)), { scope: "worker", timeout: 60_000 }],
});

for (const app of ["messenger", "console"] as const) {
  const list = screens[app];
  for (let from = 0; from < list.length; from += PER_TEST) {
    const some = list.slice(from, from + PER_TEST);
    test(`${app}: ${some.map(({ name }) => name).join(", ")}`, async ({ page, lane, town }) => {
      test.setTimeout(120_000);
      for (const screen of some) {
        await test.step(screen.name, async () => {
          await screens.visit(page, lane, town, screen);
          expect.soft(await seriousOn(page), `${app}/${screen.name}`).toEqual([]);
        });
      }
    });
  }
}

/** What axe minds, with the first places where it does. */
async function seriousOn(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ["violations"] }).analyze();
  return violations
    .filter(({ impact }) => SERIOUS.includes(impact ?? ""))
    .flatMap(({ id, nodes }) => nodes.slice(0, 3).map(({ target, any }) => `${id}: ${target.join(" ")} ${any[0]?.message ?? ""}`));
}
