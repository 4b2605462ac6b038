/** The wallet and the payment sheet as a person handles them. */
import { expect, type Locator, type Page } from "@playwright/test";
import { yuan } from "../../packages/ui/src/money";
import { PASSWORD } from "./merchant";
import type { wordsOf } from "./words";

export { yuan };

export class Sheet {
  constructor(
    readonly page: Page,
    private readonly m: ReturnType<typeof wordsOf>,
  ) {}

  /** The sheet that pays `name` that much, by the sentence that is read out first. */
  asking(fen: number, name: string): Locator {
    return this.page.getByRole("dialog", { name: this.m("pay.sentence", { amount: yuan(fen), name }) });
  }

  get password(): Locator {
    return this.page.getByLabel(this.m("pay.password"), { exact: true });
  }

  async type(password = PASSWORD): Promise<void> {
    await expect(this.password).toBeFocused();
    await this.page.keyboard.type(password);
  }

  /** By the keys of the sheet itself, as a finger does. */
  async tap(password = PASSWORD): Promise<void> {
    const keys = this.page.getByRole("group", { name: this.m("pay.keypad") });
    for (const digit of password) await keys.getByRole("button", { name: digit, exact: true }).click();
  }

  async paid(fen: number, name: string): Promise<void> {
    await expect(this.page.getByRole("heading", { name: this.m("pay.paid", { amount: yuan(fen), name }) })).toBeVisible();
  }

  async chooseMeans(name: RegExp | string): Promise<void> {
    await this.page.getByRole("button", { name: this.m("means.balance") }).click();
    await this.page.getByRole("list", { name: this.m("means.title") }).getByRole("button", { name }).click();
  }
}
