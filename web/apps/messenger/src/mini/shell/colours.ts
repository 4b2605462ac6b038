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
  return text !== "" && luminance(text) < 0.18;
}

function luminance(text: string): number {
  const long = text.length === 4 ? [...text.slice(1)].map((one) => one + one).join("") : text.slice(1);
  const [red, green, blue] = [0, 2, 4].map((at) => linear(Number.parseInt(long.slice(at, at + 2), 16) / 255)) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** What the platform takes when a program says nothing: there the house has colours of its own. */
const DEFAULTS = new Set(["#000000", "#000", "#576b95"]);
const LEAST_CONTRAST = 3;

/** A colour for words on a card of ours, or undefined where the house's own is to be taken, also because nobody could read it there. */
export function wordColour(colour: string, surface: "#ffffff" | "#1b1f22"): string | undefined {
  const text = safeColour(colour);
  if (text === "" || DEFAULTS.has(text)) return undefined;
  const [light, dark] = [luminance(text), luminance(surface)].sort((one, other) => other - one) as [number, number];
  return (light + 0.05) / (dark + 0.05) >= LEAST_CONTRAST ? text : undefined;
}

function linear(part: number): number {
  return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
}
