/** `db.command`: conditions that can be joined, and changes of fields. What they mean on the wire stands in conditions.ts and changes.ts. */
import { aggregateCommand } from "./aggregate-command";
import { wrong } from "./errors";
import type { Plain } from "./line";
import { Marked } from "./values";

export type Comparison =
  | "eq" | "neq" | "lt" | "lte" | "gt" | "gte" | "in" | "nin" | "exists" | "mod" | "all" | "elemMatch" | "size" | "geoNear" | "geoWithin" | "geoIntersects" | "expr" | "jsonSchema";
export type Joint = "and" | "or" | "nor" | "not";

/** A condition on a field, or on a whole document where its parts are. */
export abstract class Condition extends Marked {}

/** One comparison. */
export class Compared extends Condition {
  constructor(
    readonly name: Comparison,
    readonly operand: unknown,
  ) {
    super();
  }
}

/** Several conditions and how they hold together. */
export class Joined extends Condition {
  constructor(
    readonly joint: Joint,
    readonly parts: readonly unknown[],
  ) {
    super();
  }
}

export type ChangeName =
  | "set" | "remove" | "inc" | "mul" | "min" | "max" | "rename" | "bit" | "push" | "pop" | "shift" | "unshift" | "pull" | "pullAll" | "addToSet";

/** What happens to one field. */
export class Change extends Marked {
  constructor(
    readonly name: ChangeName,
    readonly operand: unknown,
  ) {
    super();
  }
}

/** What of a field a query gives. */
export class Shown extends Marked {
  constructor(
    readonly operator: "$slice" | "$elemMatch",
    readonly operand: unknown,
  ) {
    super();
  }
}

type Make<Result> = (...args: unknown[]) => Result;

const one = (value: unknown): unknown => value;
const pair = (first: unknown, second: unknown): unknown => (Array.isArray(first) ? first : [first, second]);
const list = (value: unknown): unknown => {
  if (!Array.isArray(value)) throw wrong.type("parameter", "array", value);
  return value;
};

const COMPARISONS: Readonly<Record<Comparison, Make<unknown>>> = {
  eq: one, neq: one, lt: one, lte: one, gt: one, gte: one, in: list, nin: list, exists: (value = true) => value, mod: pair, all: list, elemMatch: one, size: one,
  geoNear: one, geoWithin: one, geoIntersects: one, expr: one, jsonSchema: one,
};

/** `_.and([a, b])`, `_.and(a, b)` and `a.and(b)` are the same. */
const partsOf = (args: unknown[]): unknown[] => (args.length === 1 && Array.isArray(args[0]) ? (args[0] as unknown[]) : args);

for (const [name, make] of Object.entries(COMPARISONS)) {
  method(Condition.prototype, name, function (this: Condition, ...args: unknown[]) {
    return new Joined("and", [this, new Compared(name as Comparison, make(...args))]);
  });
}
for (const joint of ["and", "or"] as const) {
  method(Condition.prototype, joint, function (this: Condition, ...args: unknown[]) {
    return new Joined(joint, [this, ...partsOf(args)]);
  });
}

function method(on: object, name: string, value: (...args: never[]) => unknown): void {
  Object.defineProperty(on, name, { value, writable: true, configurable: true });
}

/** Elements to put in: one, several, or several with where and how. */
const elements = (args: unknown[]): unknown => (args.length === 1 ? args[0] : args);

const CHANGES: Readonly<Record<ChangeName, Make<unknown>>> = {
  set: one, remove: () => undefined, inc: one, mul: one, min: one, max: one, rename: one, bit: one, pop: () => undefined, shift: () => undefined,
  push: (...args) => elements(args), unshift: (...args) => elements(args), pull: one, pullAll: list, addToSet: one,
};

/** A condition that goes on: `_.gt(1).lt(5)`. */
export type Chain = Condition & { [Name in Comparison | "and" | "or"]: Make<Chain> };

export type Command = Record<Comparison | Joint, Make<Chain>> & Record<ChangeName, Make<Change>> & { project: Record<"slice" | "elemMatch", Make<Shown>>; aggregate: Plain };

function makeCommand(): Command {
  const command: Plain = {};
  for (const [name, make] of Object.entries(COMPARISONS)) command[name] = (...args: unknown[]) => new Compared(name as Comparison, make(...args));
  for (const joint of ["and", "or", "nor"] as const) command[joint] = (...args: unknown[]) => new Joined(joint, partsOf(args));
  command.not = (value: unknown) => new Joined("not", [value]);
  for (const [name, make] of Object.entries(CHANGES)) command[name] = (...args: unknown[]) => new Change(name as ChangeName, make(...args));
  command.project = {
    slice: (from: unknown, length?: unknown) => new Shown("$slice", length === undefined ? from : [from, length]),
    elemMatch: (value: unknown) => new Shown("$elemMatch", value),
  };
  command.aggregate = aggregateCommand;
  return command as Command;
}

export const command = makeCommand();
