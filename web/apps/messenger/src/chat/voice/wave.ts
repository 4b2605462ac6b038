/** A sound as 38 bars: each as high as the loudest moment of its part, the loudest bar full. */

export const BARS = 38;
const LOWEST = 0.12;

export function wave(samples: Float32Array, bars = BARS): number[] {
  const step = samples.length / bars;
  const peaks = Array.from({ length: bars }, (_, index) => loudest(samples, Math.floor(index * step), Math.floor((index + 1) * step)));
  const highest = Math.max(...peaks);
  if (!(highest > 0)) return peaks.map(() => LOWEST);
  return peaks.map((peak) => Math.max(LOWEST, peak / highest));
}

/** Stands in for a sound that cannot be read: always the same for the same message, and plainly nobody's voice. */
export function waveOf(name: string, bars = BARS): number[] {
  let seed = 7;
  for (const character of name) seed = (seed * 31 + (character.codePointAt(0) ?? 0)) >>> 0;
  return Array.from({ length: bars }, (_, index) => {
    seed = (seed * 1_103_515_245 + 12_345) >>> 0;
    return 0.2 + 0.35 * (seed / 2 ** 32) + 0.25 * Math.abs(Math.sin(index / 3));
  });
}

function loudest(samples: Float32Array, from: number, to: number): number {
  let peak = 0;
  for (let at = from; at < Math.max(to, from + 1) && at < samples.length; at += 1) peak = Math.max(peak, Math.abs(samples[at] ?? 0));
  return peak;
}
