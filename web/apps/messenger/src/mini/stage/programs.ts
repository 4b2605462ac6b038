/** Which programs run, and which of them is in front: the others wait behind it for a while, as they were left. */
import { SCENE, type ProgramPlace } from "../address";

export interface Referrer {
  appId?: string;
  extraData?: unknown;
}

export interface Running {
  /** One of its own for each start: started again it is another. */
  key: number;
  place: ProgramPlace;
  referrer: Referrer;
  /** Counts how often it was asked for anew while it ran: it then hears what it was asked for with. */
  turn: number;
  /** When it was put behind, by the clock of this browser; null in front. */
  hiddenAt: number | null;
}

export interface Stage {
  running: readonly Running[];
  lastKey: number;
}

export const EMPTY: Stage = { running: [], lastKey: 0 };
export const LIVES_BEHIND_MS = 5 * 60_000;
/** Each has a process of its own: a phone would not keep more. */
export const MOST_BEHIND = 4;

export function front(stage: Stage): Running | null {
  return stage.running.find(({ hiddenAt }) => hiddenAt === null) ?? null;
}

/** The way back led to a program: it goes on as it was left. One that is gone by now starts as it did. */
export function comeBack(stage: Stage, place: ProgramPlace, referrer: Referrer, now: number): Stage {
  const known = stage.running.find((one) => isSame(one.place, place));
  if (!known) return bring(stage, place, referrer, now);
  const from = referrer.appId ? SCENE.back : known.place.scene;
  const { running, lastKey } = bring(stage, { ...known.place, scene: from }, referrer, now);
  return { lastKey, running: running.map((one) => (one.key === known.key ? { ...one, turn: known.turn } : one)) };
}

/** Brings a program to the front, where it goes on; one that does not run, or in another version, starts. */
export function bring(stage: Stage, place: ProgramPlace, referrer: Referrer, now: number): Stage {
  const known = stage.running.find((one) => isSame(one.place, place));
  const key = known?.key ?? stage.lastKey + 1;
  const inFront: Running = { key, place, referrer, turn: known ? known.turn + 1 : 0, hiddenAt: null };
  // A frame that changes its place in the document would load again: the order is that of the starts.
  const others = stage.running.filter((one) => one === known || one.place.appId !== place.appId);
  const running = others.map((one) => (one === known ? inFront : one.hiddenAt === null ? { ...one, hiddenAt: now } : one));
  return swept({ running: known ? running : [...running, inFront], lastKey: Math.max(stage.lastKey, key) }, now);
}

const isSame = (one: ProgramPlace, other: ProgramPlace): boolean => one.appId === other.appId && one.version === other.version && one.look === other.look;

export function putBehind(stage: Stage, now: number): Stage {
  if (!front(stage)) return stage;
  return swept({ ...stage, running: stage.running.map((one) => (one.hiddenAt === null ? { ...one, hiddenAt: now } : one)) }, now);
}

export function closed(stage: Stage, key: number): Stage {
  return { ...stage, running: stage.running.filter((one) => one.key !== key) };
}

/** The same program from its beginning, in the same place of the row. */
export function startedAgain(stage: Stage, key: number): Stage {
  const lastKey = stage.lastKey + 1;
  return { lastKey, running: stage.running.map((one) => (one.key === key ? { ...one, key: lastKey, turn: 0 } : one)) };
}

/** Takes away what has waited too long, and the oldest of too many. */
export function swept(stage: Stage, now: number): Stage {
  const behind = stage.running.filter((one) => one.hiddenAt !== null).sort((one, other) => (other.hiddenAt ?? 0) - (one.hiddenAt ?? 0));
  const kept = new Set(behind.filter((one, index) => index < MOST_BEHIND && now - (one.hiddenAt ?? 0) < LIVES_BEHIND_MS));
  const running = stage.running.filter((one) => one.hiddenAt === null || kept.has(one));
  return running.length === stage.running.length ? stage : { ...stage, running };
}
