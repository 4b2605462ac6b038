/** A version on its way to people, by clicks in the console: refused, mended, passed, released, given to a share, taken back. */
import { createHash } from "node:crypto";
import type { Page } from "@playwright/test";
import type { Lane, Person } from "../support/lane";
import { OpenProgram, type Program } from "../support/program";
import { expect, fresh, test } from "../support/test";
import type { wordsOf } from "../support/words";
import { zipOf } from "../support/zip";

type Words = ReturnType<typeof wordsOf>;

const PICTURE = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==", "base64");

const versionFiles = (number: string) => ({
  "app.json": JSON.stringify({ pages: ["pages/menu/menu"], window: { navigationBarTitleText: "Menu" } }),
  "pages/menu/menu.json": "{}",
  "pages/menu/menu.wxml": `<view id="told">version ${number}</view>`,
  "pages/menu/menu.js": "Page({})",
});

/** The console of one program. */
class Versions {
  constructor(
    private readonly page: Page,
    private readonly c: Words,
    private readonly appId: string,
  ) {}

  async go(): Promise<void> {
    await this.page.goto(`/console/apps/${this.appId}/versions`);
  }

  async upload(number: string): Promise<void> {
    const { page, c } = this;
    await page.getByRole("button", { name: c("mini.upload") }).click();
    const dialog = page.getByRole("dialog", { name: c("mini.upload") });
    await dialog.locator('input[type="file"]').setInputFiles({ name: `${number}.zip`, mimeType: "application/zip", buffer: zipOf(versionFiles(number)) });
    await dialog.getByRole("textbox", { name: c("mini.number") }).fill(number);
    await dialog.getByRole("button", { name: c("mini.uploadDo", { number }) }).click();
    await expect(dialog.getByText(c("mini.isReady", { number }))).toBeVisible();
    await dialog.getByRole("button", { name: c("action.close") }).last().click();
    await expect(dialog).toBeHidden();
  }

  async submit(number: string): Promise<void> {
    const { page, c } = this;
    await page.locator("li.mini-version").filter({ hasText: number }).getByRole("button", { name: c("mini.submit") }).click();
    const dialog = page.getByRole("dialog", { name: c("mini.submitTitle", { number }) });
    await dialog.getByRole("button", { name: c("mini.submit") }).click();
    await expect(dialog).toBeHidden();
    await expect(page.locator(".mini-standing").getByText(c("mini.review.waiting", { number }))).toBeVisible();
  }

  /** What it asks before it does it. */
  async confirm(act: string, title: string): Promise<void> {
    const { page } = this;
    await page.getByRole("button", { name: act, exact: true }).first().click();
    const dialog = page.getByRole("dialog", { name: title });
    await dialog.getByRole("button", { name: act, exact: true }).click();
    await expect(dialog).toBeHidden();
  }

  async release(number: string): Promise<void> {
    await this.confirm(this.c("mini.release", { number }), this.c("mini.releaseTitle", { number }));
    await expect(this.page.locator(".mini-standing .mini-place").first().getByText(number, { exact: true })).toBeVisible();
  }
}

/** What the queue of operators shows of one program. */
function waiting(page: Page, name: string) {
  return page.getByRole("article").filter({ hasText: name });
}

/** A person whom a share of ten per cent reaches, or one whom it does not: by the number that the lane gives everybody. */
async function aPerson(lane: Lane, appId: string, isReached: boolean): Promise<Person> {
  for (;;) {
    const person = await lane.person(fresh("Li"));
    const place = createHash("sha256").update(`${appId}:${person.id}`).digest().readBigUInt64BE() % 100n;
    if (place < 10n === isReached) return person;
  }
}

test("a version is refused with a picture, mended, released, given to a tenth, and taken back", { tag: "@desk" }, async ({ page, c, m, lane, another }) => {
  test.setTimeout(120_000);
  const name = fresh("Noodles");
  await page.goto("/console/new?kind=mini");
  await page.getByRole("textbox", { name: c("create.name"), exact: true }).fill(name);
  await page.getByRole("button", { name: c("create.create", { name }) }).click();
  await expect(page.getByRole("heading", { name: c("created.title", { name }) })).toBeVisible();
  const app_id = (await page.getByText(/^wx[0-9a-f]{16}$/).first().textContent()) ?? "";
  await lane.ask("PUT", "/api/lab/mini-reviewer", { app_id, mode: "human" });
  await page.getByRole("button", { name: c("created.upload") }).click();

  const versions = new Versions(page, c, app_id);
  const program: Program = { app_id, secret: "", name };
  const shown = async (person: Person): Promise<string> => {
    const { page: theirs, context } = await another();
    await lane.enter(theirs, person, `/mini/${app_id}`);
    const told = new OpenProgram(theirs, m, program).told;
    // Everything is fetched anew in a browser of theirs.
    await expect(told).toContainText("version", { timeout: 15_000 });
    const text = (await told.textContent()) ?? "";
    await context.close();
    return text;
  };

  await versions.upload("1.0.0");
  await versions.submit("1.0.0");
  await page.goto("/console/operate/reviews");
  await waiting(page, name).getByRole("button", { name: c("queue.refuse") }).click();
  const objection = page.getByRole("dialog", { name: c("queue.title.refuse", { name, number: "1.0.0" }) });
  await objection.getByRole("textbox", { name: c("queue.reason") }).fill("The menu has no prices.");
  await objection.locator('input[type="file"]').setInputFiles({ name: "menu.png", mimeType: "image/png", buffer: PICTURE });
  await expect(objection.getByRole("img", { name: c("mini.screenshot", { nth: 1 }) })).toBeVisible();
  await objection.getByRole("button", { name: c("queue.refuse"), exact: true }).click();
  await expect(waiting(page, name)).toHaveCount(0);

  await versions.go();
  const standing = page.locator(".mini-standing");
  await expect(standing.getByText("The menu has no prices.")).toBeVisible();
  await expect.poll(() => standing.getByRole("img", { name: c("mini.screenshot", { nth: 1 }) }).evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(1);

  const pass = async (number: string) => {
    await page.goto("/console/operate/reviews");
    const one = waiting(page, name);
    await one.getByRole("button", { name: c("queue.pass"), exact: true }).click();
    await page.getByRole("dialog", { name: c("queue.passTitle", { name, number }) }).getByRole("button", { name: c("queue.pass"), exact: true }).click();
    await expect(one).toHaveCount(0);
    await versions.go();
  };
  await versions.upload("1.0.1");
  await versions.submit("1.0.1");
  await pass("1.0.1");
  await versions.release("1.0.1");
  const [reached, other] = [await aPerson(lane, app_id, true), await aPerson(lane, app_id, false)];
  expect(await shown(other)).toBe("version 1.0.1");

  await versions.upload("1.1.0");
  await versions.submit("1.1.0");
  await pass("1.1.0");
  await page.getByRole("button", { name: c("mini.grey"), exact: true }).click();
  const share = page.getByRole("dialog", { name: c("mini.greyTitle", { number: "1.1.0" }) });
  await share.getByRole("button", { name: c("mini.greyDo", { percent: 10 }) }).click();
  await expect(share).toBeHidden();
  await expect(standing.getByText(c("mini.greyRuns", { number: "1.1.0", percent: 10 }))).toBeVisible();
  expect(await shown(reached)).toBe("version 1.1.0");
  expect(await shown(other)).toBe("version 1.0.1");

  await versions.confirm(c("mini.greyEnd"), c("mini.greyEndTitle"));
  await expect(standing.getByText(c("mini.greyRuns", { number: "1.1.0", percent: 10 }))).toBeHidden();
  expect(await shown(reached)).toBe("version 1.0.1");
  await versions.release("1.1.0");
  expect(await shown(other)).toBe("version 1.1.0");
  await versions.confirm(c("mini.goBack"), c("mini.goBackTitle", { number: "1.0.1" }));
  await expect(standing.locator(".mini-place").first().getByText("1.0.1", { exact: true })).toBeVisible();
  expect(await shown(reached)).toBe("version 1.0.1");
});

test("a name that is taken and a category that is closed are refused where they are chosen", { tag: "@desk" }, async ({ page, c, lane }) => {
  const taken = await lane.ask<{ name: string }>("POST", "/api/console/mini", { name: fresh("Dumplings") });
  await page.goto("/console/new?kind=mini");
  const name = page.getByRole("textbox", { name: c("create.name"), exact: true });
  await name.fill(taken.name);
  const create = page.locator('button[type="submit"]');
  await create.click();
  await expect(page.locator(".field-box").filter({ has: name }).getByText(c("errors.name_taken"))).toBeVisible();
  await name.fill(fresh("Dumplings"));
  await expect(page.getByText(c("errors.name_taken"))).toBeHidden();

  const option = (text: string) => page.locator(".ant-select-dropdown:visible .ant-select-item-option").filter({ hasText: text });
  const serveIn = async (category: string) => {
    await page.getByRole("combobox", { name: c("create.category") }).fill(category);
    await option(category).click();
  };
  await serveIn("Hair and beauty");
  await expect(create).toBeEnabled();
  await page.getByRole("combobox", { name: c("create.owner") }).press("ArrowDown");
  // Of a long list only the part that is seen is there.
  await page.locator(".ant-select-dropdown:not(.ant-select-dropdown-hidden)").last().hover();
  await page.mouse.wheel(0, 50_000);
  await option(c("create.makeIndividualLab")).click();
  await expect(page.getByText(c("create.category_closed"))).toBeVisible();
  await expect(create).toBeDisabled();
  await serveIn("Book-keeping");
  await create.click();
  await expect(page.getByText(/^wx[0-9a-f]{16}$/).first()).toBeVisible();
});
