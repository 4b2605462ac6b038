/** A live instance from its first start: the operator comes by the printed link, invites somebody, and signs out everywhere. */
import type { Page } from "@playwright/test";
import { Messenger } from "../support/messenger";
import { expect, test } from "../support/test";

const LIVE = process.env["HUTONG_LIVE_URL"];
const OPERATOR_LINK = process.env["HUTONG_OPERATOR_LINK"];
const PASSWORD = "persimmons on a bare branch";

test.use({ baseURL: LIVE });
test.skip(LIVE === undefined || OPERATOR_LINK === undefined, "no live instance was started for this run");

test("operator, invitation, second person, a chat, and out everywhere", { tag: "@desk" }, async ({ page, another, m, c }) => {
  test.setTimeout(60_000);
  await page.goto(new URL(OPERATOR_LINK ?? "").pathname);
  await expect(page.getByText(m("register.asOperator"))).toBeVisible();
  await register(page, m, "Grandmother Zhao", "zhao@lane.example");
  await expect(page.getByRole("heading", { name: m("chats.title") })).toBeVisible();

  await page.goto("/console/operate/invitations");
  await page.getByRole("button", { name: c("invitations.make") }).first().click();
  await page.getByRole("dialog").getByRole("button", { name: c("invitations.makeLink") }).click();
  const link = await page.getByRole("dialog", { name: c("invitations.ready") }).getByText(/\/invite\//).innerText();

  const second = await another();
  await second.page.goto(new URL(link).pathname);
  await expect(second.page.getByText(m("register.invitedBy", { name: "Grandmother Zhao" }))).toBeVisible();
  await register(second.page, m, "Xiao Ming", "ming@lane.example");
  await expect(second.page.getByRole("heading", { name: m("chats.title") })).toBeVisible();

  // The same link opens for nobody else.
  const third = await another();
  await third.page.goto(new URL(link).pathname);
  await expect(third.page.getByText(m("register.invalidTitle"))).toBeVisible();

  // Xiao Ming shows his code, and they talk.
  await second.page.goto("/me");
  const code = /\/p\/\w+/.exec(await second.page.getByText(/\/p\/\w+/).first().innerText())?.[0];
  await page.goto(code ?? "/");
  await page.getByRole("button", { name: m("person.write", { name: "Xiao Ming" }) }).click();
  await new Messenger(page, m).write("Have you eaten?");
  await second.page.goto("/");
  await new Messenger(second.page, m).row("Grandmother Zhao").click();
  await expect(new Messenger(second.page, m).message("Have you eaten?")).toBeVisible();

  // He signs in on another machine, and ends every session from there.
  await third.page.goto("/sign-in");
  await third.page.getByRole("textbox", { name: m("signIn.email") }).fill("ming@lane.example");
  await third.page.getByLabel(m("signIn.password")).fill("wrong password altogether");
  await third.page.getByRole("button", { name: m("signIn.do"), exact: true }).click();
  await expect(third.page.getByText(m("errors.sign_in_refused"))).toBeVisible();
  await third.page.getByLabel(m("signIn.password")).fill(PASSWORD);
  await third.page.getByRole("button", { name: m("signIn.do"), exact: true }).click();
  await expect(third.page.getByRole("heading", { name: m("chats.title") })).toBeVisible();
  await third.page.goto("/settings");
  await third.page.getByRole("button", { name: m("settings.signOutEverywhere") }).click();
  for (const { page: device } of [second, third]) {
    await expect(device.getByRole("button", { name: m("signIn.do"), exact: true })).toBeVisible();
  }
  await page.goto("/");
  await expect(new Messenger(page, m).row("Xiao Ming")).toBeVisible();
});

async function register(page: Page, m: (key: string) => string, name: string, email: string): Promise<void> {
  await page.getByRole("textbox", { name: m("register.name") }).fill(name);
  await page.getByRole("textbox", { name: m("signIn.email") }).fill(email);
  await page.getByLabel(m("register.password")).fill(PASSWORD);
  await page.getByRole("button", { name: m("register.do"), exact: true }).click();
}
