/** Runs of the function: one after another in this process, and what each asks of the lane while it lasts. */
import { AsyncLocalStorage } from "node:async_hooks";
import { CloudError } from "../errors";
import { say, type Told } from "./line";

export interface Run {
  id: string;
  who: Record<string, unknown>;
}

const running = new AsyncLocalStorage<Run>();
const asked = new Map<number, { kept: (value: unknown) => void; refused: (error: Error) => void }>();
let calls = 0;

export function within<T>(run: Run, what: () => T): T {
  return running.run(run, what);
}

/** The run that this code belongs to, also after waiting. */
export function current(): Run | undefined {
  return running.getStore();
}

/** Ask the lane, in the name of the run. */
export function ask<T>(what: string, wanted: unknown): Promise<T> {
  const run = current();
  if (run === undefined) return Promise.reject(new CloudError(-401002, "-401002 api parameter error. nothing can be asked outside exports.main"));
  const call = ++calls;
  return new Promise<T>((kept, refused) => {
    asked.set(call, { kept: kept as (value: unknown) => void, refused });
    say({ t: "call", run: run.id, call, what, asked: wanted });
  });
}

export function answered(told: Extract<Told, { t: "answer" }>): void {
  const waiting = asked.get(told.call);
  asked.delete(told.call);
  if (told.refused !== undefined) waiting?.refused(new CloudError(told.refused.errCode, told.refused.errMsg));
  else waiting?.kept(told.value);
}

/** What earlier runs still wait for is answered no more. */
export function forget(): void {
  asked.clear();
}
