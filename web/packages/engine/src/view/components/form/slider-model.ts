/** The values a slider can have. */
export interface Scale {
  min: number;
  max: number;
  step: number;
}

/** A scale that can be drawn: a step above nothing, an end not below the beginning. */
export function scale(min: number, max: number, step: number): Scale {
  return { min, max: Math.max(min, max), step: step > 0 ? step : 1 };
}

/** The step nearest to `value`; the end counts as a step, even where the last one is shorter. */
export function snap({ min, max, step }: Scale, value: number): number {
  const held = Math.min(max, Math.max(min, value));
  const stepped = min + Math.round((held - min) / step) * step;
  if (stepped > max || max - held < Math.abs(held - stepped)) return tidy(max, [min, max, step]);
  return tidy(stepped, [min, step]);
}

/** Where a value stands on the track, 0 to 1. */
export function share({ min, max }: Scale, value: number): number {
  return max === min ? 0 : Math.min(1, Math.max(0, (value - min) / (max - min)));
}

export function at(scaleOf: Scale, part: number): number {
  return snap(scaleOf, scaleOf.min + Math.min(1, Math.max(0, part)) * (scaleOf.max - scaleOf.min));
}

/** What a key does to the value; null when it is not one of ours. */
export function pressed(scaleOf: Scale, value: number, key: string): number | null {
  const large = Math.max(scaleOf.step, (scaleOf.max - scaleOf.min) / 10);
  const moves: Record<string, number> = {
    ArrowRight: value + scaleOf.step, ArrowUp: value + scaleOf.step, ArrowLeft: value - scaleOf.step, ArrowDown: value - scaleOf.step,
    PageUp: value + large, PageDown: value - large, Home: scaleOf.min, End: scaleOf.max,
  };
  const to = moves[key];
  return to === undefined ? null : snap(scaleOf, to);
}

// 0.1 + 0.2 is shown and told as 0.3: no more decimals than the numbers of the program have.
function tidy(value: number, given: number[]): number {
  const places = Math.max(...given.map((one) => (String(one).split(".")[1] ?? "").length));
  return Number(value.toFixed(Math.min(places, 12)));
}
