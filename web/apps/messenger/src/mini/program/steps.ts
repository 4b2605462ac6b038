/** How far a program has come, by what has really happened. */

export const STEPS = ["asked", "opened", "frame", "core", "package", "painted"] as const;
export type Step = (typeof STEPS)[number];

/** What each step is of the whole, by how long it takes on an ordinary line. */
const SHARES: Record<Step, number> = { asked: 0.06, opened: 0.3, frame: 0.18, core: 0.12, package: 0.18, painted: 0.16 };

export function progressOf(done: ReadonlySet<Step>): number {
  if (done.has("painted")) return 1;
  return STEPS.filter((step) => done.has(step)).reduce((sum, step) => sum + SHARES[step], 0);
}
