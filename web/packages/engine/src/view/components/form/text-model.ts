/** What a text field does with text, without a document. */

/** Characters a phone's keypad of this type can write; null where anything goes. */
const KEYS: Record<string, RegExp> = { number: /^[0-9]*$/, digit: /^[0-9.]*$/, idcard: /^[0-9xX]*$/ };

/** May the keyboard of this type write `typed`? What the program itself sets is never asked. */
export function canType(type: string, typed: string): boolean {
  return KEYS[type]?.test(typed) ?? true;
}

/**
 * The beginning of `value` that fits into `maxlength` (UTF-16 units, as `value.length` counts them in the program);
 * a character that stands on the border is left out whole, be it a pair or a family of emoji.
 */
export function limit(value: string, maxlength: number): string {
  if (maxlength < 0 || value.length <= maxlength) return value;
  let end = 0;
  for (const one of new Intl.Segmenter().segment(value)) {
    if (one.index + one.segment.length > maxlength) break;
    end = one.index + one.segment.length;
  }
  return value.slice(0, end);
}

/** What typing `typed` over the selection gives, and where the cursor then stands: the old text keeps its place. */
export function insert(value: string, start: number, end: number, typed: string, maxlength: number): { value: string; cursor: number } {
  const left = value.slice(0, start);
  const right = value.slice(end);
  const room = maxlength < 0 ? -1 : Math.max(0, maxlength - left.length - right.length);
  const fits = limit(typed, room);
  return { value: left + fits + right, cursor: left.length + fits.length };
}

/**
 * Which values of the program a field takes while events of the person are still on their way.
 *
 * The core answers each input event that somebody hears with "handled". A value that comes while a newer event is unanswered belongs
 * to an older one: taking it would eat what was typed since.
 */
export class Echo {
  #told: { value: string; at: number }[] = [];

  constructor(readonly patience_ms = 600) {}

  told(value: string, now: number): void {
    this.#told.push({ value, at: now });
  }

  /** The oldest event was answered; true when none is left, so that what a handler gave back is not older than the text. */
  handled(now: number): boolean {
    this.#told.shift();
    this.#told = this.#told.filter((one) => now - one.at < this.patience_ms);
    return this.#told.length === 0;
  }

  /** `isHeard`: the program has a handler, so an answer to the newest event is still to come. */
  takes(value: string, isHeard: boolean, now: number): boolean {
    this.#told = this.#told.filter((one) => now - one.at < this.patience_ms);
    const at = this.#told.findIndex((one) => one.value === value);
    const isOld = this.#told.length > 1 && (isHeard || (at >= 0 && at < this.#told.length - 1));
    if (!isHeard) this.#told.splice(0, at + 1);
    return !isOld;
  }
}

export interface Replacement {
  value: string;
  cursor?: number;
}

/** What a handler of `bindinput` gave back: a text, a text with a cursor, or nothing. */
export function replacement(returned: unknown): Replacement | null {
  if (typeof returned === "string") return { value: returned };
  if (typeof returned === "number") return { value: String(returned) };
  if (typeof returned !== "object" || returned === null || !("value" in returned)) return null;
  const { value, cursor } = returned as { value: unknown; cursor?: unknown };
  if (typeof value !== "string" && typeof value !== "number") return null;
  return typeof cursor === "number" ? { value: String(value), cursor } : { value: String(value) };
}

const HINTS: Record<string, string> = { send: "send", search: "search", next: "next", go: "go", done: "done", return: "enter" };

/** How the phone's keyboard is asked for: `inputmode`, `enterkeyhint`. */
export function keyboard(type: string, confirmType: string): { inputMode: string; enterKeyHint: string } {
  const inputMode = { number: "numeric", digit: "decimal" }[type] ?? "text";
  return { inputMode, enterKeyHint: HINTS[confirmType] ?? "done" };
}
