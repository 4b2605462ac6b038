/** The manners every `wx.*` function shares: one object in, success / fail / complete or a promise out, `errMsg` always. */
import { fitted, kindOf, misfit } from "./shapes";

export type Args = Record<string, unknown>;

export interface Reply {
  errMsg: string;
  errno?: number;
  errCode?: number;
  [more: string]: unknown;
}

/** A failure on its way to the program: the reason follows `<api>:fail `. */
export class Fail extends Error {
  readonly more: Args;

  constructor(reason: string, more: Args = {}) {
    super(reason);
    this.more = more;
  }
}

export type Callback = (value: unknown) => void;

/** Runs a callback of the program; what it throws is the program's error, not ours. */
export type Guard = (callback: unknown, ...values: unknown[]) => unknown;

export function callbacksOf(options: unknown): { success?: unknown; fail?: unknown; complete?: unknown } | null {
  const given = options as Args | null | undefined;
  return given && [given.success, given.fail, given.complete].some((one) => typeof one === "function") ? given : null;
}

/** Checks arguments against a shape: throws Fail in the platform's words, else gives them cleaned. */
export function checked(shape: string, options: unknown): Args {
  const args = options ?? {};
  if (kindOf(args) !== "Object" && (shape.includes("!") || typeof args !== "function")) {
    throw new Fail(`parameter error: parameter should be Object instead of ${kindOf(options)};`, { errno: 1001 });
  }
  const wrong = misfit(shape, options === undefined || options === null ? {} : (args as Args));
  if (wrong && (options === undefined || options === null)) {
    throw new Fail(`parameter error: parameter should be Object instead of ${kindOf(options)};`, { errno: 1001 });
  }
  if (wrong) throw new Fail(`parameter error: ${wrong}`, { errno: 1001 });
  return fitted(shape, args as Args);
}

export function replyOf(name: string, problem: unknown): Reply {
  if (problem instanceof Fail) return { ...problem.more, errMsg: `${name}:fail ${problem.message}` };
  if (kindOf(problem) === "Object" && typeof (problem as Reply).errMsg === "string") return problem as Reply;
  return { errMsg: `${name}:fail ${problem instanceof Error ? problem.message : String(problem)}` };
}

/** Settles one call: callbacks when the program gave any, else a promise. */
export function settle(name: string, options: unknown, guard: Guard, work: () => unknown): Promise<unknown> | undefined {
  const outcome = new Promise<Reply>((resolve, reject) => {
    Promise.resolve().then(work).then(
      (result) => resolve({ ...(kindOf(result) === "Object" ? (result as Args) : {}), errMsg: `${name}:ok` }),
      (problem: unknown) => reject(replyOf(name, problem)),
    );
  });
  const callbacks = callbacksOf(options);
  if (!callbacks) return outcome;
  outcome.then(
    (reply) => {
      guard(callbacks.success, reply);
      guard(callbacks.complete, reply);
    },
    (reply) => {
      guard(callbacks.fail, reply);
      guard(callbacks.complete, reply);
    },
  );
  return undefined;
}

/** An asynchronous API: the shape is checked, then `run` works with clean arguments (and the raw ones, for what no shape can tell). */
export function asyncApi(name: string, shape: string, guard: Guard, run: (args: Args, raw: Args) => unknown): (options?: unknown) => Promise<unknown> | undefined {
  return (options) => settle(name, options, guard, () => run(checked(shape, options), (options ?? {}) as Args));
}

/** Listeners of one event: `on` adds, `off` takes one away, or all when it is given none. */
export class Listeners {
  readonly #all = new Set<unknown>();
  readonly #guard: Guard;

  constructor(guard: Guard) {
    this.#guard = guard;
  }

  readonly on = (listener: unknown): void => {
    if (typeof listener === "function") this.#all.add(listener);
  };

  readonly off = (listener?: unknown): void => {
    if (listener === undefined) this.#all.clear();
    else this.#all.delete(listener);
  };

  get size(): number {
    return this.#all.size;
  }

  tell(...values: unknown[]): void {
    for (const listener of [...this.#all]) this.#guard(listener, ...values);
  }
}
