/** A program's storage as the messenger keeps it. The core has its own limits; a worker that lost them meets these. */
import type { Keeper } from "./keeper";

const LIMIT_BYTES = 24 * 1024 * 1024;
const LONGEST_KEY = 10_000;

export class Storage {
  readonly #sizes = new Map<string, number>();
  #total = 0;

  constructor(private readonly keeper: Keeper<string>) {}

  async all(): Promise<Record<string, string>> {
    const kept = await this.keeper.all();
    for (const [key, value] of kept) this.#weigh(key, value);
    return Object.fromEntries(kept);
  }

  /** One change, as the core tells it; rejects when there is no room. */
  async change({ op, key, value }: Record<string, unknown>): Promise<void> {
    if (op === "clear") {
      this.#sizes.clear();
      this.#total = 0;
      await this.keeper.clear();
    } else if (typeof key !== "string" || key.length > LONGEST_KEY) return;
    else if (op === "remove") {
      this.#weigh(key, undefined);
      await this.keeper.remove(key);
    } else if (op === "set" && typeof value === "string") {
      if (this.#total + value.length * 2 > LIMIT_BYTES) throw new Error("the storage is full");
      this.#weigh(key, value);
      await this.keeper.put(key, value);
    }
  }

  #weigh(key: string, value: string | undefined): void {
    this.#total -= this.#sizes.get(key) ?? 0;
    this.#sizes.delete(key);
    if (value === undefined) return;
    const bytes = (key.length + value.length) * 2;
    this.#sizes.set(key, bytes);
    this.#total += bytes;
  }
}
