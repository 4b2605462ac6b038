/** The ways in: three doors, a link that signs in, an account's own page; and what happens when one is let out again. */
import { expect, fresh, SOON, test } from "../support/test";
import { wordsOf } from "../support/words";

test("the lane is open and Li Lei gets in", async ({ page, m }) => {
  await page.goto("/");
  await expect(page.getByRole("heading", { name: m("doors.title") })).toBeVisible();
  await page.getByRole("button", { name: m("doors.enter") }).click();
  await expect(page.getByRole("heading", { name: m("chats.title") })).toBeVisible();
});

test("an account's page is open to anybody who has its link", async ({ page, lane, m }) => {
  const account = await lane.account({ name: fresh("Open House") });
  await page.goto(`/a/${account.link_code}`);
  await expect(page.getByRole("heading", { name: account.name })).toBeVisible();
  await expect(page.getByRole("button", { name: m("account.signInToFollow") })).toBeVisible();
});

test("a sign-in link opens once", async ({ page, another, lane, m }) => {
  const person = await lane.person();
  const path = await lane.signInPath(person);
  await page.goto(path);
  await expect(page.getByRole("heading", { name: m("chats.title") })).toBeVisible();

  const second = await another();
  await second.page.goto(path);
  await expect(second.page.getByText(m("errors.sign_in_link_not_found"))).toBeVisible();
  await second.page.goto("/");
  await expect(second.page.getByRole("heading", { name: m("doors.title") })).toBeVisible();
});

test("a session that ended elsewhere leads back to the door", async ({ page, another, lane, m }) => {
  const person = await lane.person();
  await lane.enter(page, person);
  await expect(page.getByRole("heading", { name: m("chats.title") })).toBeVisible();

  const second = await another();
  await lane.enter(second.page, person, "/settings");
  await second.page.getByRole("button", { name: m("settings.signOutEverywhere") }).click();
  await expect(second.page.getByRole("heading", { name: m("doors.title") })).toBeVisible();
  await expect(page.getByRole("heading", { name: m("doors.title") })).toBeVisible(SOON);
});

test("a lost cookie leads to the sign-in, which knows where one wanted to go", async ({ page, context, lane, m }) => {
  await lane.enter(page, await lane.person());
  await expect(page.getByRole("heading", { name: m("chats.title") })).toBeVisible();
  await context.clearCookies();
  await page.goto("/lane");
  await expect(page.getByRole("button", { name: m("signIn.do"), exact: true })).toBeVisible();
  await expect(page).toHaveURL(/next=%2Flane/);
});

test("the other language is one choice away, and stays", async ({ page, lane, language }) => {
  const other = language === "en" ? "zh-CN" : "en";
  await lane.enter(page, await lane.person(), "/settings");
  await page.getByRole("radio", { name: other === "en" ? "English" : "中文" }).click({ force: true });
  await expect(page.getByRole("heading", { name: wordsOf("messenger", other)("settings.title") })).toBeVisible();
  await page.goto("/");
  await expect(page.getByRole("heading", { name: wordsOf("messenger", other)("chats.title") })).toBeVisible();
  await expect(page.locator("html")).toHaveAttribute("lang", other);
});
