/** Where a movable view may be, and how it glides when let go. */

export interface Bounds {
  minX: number;
  maxX: number;
  minY: number;
  maxY: number;
}

/** A view smaller than its area moves within it; a larger one moves until its edges meet the area's. */
export function boundsOf(area: { width: number; height: number }, view: { width: number; height: number }, scale: number): Bounds {
  // Scaling happens about the centre, so the corner moves with it.
  const growX = (view.width * (scale - 1)) / 2;
  const growY = (view.height * (scale - 1)) / 2;
  const freeX = area.width - view.width * scale;
  const freeY = area.height - view.height * scale;
  return {
    minX: growX + Math.min(0, freeX),
    maxX: growX + Math.max(0, freeX),
    minY: growY + Math.min(0, freeY),
    maxY: growY + Math.max(0, freeY),
  };
}

export function held(value: number, min: number, max: number): number {
  return Math.min(max, Math.max(min, value));
}

/** Beyond the edge a hand pulls with ever less effect. */
export function stretched(value: number, min: number, max: number): number {
  const weight = (over: number): number => over / (1 + over / 120);
  if (value < min) return min - weight(min - value) * 0.5;
  return value > max ? max + weight(value - max) * 0.5 : value;
}

/** Where a throw ends: px and px per millisecond, `friction` as the attribute gives it. */
export function thrown(from: number, velocity: number, friction: number): number {
  const slowing = 0.0015 * Math.max(0.1, friction);
  return from + (Math.sign(velocity) * velocity ** 2) / (2 * slowing);
}
