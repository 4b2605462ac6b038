/** Which rows of a very long list are drawn: those on the screen and some on either side. */
const SPARE = 12;

export interface Span {
  from: number;
  to: number;
}

export function spanAt(scrollTop: number, height: number, rowHeight: number, count: number): Span {
  const from = Math.max(0, Math.min(count, Math.floor(scrollTop / rowHeight)) - SPARE);
  const to = Math.min(count, Math.ceil((scrollTop + height) / rowHeight) + SPARE);
  return { from: Math.min(from, Math.max(0, to - 1)), to };
}
