/** A program with no server of its own: its owner makes a collection, and two people share what is in it. */
import { fileURLToPath } from "node:url";
import { aPicture } from "../support/scene";
import { OpenProgram, type Program } from "../support/program";
import { expect, fresh, SOON, test } from "../support/test";

const NOTES = fileURLToPath(new URL("../../../examples/notes", import.meta.url));

test("a note with a picture appears for another person by itself, and only its writer takes it down", async ({ page, another, lane, m, c }) => {
  test.setTimeout(60_000);
  const program = await lane.ask<Program>("POST", "/api/lab/mini-programs", { dir: NOTES, name: fresh("Notes"), owner: "company" });

  // The owner makes the collection, and lets everybody read it.
  const owner = (await another()).page;
  await owner.goto(`/console/apps/${program.app_id}/cloud`);
  const on = owner.getByRole("button", { name: c("cloud.switchOn") });
  const add = owner.getByRole("button", { name: c("cloud.collection.add") });
  await expect(on.or(add)).toBeVisible();
  if (await on.isVisible()) await on.click();
  await add.click();
  await owner.getByLabel(c("cloud.collection.name"), { exact: true }).fill("notes");
  await owner.getByRole("button", { name: c("cloud.collection.addDo") }).click();
  await owner.getByRole("combobox", { name: c("cloud.permission.of", { name: "notes" }) }).click();
  await owner.getByTitle(c("cloud.permission.READONLY"), { exact: true }).click();

  const [li, han] = [await lane.person(fresh("Li")), await lane.person(fresh("Han"))];
  const other = (await another()).page;
  await lane.enter(page, li, `/mini/${program.app_id}`);
  await lane.enter(other, han, `/mini/${program.app_id}`);
  const mine = new OpenProgram(page, m, program);
  const theirs = new OpenProgram(other, m, program);
  await expect(theirs.frame.locator(".empty")).toBeVisible();
  await expect(mine.frame.locator(".empty")).toBeVisible();

  const chosen = page.waitForEvent("filechooser");
  await mine.frame.locator(".soft").click();
  await mine.dialog(m("mini.chooseFiles")).getByRole("button", { name: m("mini.fromAlbum") }).click();
  await (await chosen).setFiles({ name: "lane.png", mimeType: "image/png", buffer: aPicture() });
  await expect(mine.frame.locator(".chosen")).toBeVisible();
  await mine.frame.locator("textarea").fill("The tea is ready");
  await mine.frame.locator(".door").click();

  // It came by the watch, its picture by its id, and the function told whose it is.
  const note = theirs.frame.locator(".note");
  await expect(note).toContainText("The tea is ready", SOON);
  await expect(note.locator(".picture[data-loaded]")).toBeVisible();
  await expect(note.locator(".mine")).toHaveCount(0);
  await expect(mine.frame.locator(".note .mine")).toBeVisible(SOON);
  await expect(mine.frame.locator(".count")).toContainText("1");

  // The owner reads the same in the console, mends it, and everybody sees that too.
  await owner.getByRole("link", { name: "notes", exact: true }).click();
  const document = owner.locator(".cloud-document");
  await expect(document).toContainText("The tea is ready");
  await document.getByRole("button", { name: c("cloud.document.edit") }).click();
  const json = owner.getByLabel(c("cloud.document.json"), { exact: true });
  await json.fill((await json.inputValue()).replace("tea", "soup"));
  await owner.getByRole("button", { name: c("cloud.document.save") }).click();
  await expect(note).toContainText("The soup is ready", SOON);
  await owner.goto(`/console/apps/${program.app_id}/cloud/logs`);
  await expect(owner.locator(".cloud-run").first()).toContainText("whoami");

  await mine.frame.locator(".note .remove").click();
  await expect(note).toHaveCount(0, SOON);
  await expect(theirs.frame.locator(".empty")).toBeVisible();
});
