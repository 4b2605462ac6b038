/** Very long messages are shown in part, so that a pasted log does not bury a conversation. */
const LINES = 30;
const CHARACTERS = 3_000;

export interface Folded {
  text: string;
  /** Lines that are left out; 0 when the whole is shown. */
  hiddenLines: number;
  lines: number;
}

export function folded(text: string): Folded {
  const lines = countLines(text);
  // A few lines more are no reason to fold.
  if (lines <= LINES + 10 && text.length <= CHARACTERS * 1.3) return { text, hiddenLines: 0, lines };
  let end = 0;
  for (let line = 0; line < LINES && end !== -1; line += 1) end = text.indexOf("\n", end + 1);
  const cut = safeCut(text, Math.min(end === -1 ? text.length : end, CHARACTERS));
  const shown = text.slice(0, cut);
  return { text: shown, hiddenLines: Math.max(1, lines - countLines(shown)), lines };
}

/** Never through the middle of a character that takes two. */
function safeCut(text: string, at: number): number {
  const code = text.charCodeAt(at - 1);
  return code >= 0xd800 && code <= 0xdbff ? at - 1 : at;
}

function countLines(text: string): number {
  let lines = 1;
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) lines += 1;
  return lines;
}
