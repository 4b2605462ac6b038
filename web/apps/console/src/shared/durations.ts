/** Seconds in the two largest units a person would name: 13 h 05 min, 2 d 4 h, 42 s. */

export interface Units {
  day: string;
  hour: string;
  minute: string;
  second: string;
}

const steps = [
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
  ["second", 1],
] as const;

export function duration(seconds: number, units: Units): string {
  let rest = Math.max(0, Math.round(Math.abs(seconds)));
  const parts: string[] = [];
  for (const [unit, size] of steps) {
    const count = Math.floor(rest / size);
    rest -= count * size;
    if (count > 0 || (parts.length === 0 && unit === "second")) parts.push(`${count} ${units[unit]}`);
    else if (parts.length > 0) break;
    if (parts.length === 2) break;
  }
  return parts.join(" ");
}
