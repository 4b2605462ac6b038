/** Figures are gathered in one file: a name, the limit, and what each round found. */
import { readFileSync, writeFileSync } from "node:fs";

export interface Told {
  name: string;
  unit: string;
  limit: number;
  higherIsBetter: boolean;
  found: number[];
}

export function tell(name: string, unit: string, limit: number, found: number[], higherIsBetter = false): void {
  const middle = [...found].sort((a, b) => a - b)[Math.floor(found.length / 2)];
  console.log(`${name}: ${middle?.toFixed(2)} ${unit} (${higherIsBetter ? "at least" : "at most"} ${limit}), of ${found.map((one) => one.toFixed(1)).join(" ")}`);
  const file = process.env["HUTONG_FIGURES"];
  if (!file) return;
  writeFileSync(file, JSON.stringify([...toldIn(file), { name, unit, limit, higherIsBetter, found }], null, 1));
}

function toldIn(file: string): Told[] {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as Told[];
  } catch {
    return [];
  }
}
