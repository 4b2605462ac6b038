/** Transactions of functions: documents by their ids, changed all together or not at all. */
import { Collection } from "./collection";
import type { Around } from "./collection";
import { failureOf } from "./errors";
import type { Asked } from "./line";

const CONFLICT = "TransactionConflict";
const TRIES = 3;

export class Transaction {
  readonly #around: Around;
  readonly #id: string;
  #ended: { reason: unknown } | null = null;

  constructor({ line, ...around }: Around, id: string) {
    this.#id = id;
    this.#around = { ...around, line: { send: (asked) => line.send({ ...asked, transaction: id }) } };
  }

  static async begin(around: Around): Promise<Transaction> {
    const { transaction } = await around.line.send(asking(around, "startTransaction"));
    return new Transaction(around, String(transaction));
  }

  collection(name: string): Collection {
    return new Collection(this.#around, name);
  }

  /** Whether it was given up, and why. */
  get givenUp(): { reason: unknown } | null {
    return this.#ended;
  }

  async commit(): Promise<{ errMsg: string }> {
    return this.#end("commitTransaction", "transaction.commit");
  }

  async rollback(reason?: unknown): Promise<{ errMsg: string }> {
    this.#ended = { reason };
    return this.#end("abortTransaction", "transaction.rollback");
  }

  async #end(action: "commitTransaction" | "abortTransaction", api: string): Promise<{ errMsg: string }> {
    try {
      await this.#around.line.send({ ...asking(this.#around, action), transaction: this.#id });
      return { errMsg: `${api}:ok` };
    } catch (problem) {
      throw failureOf(api, problem);
    }
  }
}

/** Runs `work` until nobody was in its way, three times at most; what it gives or throws is what comes of it. */
export async function runTransaction(around: Around, work: (transaction: Transaction) => unknown, tries = TRIES): Promise<unknown> {
  for (let left = tries; ; left -= 1) {
    const transaction = await Transaction.begin(around);
    try {
      const result = await work(transaction);
      if (transaction.givenUp) throw transaction.givenUp.reason;
      await transaction.commit();
      return result;
    } catch (problem) {
      if (transaction.givenUp) throw transaction.givenUp.reason;
      await transaction.rollback().catch(() => undefined);
      if (left <= 1 || !String((problem as { errMsg?: unknown }).errMsg).includes(CONFLICT)) throw problem;
    }
  }
}

const asking = ({ env }: Around, action: Asked["action"]): Asked => ({ action, collection: "", ...(env !== undefined && { env }) });
