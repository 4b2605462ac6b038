/** Both manners of the SDK: callbacks when the caller gave any, else a promise. */
import { failureOf } from "./errors";
import type { Plain } from "./line";

/** Runs a callback of the program; what it throws is the program's own. */
export type Guard = (callback: unknown, value: unknown) => void;

export const plainGuard: Guard = (callback, value) => {
  if (typeof callback === "function") (callback as (value: unknown) => void)(value);
};

export function settle<Result extends Plain>(api: string, options: unknown, guard: Guard, work: () => Promise<Result>): Promise<Result & { errMsg: string }> | undefined {
  const outcome = Promise.resolve()
    .then(work)
    .then(
      (result) => ({ ...result, errMsg: `${api}:ok` }),
      (problem: unknown) => {
        throw failureOf(api, problem);
      },
    );
  const { success, fail, complete } = (options ?? {}) as Plain;
  if (![success, fail, complete].some((one) => typeof one === "function")) return outcome;
  const tell = (first: unknown) => (value: unknown) => {
    guard(first, value);
    guard(complete, value);
  };
  outcome.then(tell(success), tell(fail));
  return undefined;
}
