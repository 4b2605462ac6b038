/** The inspector: calls appear as they happen, say why they failed, and are sent again. */
import { expect, test } from "../support/test";

test("calls appear as they happen, and a push is sent again", { tag: "@desk" }, async ({ page, lane, bot, c }) => {
  const server = await bot(() => "Heard you");
  const account = await lane.account({ callback: { url: server.url, token: "teahouse" } });
  const person = await lane.person();
  const thread = await lane.follow(person, account);
  await page.goto("/console/lab/inspector");
  const { host } = new URL(server.url);
  const calls = page.getByRole("region", { name: c("inspector.calls") });
  const rows = calls.getByRole("button").filter({ hasText: host });
  await calls.getByRole("searchbox", { name: c("inspector.search") }).or(calls.getByRole("textbox", { name: c("inspector.search") })).fill(host);
  // The check when the callback was set, and the follow.
  await expect(rows).toHaveCount(2);

  await lane.say(person, thread, "Live, please");
  await expect(rows).toHaveCount(3);
  await rows.first().click();
  const detail = page.getByRole("region", { name: c("inspector.detail") });
  await detail.getByRole("tab", { name: c("detail.request"), exact: true }).click();
  await expect(detail.getByText("Live, please")).toBeVisible();

  const heard = () => server.pushes.filter(({ Content }) => Content === "Live, please").length;
  expect(heard()).toBe(1);
  await detail.getByRole("button", { name: c("detail.replay") }).click();
  await expect(page.getByText(c("detail.replayed"))).toBeVisible();
  await expect.poll(heard).toBe(2);
});

test("a held list stands still, and catches up when it runs again", { tag: "@desk" }, async ({ page, lane, c }) => {
  const account = await lane.account();
  await page.goto("/console/lab/inspector");
  const calls = page.getByRole("region", { name: c("inspector.calls") });
  const path = "/cgi-bin/get_api_domain_ip";
  await calls.getByRole("searchbox", { name: c("inspector.search") }).or(calls.getByRole("textbox", { name: c("inspector.search") })).fill(path);
  await page.getByRole("button", { name: c("inspector.recording") }).click();
  await lane.wechat("GET", `${path}?access_token=${await lane.token(account)}`);
  await page.getByRole("button", { name: c("inspector.held") }).click();
  await expect(calls.getByRole("button", { name: new RegExp(path) }).first()).toBeVisible();
});

test("an endpoint that is not there says so, and is counted", { tag: "@desk" }, async ({ page, lane, c }) => {
  const path = `/cgi-bin/nothing/of/the/kind${Date.now()}`;
  await lane.wechat("GET", path).catch(() => undefined);
  await page.goto("/console/lab/coverage");
  await expect(page.getByText(path)).toBeVisible();
  await page.goto("/console/lab/inspector");
  await page.getByRole("region", { name: c("inspector.calls") }).getByRole("button", { name: new RegExp(path) }).click();
  await expect(page.getByRole("region", { name: c("inspector.detail") }).getByText(c("whyState.not_emulated")).or(page.getByText(c("why.not_emulated"))).first()).toBeVisible();
});
