/** Things that are not there when one needs them: a picture, a microphone, a camera, a quick line; and the same person twice. */
import type { Page } from "@playwright/test";
import { Messenger } from "../support/messenger";
import { aPicture } from "../support/scene";
import { expect, SOON, test } from "../support/test";

/** A browser whose person, or whose machine, says no. */
const withoutMedia = (page: Page, name: "NotAllowedError" | "NotFoundError") =>
  page.addInitScript((error) => {
    navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException("", error));
  }, name);

test("a picture that does not come says so, and comes when one asks again", { tag: "@desk" }, async ({ page, lane, m }) => {
  const [li, han] = [await lane.person(), await lane.person()];
  const chat = await lane.chat(han, li);
  await lane.send(han, chat, "image", "lane.png", aPicture());
  const isPicture = (url: URL) => url.pathname.startsWith("/media/") || url.pathname.includes("/media");
  await page.route(isPicture, (route) => route.fulfill({ status: 200, contentType: "image/png", body: "no picture at all" }));
  await lane.enter(page, li, `/c/${chat}`);
  const broken = new Messenger(page, m).log.getByRole("button", { name: m("media.broken") });
  await expect(broken).toBeVisible();
  await page.unroute(isPicture);
  await broken.click();
  await expect(page.getByRole("button", { name: m("media.openPicture") })).toBeVisible();
  await expect(broken).toHaveCount(0);
});

for (const [why, error] of [["denied", "NotAllowedError"], ["missing", "NotFoundError"]] as const) {
  test(`a microphone that is ${why} is told apart, and one may go on writing`, async ({ page, lane, m }) => {
    const [li, han] = [await lane.person(), await lane.person()];
    const chat = await lane.chat(han, li);
    await lane.say(han, chat, "Tell me about it");
    await withoutMedia(page, error);
    await lane.enter(page, li, `/c/${chat}`);
    await page.getByRole("button", { name: m("voice.record") }).click();
    const told = page.getByRole("dialog", { name: m(`microphone.${why}`) });
    await expect(told).toContainText(m(`microphoneHelp.${why}`));
    await told.getByRole("button", { name: m("app.understood") }).click();
    await expect(told).toHaveCount(0);
    await new Messenger(page, m).write("then in letters");
    await expect(new Messenger(page, m).message("then in letters")).toBeVisible();
  });

  test(`a camera that is ${why} leaves the picture and the link`, async ({ page, lane, m }) => {
    await withoutMedia(page, error);
    await lane.enter(page, await lane.person(), "/add");
    await page.getByRole("button", { name: m("scan.begin") }).click();
    await expect(page.getByText(m(`scan.${why}`))).toBeVisible();
    await expect(page.getByText(m("scan.picture"))).toBeVisible();
  });
}

test("a slow line shows where things will stand, and then the things", { tag: "@desk" }, async ({ page, lane, m }) => {
  const [li, han] = [await lane.person(), await lane.person()];
  const chat = await lane.chat(han, li);
  await lane.say(han, chat, "worth the wait");
  let answer = () => {};
  const isWaiting = new Promise<void>((go) => (answer = go));
  await page.route("**/api/client/sync", async (route) => {
    await isWaiting;
    await route.continue();
  });
  await lane.enter(page, li);
  await expect(page.getByRole("status", { name: m("app.loading") }).first()).toBeVisible();
  await expect(page.getByText(m("chats.emptyTitle"))).toHaveCount(0);
  answer();
  await expect(new Messenger(page, m).row(han.name)).toContainText("worth the wait");
});

test("two tabs of one browser show the same, and a message is sent once", async ({ page, context, lane, m }) => {
  const [li, han] = [await lane.person(), await lane.person()];
  const chat = await lane.chat(li, han);
  await lane.say(li, chat, "before both");
  await lane.enter(page, li, `/c/${chat}`);
  const other = await context.newPage();
  await other.goto(`/c/${chat}`);
  const [mine, twin] = [new Messenger(page, m), new Messenger(other, m)];
  await mine.write("from the first tab");
  await expect(twin.message("from the first tab")).toHaveCount(1, SOON);
  await twin.write("from the second");
  await expect(mine.message("from the second")).toHaveCount(1, SOON);
  expect(await lane.texts(li, chat)).toEqual(["before both", "from the first tab", "from the second"]);
});

test("a name of one letter is a whole name", async ({ page, lane }) => {
  const one = await lane.person("Ö");
  await lane.enter(page, await lane.person(), `/p/${one.link_code}`);
  await expect(page.getByRole("heading", { level: 1, name: "Ö" })).toBeVisible();
});
