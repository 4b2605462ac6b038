/** "3:07", "1:02:09"; unknown and endless lengths are "0:00". */
export function clockText(seconds: number): string {
  const whole = Number.isFinite(seconds) ? Math.max(0, Math.floor(seconds)) : 0;
  const parts = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  const shown = (parts[0] ?? 0) > 0 ? parts : parts.slice(1);
  return shown.map((part, at) => (at === 0 ? String(part).padStart(shown.length === 2 ? 2 : 1, "0") : String(part).padStart(2, "0"))).join(":");
}

/** How much of a medium is there already, 0 to 100. */
export function bufferedPercent(ranges: { start: number; end: number }[], now: number, duration: number): number {
  const here = ranges.find((one) => one.start <= now && now <= one.end);
  return here && duration > 0 ? Math.min(100, Math.round((here.end / duration) * 100)) : 0;
}

/** The first argument of a method, whether the call named it or not: `seek(30)`, `seek({position: 30})`. */
export function argument(args: unknown, ...names: string[]): unknown {
  const first: unknown = Array.isArray(args) ? args[0] : args;
  if (typeof first !== "object" || first === null) return first;
  const named = first as Record<string, unknown>;
  for (const name of [...names, "value", "0"]) if (named[name] !== undefined) return named[name];
  return undefined;
}

/** The named arguments of a method. */
export function named(args: unknown): Record<string, unknown> {
  const first: unknown = Array.isArray(args) ? args[0] : args;
  return typeof first === "object" && first !== null ? (first as Record<string, unknown>) : {};
}
