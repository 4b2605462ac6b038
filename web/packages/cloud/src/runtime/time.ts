/** Lane time for functions, where somebody moved it. */
import type { LaneTime } from "./line";

const Real = Date;

export function keepTime(at: LaneTime | null): void {
  if (at === null) {
    globalThis.Date = Real;
    return;
  }
  const now = () => at.held_ms ?? Real.now() + at.later_ms;
  globalThis.Date = new Proxy(Real, {
    apply: () => new Real(now()).toString(),
    construct: (target, given: unknown[], made) => Reflect.construct(target, given.length > 0 ? given : [now()], made) as object,
    get: (target, name) => (name === "now" ? now : (Reflect.get(target, name) as unknown)),
  });
}
