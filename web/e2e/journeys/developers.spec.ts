/** A developer at the console: an account in ten seconds, a server that passes the check, codes, secrets, permissions. */
import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { aServer, mistakes } from "../support/bot";
import { expect, fresh, test } from "../support/test";

test("one of each kind of account is made in under ten seconds", async ({ page, c, m, lane, another }) => {
  await page.goto("/console");
  await expect(page.getByRole("button", { name: c("home.create") }).first()).toBeVisible();
  for (const kind of ["service", "subscription"] as const) {
    const name = fresh(kind === "service" ? "Pear Shop" : "Pear News");
    const began = Date.now();
    await page.goto("/console/new");
    await page.getByRole("radio", { name: c(`kind.${kind}`) }).check({ force: true });
    await page.getByRole("textbox", { name: c("create.name"), exact: true }).fill(name);
    await page.getByRole("button", { name: c("create.create", { name }) }).click();
    await expect(page.getByRole("heading", { name: c("created.title", { name }) })).toBeVisible();
    expect(Date.now() - began).toBeLessThan(10_000);
    await expect(page.getByText(/^wx[0-9a-f]{16}$/).first()).toBeVisible();
    await expect(page.getByText(/^[0-9a-f]{32}$/).first()).toBeVisible();

    await page.getByRole("button", { name: c("created.overview") }).click();
    await expect(page.getByText(c(`kind.${kind}`)).filter({ visible: true }).first()).toBeVisible();
    const visitor = (await another()).page;
    await lane.enter(visitor, await lane.person(), "/lane");
    await visitor.getByRole("searchbox", { name: m("directory.search.lane") }).fill(name);
    await visitor.getByRole("list", { name: m("nav.lane") }).getByRole("link", { name }).click();
    await expect(visitor.getByText(m(`account.kind.${kind}`)).first()).toBeVisible();
  }
});

test("the check of a callback names each usual mistake", { tag: "@desk" }, async ({ page, lane, c }) => {
  test.setTimeout(60_000);
  const account = await lane.account();
  await page.goto(`/console/apps/${account.app_id}/settings`);
  for (const [reason, handler] of Object.entries(mistakes)) {
    const server = await aServer(handler);
    await checkCallback(page, c, server.url);
    const told = c(`reason.${reason}`, { status: reason === "redirect" ? 302 : 500 });
    await expect(page.getByRole("alert").filter({ hasText: told }), reason).toBeVisible();
    await server.close();
  }
  const nowhere = await aFreePort();
  await checkCallback(page, c, `http://127.0.0.1:${nowhere}/weixin`);
  await expect(page.getByRole("alert").filter({ hasText: c("reason.refused") })).toBeVisible();
  await checkCallback(page, c, "http://nobody-has-this-name.invalid/weixin");
  await expect(page.getByRole("alert").filter({ hasText: c("reason.dns") })).toBeVisible();
});

test("the bot of the tutorial passes the check and repeats what it hears", { tag: "@desk" }, async ({ page, lane, c }) => {
  const account = await lane.account({ kind: "subscription" });
  const bot = await theTutorialsBot();
  await page.goto(`/console/apps/${account.app_id}/settings`);
  await checkCallback(page, c, bot.url, "anothertoken");
  await expect(page.getByRole("alert").filter({ hasText: c("reasonHint.empty") })).toBeVisible();
  await checkCallback(page, c, bot.url);
  await expect(page.getByText(c("callback.passed"))).toBeVisible();
  await page.getByRole("button", { name: c("callback.save") }).click();
  await expect(page.getByText(c("callback.saved"))).toBeVisible();

  const person = await lane.person();
  const thread = await lane.follow(person, account);
  await lane.say(person, thread, "hello");
  await expect.poll(() => lane.texts(person, thread)).toContain("You said: hello");
  bot.stop();
});

test("a server that does not answer is told from one that refuses", { tag: "@desk" }, async ({ page, lane, c }) => {
  const account = await lane.account();
  const server = await aServer(() => undefined);
  await page.goto(`/console/apps/${account.app_id}/settings`);
  await checkCallback(page, c, server.url);
  await expect(page.getByRole("alert").filter({ hasText: c("reason.timeout") })).toBeVisible({ timeout: 10_000 });
  await server.close();
});

test("a refused call names its permission in the inspector, and works once that is granted there", { tag: "@desk" }, async ({ page, lane, c }) => {
  const account = await lane.account({ kind: "subscription" });
  const token = await lane.token(account);
  const call = () => lane.wechat("POST", `/cgi-bin/qrcode/create?access_token=${token}`, { action_name: "QR_LIMIT_STR_SCENE", action_info: { scene: { scene_str: "door" } } });
  expect(await call()).toMatchObject({ errcode: 48001 });
  // Others may be refused at the same moment: this is the one of this account.
  const { items } = await lane.ask<{ items: { id: string; path: string }[] }>("GET", `/api/lab/calls?app_id=${account.app_id}&problem=true`);
  await page.goto(`/console/lab/inspector/${items.find(({ path }) => path === "/cgi-bin/qrcode/create")?.id}`);

  const detail = page.getByRole("region", { name: c("inspector.detail") });
  await expect(detail.getByText(c("why.needsPermission", { name: c("permission.qrcode") }))).toBeVisible();
  await detail.getByRole("button", { name: c("permissions.grant") }).click();
  await expect(page.getByText(c("why.granted"))).toBeVisible();
  expect(await call()).toHaveProperty("ticket");
});

test("a printed code outlives the account's name, as SVG and as PNG", async ({ page, lane, c }) => {
  const account = await lane.account({ name: fresh("Old Name") });
  const renamed = fresh("New Name");
  await page.goto(`/console/apps/${account.app_id}`);
  const before = await drawn(page);
  await page.getByRole("button", { name: c("overview.edit") }).click();
  await page.getByRole("dialog").getByRole("textbox", { name: c("create.name") }).fill(renamed);
  await page.getByRole("dialog").getByRole("button", { name: c("action.save") }).click();
  await expect(page.getByText(c("overview.saved"), { exact: true })).toBeVisible();
  const after = await drawn(page);
  expect(after.svg).toBe(before.svg);
  expect(after.svg).toContain("<svg");
  expect(after.png.equals(before.png)).toBe(true);
  expect(after.png.subarray(1, 4).toString()).toBe("PNG");

  await page.goto(new URL(account.link_url).pathname);
  await expect(page.getByRole("heading", { name: renamed })).toBeVisible();
});

test("a reset secret is shown once, and the old one is dead", async ({ page, lane, c }) => {
  const account = await lane.account();
  await page.goto(`/console/apps/${account.app_id}/settings`);
  await page.getByRole("button", { name: c("secret.reset"), exact: true }).click();
  await page.getByRole("dialog", { name: c("secret.resetTitle") }).getByRole("button", { name: c("secret.reset"), exact: true }).click();
  const shown = page.getByRole("dialog", { name: c("secret.newTitle") });
  const secret = await shown.getByText(/^[0-9a-f]{32}$/).innerText();
  expect(secret).not.toBe(account.secret);
  await shown.getByRole("button", { name: c("secret.kept") }).click();
  await expect(page.getByText(secret).filter({ visible: true })).toHaveCount(0);

  const asked = `/cgi-bin/token?grant_type=client_credential&appid=${account.app_id}&secret=`;
  expect(await lane.wechat("GET", asked + account.secret)).toMatchObject({ errcode: 40125 });
  expect(await lane.wechat("GET", asked + secret)).toHaveProperty("access_token");
});

type Words = (key: string, params?: Record<string, string | number>) => string;

async function checkCallback(page: Page, c: Words, url: string, token = "teahouse"): Promise<void> {
  await page.getByRole("textbox", { name: c("callback.url") }).fill(url);
  await page.getByRole("textbox", { name: c("callback.token") }).fill(token);
  await page.getByRole("button", { name: c("callback.check") }).click();
}

async function drawn(page: Page): Promise<{ svg: string; png: Buffer }> {
  const download = async (kind: string) => {
    const coming = page.waitForEvent("download");
    await page.getByRole("link", { name: kind, exact: true }).or(page.getByRole("button", { name: kind, exact: true })).first().click();
    return readFileSync(await (await coming).path());
  };
  return { svg: (await download("SVG")).toString(), png: await download("PNG") };
}

/** The bot of the tutorial, cut out of the page that people read, on a port of its own. */
async function theTutorialsBot(): Promise<{ url: string; stop: () => void }> {
  const page = readFileSync(new URL("../../../docs/tutorials/first-bot.md", import.meta.url), "utf8");
  const code = /```python\n([\s\S]*?)```/.exec(page)?.[1];
  if (code === undefined) throw new Error("the tutorial shows no bot");
  const port = await aFreePort();
  const path = join(mkdtempSync(join(tmpdir(), "hutong-bot-")), "bot.py");
  writeFileSync(path, code.replace("9000", String(port)));
  execFileSync("python3", ["-m", "py_compile", path]);
  const bot = spawn("python3", [path], { stdio: "ignore" });
  await expect.poll(() => isListening(port)).toBe(true);
  return { url: `http://127.0.0.1:${port}/weixin`, stop: () => bot.kill() };
}

function aFreePort(): Promise<number> {
  const server = createServer();
  return new Promise((found) => {
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => found(port));
    });
  });
}

async function isListening(port: number): Promise<boolean> {
  return fetch(`http://127.0.0.1:${port}/weixin?timestamp=1&nonce=1&signature=1&echostr=1`).then((answer) => answer.ok, () => false);
}
