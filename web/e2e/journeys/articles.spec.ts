/** An article from its first word to a reader's comment: written in the console, read by strangers, liked, answered, handed on. */
import type { Page } from "@playwright/test";
import { inBrowsers } from "../support/lane";
import { Messenger } from "../support/messenger";
import { aPicture } from "../support/scene";
import { expect, fresh, test } from "../support/test";

test("an article is written, published, read signed out, liked, commented on and sent to a friend", async ({ page, another, lane, c, m, language }) => {
  // One long story in four browsers.
  test.slow();
  const account = await lane.account({ kind: "subscription", name: fresh("Evening") });
  const [li, han] = [await lane.person(fresh("Li Lei")), await lane.person(fresh("Han"))];
  const talk = await lane.chat(li, han);

  // The owner writes; what is missing is said before anything goes out.
  await page.goto(`/console/apps/${account.app_id}/articles`);
  await page.getByRole("button", { name: c("articles.writeNew") }).click();
  await page.getByRole("button", { name: c("articles.publish"), exact: true }).click();
  await expect(page.getByText(c("articles.problem.titleMissing"))).toBeVisible();
  await page.getByRole("textbox", { name: c("articles.title"), exact: true }).fill("Persimmons, red again");
  await page.getByRole("textbox", { name: c("articles.text"), exact: true }).fill("The low ones for children.");
  await page.getByLabel(c("articles.cover"), { exact: true }).setInputFiles({ name: "cover.png", mimeType: "image/png", buffer: aPicture() });
  await page.getByRole("switch", { name: c("articles.commentsOpen") }).click();
  await expect(page.getByRole("main").getByText(c("articles.saved"))).toBeVisible();
  await page.reload();
  await expect(page.getByRole("textbox", { name: c("articles.text"), exact: true })).toHaveText("The low ones for children.");
  await page.getByRole("button", { name: c("articles.publish"), exact: true }).click();
  await page.getByRole("dialog").getByRole("button", { name: c("articles.publishDo", { count: 1 }) }).click();
  const open = page.getByRole("dialog").getByRole("link", { name: c("articles.open") });
  await expect(open).toBeVisible({ timeout: 15_000 });
  const address = (await open.getAttribute("href")) ?? "";
  expect(address).toMatch(/^http:\/\/mp\.lane\.localhost:\d+\/s\/[\w-]{22}$/);

  // A stranger reads it whole, and is asked in only to like it.
  const stranger = new Reader((await another()).page);
  await stranger.open(address);
  await expect(stranger.page.getByRole("heading", { name: "Persimmons, red again" })).toBeVisible();
  await expect(stranger.page.getByText("The low ones for children.")).toBeVisible();
  await stranger.like.click();
  await expect(stranger.page.getByRole("dialog")).toBeVisible();

  // A person likes it and writes what nobody else sees yet.
  const browser = (await another()).page;
  await lane.enter(browser, li);
  const reader = new Reader(browser);
  await reader.open(address);
  await reader.like.click();
  await expect(reader.like).toHaveAttribute("aria-pressed", "true");
  await expect(reader.like).toHaveText("1");
  await reader.page.locator("#say").click();
  await reader.page.locator("#write textarea").fill("Ours are red <b>as well</b>");
  await reader.page.locator("#write button[value=send]").click();
  await expect(reader.talk.getByText("Ours are red <b>as well</b>")).toBeVisible();
  await stranger.open(address);
  await expect(stranger.talk.getByText("Ours are red")).toHaveCount(0);

  // The owner elects and answers it: everybody sees both.
  await page.getByRole("button", { name: c("articles.toList") }).click();
  await page.getByRole("link", { name: c("articles.commentsOf", { title: "Persimmons, red again" }) }).click();
  await page.getByRole("button", { name: c("articles.elect") }).click();
  await expect(page.getByRole("listitem").getByText(c("articles.elected"))).toBeVisible();
  await page.getByRole("button", { name: c("articles.reply"), exact: true }).click();
  await page.getByRole("textbox", { name: c("articles.replyTo", { name: li.name }) }).fill("Come and pick");
  await page.getByRole("button", { name: c("articles.sendReply") }).click();
  await expect(page.getByText("Come and pick")).toBeVisible();
  await stranger.open(address);
  await expect(stranger.talk.getByText("Come and pick")).toBeVisible();
  await expect(stranger.page.locator("#reads")).toHaveText(language === "en" ? "4 reads" : "阅读 4");

  // It is handed on, and opens from the chat.
  await reader.page.locator("#share").click();
  await reader.page.locator("#sharing a").click();
  await browser.getByRole("list", { name: m("article.chats") }).getByRole("button", { name: han.name }).click();
  await expect(browser).toHaveURL(new RegExp(`/c/${talk}$`));
  const theirs = (await another()).page;
  await lane.enter(theirs, han, `/c/${talk}`);
  const card = new Messenger(theirs, m).log.getByRole("link", { name: /Persimmons, red again/ });
  await expect(card).toHaveAttribute("href", new RegExp(`^${address.replaceAll(".", "\\.")}\\?from=chat`));
  await card.click();
  await expect(theirs.frameLocator("iframe").getByRole("heading", { name: "Persimmons, red again" })).toBeVisible();

  // Taken back, the address says so.
  await page.goto(`/console/apps/${account.app_id}/articles?show=published`);
  await page.getByRole("button", { name: c("articles.takeBackOf", { title: "Persimmons, red again" }) }).click();
  await page.getByRole("dialog").getByRole("button", { name: c("articles.takeBack"), exact: true }).click();
  await expect(page.getByText(c("articles.nonePublished"))).toBeVisible();
  const answer = await stranger.page.goto(address);
  expect(answer?.status()).toBe(410);
});

test("what an account writes runs nothing and asks nothing in a reader's name @desk", async ({ page, lane }) => {
  const account = await lane.account({ name: fresh("Hostile") });
  const person = await lane.person();
  const path = `/api/console/apps/${account.app_id}`;
  const html = '<p>Fine</p><script>document.title="stolen"</script><img src=x onerror="document.title=1"><p style="background:url(/api/client/me)">b</p>';
  const cover = await lane.upload<{ media_id: string }>(`${path}/article-covers`, aPicture());
  const draft = await lane.ask<{ media_id: string }>("POST", `${path}/drafts`, { articles: [{ title: "Hostile", html, cover_id: cover.media_id }] });
  const { number } = await lane.ask<{ number: number }>("POST", `${path}/drafts/${draft.media_id}/publish`);
  const issue = () => lane.ask<{ state: string; articles: [{ code: string }] }>("GET", `${path}/issues/${number}`);
  await expect.poll(async () => (await issue()).state).toBe("done");
  const { code } = (await issue()).articles[0];

  await lane.enter(page, person);
  const mp = inBrowsers(lane.url).replace("//", "//mp.");
  await page.goto(`${mp}/s/${code}`);
  await expect(page).toHaveTitle("Hostile");
  // Even a script that got in could read and do nothing of the messenger's: the origin is another one.
  const asked = await page.evaluate(async (ours) => {
    const ask = async (path: string, init: RequestInit) => {
      try {
        return (await fetch(ours + path, { credentials: "include", ...init })).status;
      } catch {
        return "refused";
      }
    };
    return [await ask("/api/client/me", {}), await ask("/api/client/conversations", { method: "POST", body: "{}", headers: { "content-type": "application/json" } })];
  }, inBrowsers(lane.url));
  expect(asked).toEqual(["refused", "refused"]);
  const added = await page.evaluate(() => {
    const script = document.createElement("script");
    script.textContent = 'document.title = "stolen"';
    document.body.append(script);
    return document.title;
  });
  expect(added).toBe("Hostile");
});

/** Somebody before the page of an article. */
class Reader {
  constructor(readonly page: Page) {}

  get like() {
    return this.page.locator("#like");
  }

  get talk() {
    return this.page.locator("#talk");
  }

  /** Once the page knows who reads, its counts are those of now. */
  async open(address: string): Promise<void> {
    const told = this.page.waitForResponse((answer) => answer.request().method() === "GET" && answer.url().includes("/api/client/articles/"));
    await this.page.goto(address);
    await told;
  }
}
