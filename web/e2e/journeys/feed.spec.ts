/** A subscription account tells everybody something: its owner in the console, its follower in the folder. */
import { expect, fresh, test } from "../support/test";

test("what an owner sends to all is read in the folder, and whoever has enough mutes, complains and leaves", async ({ page, another, lane, m, c }) => {
  const account = await lane.account({ name: fresh("Gazette"), kind: "subscription", colour: "plum", verified: true });
  const person = await lane.person();
  const thread = await lane.follow(person, account);
  await lane.enter(page, person);
  // The account stands in the folder, and nowhere else.
  const rows = page.getByRole("list", { name: m("chats.title") });
  const folder = rows.getByRole("link", { name: m("feed.title") });
  await expect(folder).toBeVisible();
  await expect(rows.getByRole("link", { name: account.name, exact: false })).toHaveCount(1);

  const owner = (await another()).page;
  const news = fresh("The last coal seller of Mao'er Lane");
  await owner.goto(`/console/apps/${account.app_id}/broadcasts/new`);
  await owner.getByText(c("broadcasts.kind.text"), { exact: true }).click();
  await owner.getByLabel(c("broadcasts.text")).fill(news);
  await owner.getByRole("button", { name: c("broadcasts.sendTo", { count: 1 }) }).click();
  await owner.getByRole("dialog").getByRole("button", { name: c("broadcasts.sendTo", { count: 1 }) }).click();
  const sent = owner.getByRole("list", { name: c("nav.broadcasts") }).getByRole("listitem").filter({ hasText: news });
  await expect(sent.getByText(c("broadcasts.state.sent"), { exact: true })).toBeVisible();
  await expect(owner.getByText(c("broadcasts.left.day", { left: 0, limit: 1 }))).toBeVisible();

  await expect(folder).toContainText(news);
  await expect(folder.getByRole("img", { name: m("feed.new") })).toBeVisible();
  await folder.click();
  const told = page.getByRole("list", { name: m("feed.view.news") }).getByRole("article", { name: account.name });
  await expect(told).toContainText(news);
  const unread = () => lane.as<{ conversations: { kind: string; unread: number }[] }>(person, "POST", "/sync", { personal_seq: 0, positions: {} });
  await expect.poll(async () => (await unread()).conversations.filter(({ kind }) => kind === "broadcast").map((one) => one.unread)).toEqual([0]);

  const more = told.getByRole("button", { name: m("feed.more", { name: account.name }) });
  await more.click();
  await page.getByRole("menuitem", { name: m("thread.mute") }).click();
  await expect.poll(async () => (await lane.as<{ muted: boolean }>(person, "GET", `/conversations/${thread}`)).muted).toBe(true);
  await more.click();
  await page.getByRole("menuitem", { name: m("complaint.begin") }).click();
  const sheet = page.getByRole("dialog", { name: m("complaint.title", { name: account.name }) });
  await expect(sheet).toContainText(news);
  await sheet.getByRole("radio", { name: m("complaint.reason.fraud") }).check();
  await sheet.getByRole("button", { name: m("complaint.send") }).click();
  await expect(page.getByText(m("complaint.sentAndLeft", { name: account.name }))).toBeVisible();
  await expect(page.getByText(m("feed.emptyTitle"))).toBeVisible();

  await owner.goto("/console/operate/complaints");
  const complaint = owner.getByRole("article").filter({ hasText: account.name });
  await expect(complaint).toContainText(news);
  await complaint.getByRole("button", { name: c("accountComplaints.decide") }).click();
  await owner.getByRole("dialog").getByRole("button", { name: c("accountComplaints.uphold") }).click();
  await expect(complaint).toHaveCount(0);
});
