/** `cloud.database()`: collections, commands and the values that have a kind of their own. */
import { Collection } from "./collection";
import { command } from "./command";
import type { Command } from "./command";
import { wrong } from "./errors";
import { Geo } from "./geo";
import type { DatabaseLine } from "./line";
import { plainGuard, settle } from "./settle";
import type { Guard } from "./settle";
import { runTransaction, Transaction } from "./transaction";
import { RegExpValue, ServerDate } from "./values";

export interface DatabaseParts {
  line: DatabaseLine;
  /** Absent: the environment there is. */
  env?: string;
  /** Functions may do what programs may not: make collections. */
  isServer?: boolean;
  guard?: Guard;
}

export interface Database {
  collection(name: string): Collection;
  command: Command;
  Geo: typeof Geo;
  RegExp(options: { regexp: string; options?: string }): RegExpValue;
  serverDate(options?: { offset?: number }): ServerDate;
  createCollection?(name: string, options?: unknown): unknown;
  runTransaction?(work: (transaction: Transaction) => unknown, tries?: number): Promise<unknown>;
  startTransaction?(): Promise<Transaction>;
}

export function createDatabase({ line, env, isServer = false, guard = plainGuard }: DatabaseParts): Database {
  const around = { line, env, guard };
  const database: Database = {
    collection(name) {
      if (typeof name !== "string") throw wrong.type("parameter.collectionName", "string", name);
      if (name === "") throw wrong.value("collection name should not be empty");
      return new Collection(around, name);
    },
    command,
    Geo,
    RegExp: function (options) {
      return new RegExpValue(options);
    },
    serverDate: function (options) {
      return new ServerDate(options);
    },
  };
  if (!isServer) return database;
  return {
    ...database,
    createCollection: (name, options) =>
      settle("collection.createCollection", options, guard, async () => {
        if (typeof name !== "string") throw wrong.type("parameter.collectionName", "string", name);
        return line.send({ action: "createCollection", collection: name, ...(env !== undefined && { env }) });
      }),
    runTransaction: (work, tries) => runTransaction(around, work, tries),
    startTransaction: () => Transaction.begin(around),
  };
}
