/** Boxes and what they share. */

export interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** The shared part; null when they don't even touch. */
export function intersection(a: Box, b: Box): Box | null {
  const box = {
    left: Math.max(a.left, b.left),
    top: Math.max(a.top, b.top),
    right: Math.min(a.right, b.right),
    bottom: Math.min(a.bottom, b.bottom),
  };
  return box.right < box.left || box.bottom < box.top ? null : box;
}

/** A box made larger by its margins (smaller, where they are negative). */
export function within(box: Box, margins: Box): Box {
  return {
    left: box.left - margins.left,
    top: box.top - margins.top,
    right: box.right + margins.right,
    bottom: box.bottom + margins.bottom,
  };
}

/** How much of `whole` is in `part`, 0 … 1; a box without area counts as wholly in. */
export function ratio(part: Box, whole: Box): number {
  const area = (whole.right - whole.left) * (whole.bottom - whole.top);
  if (area <= 0) return 1;
  return ((part.right - part.left) * (part.bottom - part.top)) / area;
}

/** Did the share pass one of the thresholds on its way? The first look tells when anything is seen. */
export function crossed(before: number, now: number, thresholds: readonly number[], isTouching: boolean, isFirst: boolean): boolean {
  if (isFirst) return now !== before || (isTouching && thresholds.some((limit) => limit <= now && limit > before));
  if (before === now) return false;
  return thresholds.some((limit) => (before < limit) !== (now < limit) || (limit === 0 && (before === 0) !== (now === 0)));
}
