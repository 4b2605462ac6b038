/** Sums and shapes of an account's figures; no drawing. */
import type { DayNumbers, Scene } from "./types";

export const periods = [7, 30, 90] as const;
export type Period = (typeof periods)[number];

export type Counted = "came" | "left" | "messages" | "reads" | "shares" | "pushes" | "failed_pushes";

export function total(days: DayNumbers[], name: Counted): number {
  return days.reduce((sum, day) => sum + day[name], 0);
}

/** The mean time of all pushes: each day weighs as much as was pushed on it. */
export function meanPushMs(days: DayNumbers[]): number | null {
  const pushes = total(days, "pushes");
  if (pushes === 0) return null;
  return Math.round(days.reduce((sum, day) => sum + (day.mean_push_ms ?? 0) * day.pushes, 0) / pushes);
}

export const steps = ["scanned", "followed", "wrote", "paid"] as const;
export type Step = (typeof steps)[number];

/** How much of those who scanned went as far as this step, in percent. */
export function share(scene: Pick<Scene, Step>, step: Step): number {
  return scene.scanned === 0 ? 0 : Math.round((100 * scene[step]) / scene.scanned);
}

export interface Bar {
  x: number;
  width: number;
  up: number;
  down: number;
}

/** Bars that grow up for who came and down for who left, in a drawing of this size around a middle line. */
export function bars(days: DayNumbers[], width: number, height: number): { bars: Bar[]; middle: number } {
  const most = Math.max(...days.map((day) => day.came), 0);
  const least = Math.max(...days.map((day) => day.left), 0);
  const unit = most + least === 0 ? 0 : height / (most + least);
  const step = width / Math.max(days.length, 1);
  const middle = most + least === 0 ? height : most * unit;
  return {
    middle,
    bars: days.map((day, nth) => ({
      x: nth * step + step * 0.15,
      width: step * 0.7,
      up: day.came * unit,
      down: day.left * unit,
    })),
  };
}
