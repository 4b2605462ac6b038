/** Timers and variables, a line each: what they are called, a mark, and what they say. */

/** Null where a line has no name or no mark. */
export function namedLines(text: string, mark: string): [name: string, rest: string][] | null {
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  const pairs = lines.map((line): [string, string] => {
    const at = line.indexOf(mark);
    return at < 1 ? ["", ""] : [line.slice(0, at).trim(), line.slice(at + 1).trim()];
  });
  return pairs.every(([name]) => name !== "") ? pairs : null;
}

export const pairsOf = (pairs: [string, string][]): Record<string, string> => Object.fromEntries(pairs);

export const textOfPairs = (pairs: Record<string, string>): string => Object.entries(pairs).map(([name, value]) => `${name}=${value}`).join("\n");
