/** The piece of a text around the words that were sought: what stands before, the words themselves, what comes after. */
const BEFORE = 24;

export function around(text: string, sought: string): [string, string, string] {
  const line = text.split(/\s+/).join(" ").trim();
  const words = sought.split(/\s+/).join(" ").trim();
  const at = line.toLowerCase().indexOf(words.toLowerCase());
  if (at === -1 || words === "") return [line, "", ""];
  const from = Math.max(0, at - BEFORE);
  return [(from > 0 ? "…" : "") + line.slice(from, at), line.slice(at, at + words.length), line.slice(at + words.length)];
}
