/** How a wheel moves: where it may be dragged, where it comes to rest. Offsets are pixels turned; item 0 rests at 0. */

export interface Sample {
  at: number;
  y: number;
}

/** Past the ends the wheel follows the finger more slowly, and never far. */
export function rubber(offset: number, item: number, count: number): number {
  const end = Math.max(0, count - 1) * item;
  const past = offset < 0 ? offset : offset > end ? offset - end : 0;
  return offset - past + (past / (1 + Math.abs(past) / (item * 2)));
}

/** Pixels in a millisecond over the last tenth of a second; a finger that held still throws nothing. */
export function speed(samples: Sample[], now: number): number {
  const recent = samples.filter((one) => now - one.at <= 100);
  const [first, last] = [recent[0], recent.at(-1)];
  return first && last && last.at > first.at ? (first.y - last.y) / (last.at - first.at) : 0;
}

/** The item a wheel let go at `offset` with `velocity` rests on, and how long it takes to get there. */
export function rest(offset: number, velocity: number, item: number, count: number): { index: number; duration_ms: number } {
  const thrown = Math.abs(velocity) > 0.1 ? velocity * 240 : 0;
  const index = Math.min(Math.max(0, count - 1), Math.max(0, Math.round((offset + thrown) / item)));
  const way = Math.abs(index * item - offset) / item;
  return { index, duration_ms: Math.round(Math.min(600, 160 + way * 45)) };
}

/** Where a key turns to; null when the key is not the wheel's. */
export function keyed(key: string, index: number, count: number): number | null {
  const to = { ArrowDown: index + 1, ArrowUp: index - 1, PageDown: index + 5, PageUp: index - 5, Home: 0, End: count - 1 }[key];
  return to === undefined ? null : Math.min(Math.max(0, count - 1), Math.max(0, to));
}
