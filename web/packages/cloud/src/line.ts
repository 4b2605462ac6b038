/** What the SDK hands on, and what comes back: names and shapes of the wire. */

export type Plain = Record<string, unknown>;

export interface Order {
  field: string;
  direction: "asc" | "desc";
}

/** One call to the database. Values are MongoDB Extended JSON, operators have their names there. */
export interface Asked {
  action: "get" | "count" | "add" | "set" | "update" | "remove" | "aggregate" | "createCollection" | "startTransaction" | "commitTransaction" | "abortTransaction";
  collection: string;
  env?: string;
  /** One document instead of those that a query finds; a text and a number are different ids. */
  id?: string | number;
  /** The transaction that this belongs to. */
  transaction?: string;
  query?: Plain;
  order?: Order[];
  skip?: number;
  limit?: number;
  projection?: Plain;
  data?: unknown;
  stages?: Plain[];
  multi?: boolean;
}

export type Answer = Plain;

export interface WatchAsked {
  collection: string;
  env?: string;
  id?: string;
  query: Plain;
  order?: Order[];
  limit?: number;
}

export interface WireChange {
  id: number;
  queueType: string;
  dataType: string;
  docId: string;
  doc?: unknown;
  updatedFields?: unknown;
  removedFields?: string[];
}

export interface WireSnapshot {
  id: number;
  docChanges: WireChange[];
  docs: unknown[];
  type?: string;
}

export interface WatchHearing {
  snapshot(snapshot: WireSnapshot): void;
  /** The watch has ended and says why. */
  failed(problem: unknown): void;
}

export interface DatabaseLine {
  /** Rejects with anything that has `errCode` and `errMsg`. */
  send(asked: Asked): Promise<Answer>;
  /** Gives the function that ends the watch. */
  watch?(asked: WatchAsked, hearing: WatchHearing): Promise<() => Promise<void>>;
}
