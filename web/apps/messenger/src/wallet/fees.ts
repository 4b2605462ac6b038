/** What a withdrawal costs, as the server counts it: a free sum for life, then 0.1 percent of what is above it, at least ¥0.10. */
const LEAST_FEN = 10;
const ONE_IN = 1_000;

export function withdrawalFee(fen: number, freeLeftFen: number): number {
  const above = Math.max(0, fen - freeLeftFen);
  if (above === 0) return 0;
  // Rounded up, by whole numbers alone.
  const part = (above - (above % ONE_IN)) / ONE_IN + (above % ONE_IN === 0 ? 0 : 1);
  return Math.max(LEAST_FEN, part);
}
