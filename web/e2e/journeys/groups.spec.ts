/** Several people in one conversation: started from the list, named, joined and left. */
import { Messenger } from "../support/messenger";
import { expect, SOON, test } from "../support/test";

test("three people talk in a group that one of them starts", async ({ page, another, lane, m }) => {
  const [li, han, sun] = [await lane.person(), await lane.person(), await lane.person()];
  const theirs = (await another()).page;
  await lane.enter(page, li);
  await lane.enter(theirs, han);
  await page.getByRole("button", { name: m("add.begin") }).filter({ visible: true }).click();
  await page.getByRole("menuitem", { name: m("group.start") }).click();
  for (const { name } of [han, sun]) {
    await page.getByRole("searchbox", { name: m("directory.search.people") }).last().fill(name);
    await page.getByRole("checkbox", { name }).click();
  }
  const title = `Dumplings ${li.name}`;
  await page.getByRole("textbox", { name: m("group.name") }).fill(title);
  await page.getByRole("button", { name: m("group.startWith", { count: 2 }) }).click();

  const [mine, hers] = [new Messenger(page, m), new Messenger(theirs, m)];
  await mine.write("Who brings the vinegar?");
  await hers.row(title).click();
  await expect(hers.message("Who brings the vinegar?")).toContainText(li.name, SOON);
  await hers.write("I do.");
  await expect(mine.message("I do.")).toContainText(han.name, SOON);
});

test("a group is renamed, and left by who has enough of it", async ({ page, another, lane, m }) => {
  const [li, han, sun] = [await lane.person(), await lane.person(), await lane.person()];
  const ids = [han.id, sun.id];
  const { id } = await lane.as<{ id: string }>(li, "POST", "/conversations", { person_ids: ids, title: "Before" });
  const theirs = (await another()).page;
  await lane.enter(theirs, han, `/c/${id}`);
  await expect(theirs.getByRole("heading", { name: "Before" })).toBeVisible();

  const hers = new Messenger(theirs, m);
  await lane.enter(page, li, `/g/${id}`);
  await expect(page.getByRole("list", { name: m("group.people") }).getByRole("link")).toHaveCount(3);
  await page.getByRole("textbox", { name: m("group.name") }).fill("After");
  await page.getByRole("button", { name: m("group.rename") }).click();
  await expect(theirs.getByRole("heading", { name: "After" })).toBeVisible(SOON);
  await expect(hers.log.getByText(m("notices.group_renamed", { by: li.name, title: "After" }))).toBeVisible(SOON);

  await page.getByRole("button", { name: m("group.leave") }).click();
  await page.getByRole("dialog").getByRole("button", { name: m("group.leave") }).click();
  await expect(hers.log.getByText(m("notices.group_left", { by: li.name }))).toBeVisible(SOON);
  await page.goto(`/c/${id}`);
  await expect(page.getByText(m("group.leftHelp"))).toBeVisible();
});
