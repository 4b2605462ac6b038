/** What every part of wx.* builds with: the seam, and the ways to add a function, an event or a host call to the object. */
import { CallRefused, RouteRefused } from "../seam";
import type { CoreSeam } from "../seam";
import { Fail, Listeners, asyncApi, checked } from "./conventions";
import type { Args, Guard } from "./conventions";

export type Wx = Record<string, unknown>;

export class Kit {
  readonly wx: Wx;
  readonly seam: CoreSeam;
  readonly guard: Guard;
  /** Names of arguments by function, for wx.canIUse. */
  readonly shapes = new Map<string, string>();
  /** Objects that functions hand out, for wx.canIUse("VideoContext.play"). */
  readonly classes = new Map<string, object>();
  readonly #events = new Map<string, Listeners>();
  #tasks = 0;

  constructor(seam: CoreSeam) {
    this.seam = seam;
    this.wx = {};
    this.guard = (callback, ...values) =>
      typeof callback === "function" ? seam.guard(callback as (...all: unknown[]) => unknown, ...values) : undefined;
  }

  /** A number for something that lives on in the host: a request, a socket, a sound. */
  nextTask(): number {
    return (this.#tasks += 1);
  }

  /** Adds an asynchronous function. */
  api(name: string, shape: string, run: (args: Args, raw: Args) => unknown): void {
    this.shapes.set(name, shape);
    this.wx[name] = asyncApi(name, shape, this.guard, run);
  }

  /** Adds a function that answers at once. Arguments that are wrong are thrown at the caller. */
  sync(name: string, run: (...args: never[]) => unknown): void {
    this.wx[name] = (...args: never[]) => {
      try {
        return run(...args);
      } catch (problem) {
        throw problem instanceof Fail ? syncError(name, problem) : problem;
      }
    };
  }

  /** Adds onX and offX of an event and gives who listens; a few old events have no offX. */
  event(name: string, canStop = true): Listeners {
    const known = this.#events.get(name);
    if (known) return known;
    const listeners = new Listeners(this.guard);
    this.#events.set(name, listeners);
    this.wx[`on${name}`] = listeners.on;
    if (canStop) this.wx[`off${name}`] = listeners.off;
    return listeners;
  }

  /** Asks the host; its refusal becomes a reason that the asking function puts its own name before. */
  async call(api: string, args: Args = {}): Promise<Args> {
    try {
      return ((await this.seam.call(api, args)) ?? {}) as Args;
    } catch (problem) {
      throw asFail(problem);
    }
  }

  /** For wx.canIUse: an object whose members have these names. */
  describe(name: string, members: string): void {
    this.classes.set(name, Object.fromEntries(members.split(" ").map((member) => [member, 0])));
  }

  /** A checked copy of arguments for functions that do not answer through callbacks. */
  checked(shape: string, options: unknown): Args {
    return checked(shape, options);
  }
}

export function asFail(problem: unknown): unknown {
  if (problem instanceof RouteRefused) return new Fail(problem.reason);
  if (!(problem instanceof CallRefused)) return problem;
  const more = problem.result !== null && typeof problem.result === "object" ? { ...(problem.result as Args) } : {};
  if (problem.errno !== undefined) more.errno = problem.errno;
  return new Fail(problem.errMsg.replace(/^[^:]*:fail ?/, ""), more);
}

export function syncError(name: string, problem: Fail): Error {
  const errMsg = `${name}:fail ${problem.message}`;
  return Object.assign(new Error(errMsg), problem.more, { errMsg });
}
