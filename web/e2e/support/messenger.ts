/** The messenger as a person handles it, found by roles and names. */
import type { Locator, Page } from "@playwright/test";
import type { wordsOf } from "./words";

type Words = ReturnType<typeof wordsOf>;

export class Messenger {
  constructor(
    readonly page: Page,
    private readonly m: Words,
  ) {}

  get log(): Locator {
    return this.page.getByRole("log", { name: this.m("thread.log") });
  }

  get composer(): Locator {
    return this.page.getByRole("textbox", { name: this.m("composer.placeholder"), exact: true });
  }

  get menu(): Locator {
    return this.page.getByRole("toolbar", { name: this.m("menu.label") });
  }

  row(name: string): Locator {
    return this.page.getByRole("list", { name: this.m("chats.title") }).getByRole("link", { name });
  }

  message(text: string): Locator {
    return this.log.getByRole("listitem").filter({ hasText: text });
  }

  /** Write something; where an account's menu stands, its keyboard comes first. */
  async write(text: string): Promise<void> {
    const keyboard = this.page.getByRole("button", { name: this.m("menu.keyboard") });
    await this.composer.or(keyboard).first().waitFor();
    if (await keyboard.isVisible()) await keyboard.click();
    await this.composer.fill(text);
    await this.page.getByRole("button", { name: this.m("composer.send"), exact: true }).click();
  }
}
