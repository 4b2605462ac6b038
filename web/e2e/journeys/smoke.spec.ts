import { expect, test } from "@playwright/test";
import { server } from "../lane";

test("the lane is open and Li Lei gets in", async ({ page }) => {
  await page.goto("/");
  await expect(page.getByRole("heading", { name: "The lane is open" })).toBeVisible();
  await page.getByRole("button", { name: "Enter as Li Lei" }).click();
  await expect(page.getByRole("heading", { name: "Chats" })).toBeVisible();
});

test("an account's page is open to anybody who has its link, also in Chinese", async ({ page, request, browser }) => {
  const name = `Smoke ${Date.now()}`;
  const made = await request.post(server("/api/console/apps"), { data: { kind: "service", name } });
  expect(made.ok()).toBe(true);
  const { link_code } = (await made.json()) as { link_code: string };
  await page.goto(`/a/${link_code}`);
  await expect(page.getByRole("heading", { name })).toBeVisible();
  await expect(page.getByRole("button", { name: "Sign in to follow" })).toBeVisible();

  const chinese = await browser.newContext({ locale: "zh-CN" });
  const zh = await chinese.newPage();
  await zh.goto(`/a/${link_code}`);
  await expect(zh.getByRole("button", { name: "登录后关注" })).toBeVisible();
  await chinese.close();
});
