/** Colours that programs choose: only those of the documented form reach our own document. */

const HEX = /^#(?:[0-9a-f]{3}|[0-9a-f]{6})$/i;

/** The colour, or "" for what is none: then the house's own is taken. */
export function safeColour(colour: string): string {
  const named: Record<string, string> = { black: "#000000", white: "#ffffff" };
  const text = named[colour] ?? colour;
  return HEX.test(text) ? text.toLowerCase() : "";
}

/** Whether white words would stand better on this colour than black ones. */
export function isDark(colour: string): boolean {
  const text = safeColour(colour);
  if (text === "") return false;
  const long = text.length === 4 ? [...text.slice(1)].map((one) => one + one).join("") : text.slice(1);
  const [red, green, blue] = [0, 2, 4].map((at) => linear(Number.parseInt(long.slice(at, at + 2), 16) / 255)) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue < 0.18;
}

function linear(part: number): number {
  return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
}
