/** Source maps by the line: scripts keep their lines, so a line of a package is a line of a file. */

const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

function digitsOf(value: number): string {
  let left = value < 0 ? (-value << 1) | 1 : value << 1;
  let text = "";
  do {
    const digit = left & 31;
    left >>>= 5;
    text += DIGITS[left > 0 ? digit | 32 : digit] ?? "";
  } while (left > 0);
  return text;
}

export function lineCount(text: string): number {
  let count = 1;
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) count += 1;
  return count;
}

/** Puts a package's text together, and remembers from where each line came. */
export class MappedText {
  private readonly parts: string[] = [];
  private readonly sources: string[] = [];
  private readonly mappings: string[] = [];
  private lastLine = 0;

  /** Text of our own: whole lines. */
  add(text: string): void {
    this.parts.push(text);
    const lines = lineCount(text) - 1;
    if (lines > 0) this.mappings.push(";".repeat(lines));
  }

  /** Text of a file, from its first line on. */
  addSource(file: string, text: string): void {
    const lines = lineCount(text);
    const sourceDelta = this.sources.length === 0 ? 0 : 1;
    this.sources.push(file);
    this.parts.push(text, "\n");
    this.mappings.push(`A${digitsOf(sourceDelta)}${digitsOf(-this.lastLine)}A;`, "AACA;".repeat(lines - 1));
    this.lastLine = lines - 1;
  }

  text(): string {
    return this.parts.join("");
  }

  map(name: string): string {
    return JSON.stringify({ version: 3, file: name, sources: this.sources, names: [], mappings: this.mappings.join("") });
  }
}
