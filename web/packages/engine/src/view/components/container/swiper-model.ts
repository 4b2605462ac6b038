/** Where the pages of a swiper stand, as numbers. Positions are counted in pages; 1.5 is halfway from the second to the third. */

export interface Track {
  count: number;
  /** Pages in view at once. */
  shown: number;
  isCircular: boolean;
}

/** A circle needs more pages than are seen. */
export function isRound({ count, shown, isCircular }: Track): boolean {
  return isCircular && count > shown;
}

export function lastStart({ count, shown }: Track): number {
  return Math.max(0, count - shown);
}

/** The page a position means: 0 … count - 1. */
export function wrapped(position: number, count: number): number {
  return count === 0 ? 0 : ((position % count) + count) % count;
}

/** Within the ends of a straight track, or anywhere on a round one. */
export function limited(position: number, track: Track): number {
  return isRound(track) ? position : Math.min(lastStart(track), Math.max(0, position));
}

/** A hand pulling beyond the end is held back. */
export function resisted(position: number, track: Track): number {
  if (isRound(track)) return position;
  const end = lastStart(track);
  if (position < 0) return position / 3;
  return position > end ? end + (position - end) / 3 : position;
}

/** The page at which a released track comes to rest; velocity in pages per millisecond. */
export function settled(from: number, position: number, velocity: number, track: Track): number {
  const moved = position - from;
  let goal = Math.round(position);
  if (Math.abs(velocity) > 0.0012 && Math.sign(velocity) === Math.sign(moved)) goal = from + Math.sign(moved) * Math.max(1, Math.ceil(Math.abs(moved) - 0.5));
  else if (Math.abs(moved) > 0.35 && Math.abs(moved) < 1) goal = from + Math.sign(moved);
  return limited(goal, track);
}

/** The shortest way from where the track is to page `index`. */
export function nearestTurn(position: number, index: number, track: Track): number {
  if (!isRound(track)) return index;
  const turn = Math.round((position - index) / track.count);
  return index + turn * track.count;
}

/** Where page `index` is drawn when the track stands at `position`: round tracks move their far pages to the other side. */
export function placeOf(index: number, position: number, track: Track): number {
  if (!isRound(track)) return index;
  // At least one page on the side it is coming from, even when there are only two.
  const half = Math.max(1, (track.count - track.shown) / 2);
  const offset = wrapped(index - position + half, track.count) - half;
  return Math.round(position + offset);
}
