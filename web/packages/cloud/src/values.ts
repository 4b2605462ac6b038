/** Values between the language and the wire (MongoDB Extended JSON, relaxed): dates, regular expressions, places, numbers, bytes. */
import { kindOf, wrong } from "./errors";
import { GeoValue, geoFrom } from "./geo";
import type { Plain } from "./line";

const DEEPEST = 100;

/** What carries a meaning of its own and is no value: commands of the query and update language. */
export abstract class Marked {
  get [Symbol.toStringTag](): string {
    return "Command";
  }
}

export class RegExpValue extends Marked {
  readonly regexp: string;
  readonly options: string;

  constructor({ regexp, options = "" }: { regexp: string; options?: string }) {
    super();
    if (typeof regexp !== "string") throw wrong.type("parameter.regexp", "string", regexp);
    this.regexp = regexp;
    this.options = options;
  }
}

export class ServerDate extends Marked {
  readonly offset: number;

  constructor({ offset = 0 }: { offset?: number } = {}) {
    super();
    if (typeof offset !== "number" || !Number.isFinite(offset)) throw wrong.type("parameter.offset", "number", offset);
    this.offset = offset;
  }
}

/** Sent as it stands: words that only the wire has. */
export class Wire {
  constructor(readonly value: unknown) {}
}

export function encode(value: unknown, above: readonly object[] = []): unknown {
  if (value === null || typeof value === "string" || typeof value === "boolean") return value;
  if (typeof value === "number") return Number.isFinite(value) ? value : { $numberDouble: String(value) };
  if (typeof value === "bigint") return { $numberLong: String(value) };
  if (typeof value !== "object") return undefined;
  const known = special(value);
  if (known !== undefined) return known;
  if (above.includes(value)) throw wrong.circular();
  if (above.length >= DEEPEST) throw wrong.depth();
  const path = [...above, value];
  if (Array.isArray(value)) return value.map((one) => encode(one, path) ?? null);
  const result: Plain = {};
  for (const [name, one] of Object.entries(value)) {
    const encoded = encode(one, path);
    if (encoded !== undefined) result[name] = encoded;
  }
  return result;
}

function special(value: object): unknown {
  if (value instanceof Wire) return value.value;
  if (value instanceof GeoValue) return value.toJSON();
  if (value instanceof ServerDate) return { $serverDate: { offset: value.offset } };
  if (value instanceof RegExpValue) return { $regularExpression: { pattern: value.regexp, options: value.options } };
  if (value instanceof Marked) throw wrong.value("a command can't stand inside a value");
  const kind = kindOf(value);
  if (kind === "date") return { $date: dateText(value as Date) };
  if (kind === "regexp") return { $regularExpression: { pattern: (value as RegExp).source, options: optionsOf(value as RegExp) } };
  if (kind === "arraybuffer") return { $binary: { base64: base64(new Uint8Array(value as ArrayBuffer)), subType: "00" } };
  if (ArrayBuffer.isView(value)) return { $binary: { base64: base64(new Uint8Array(value.buffer, value.byteOffset, value.byteLength)), subType: "00" } };
  return undefined;
}

function dateText(date: Date): string {
  if (Number.isNaN(date.getTime())) throw wrong.value("the date is not valid");
  return date.toISOString();
}

/** Flags that the database knows; `g`, `u`, `y` and the like mean nothing to it. */
const optionsOf = (expression: RegExp): string => [...expression.flags].filter((flag) => "ims".includes(flag)).join("");

/** Whether a condition or a change reaches into the value by its fields. */
export function isFields(value: unknown): value is Plain {
  if (kindOf(value) !== "object" || value instanceof Marked || value instanceof GeoValue || value instanceof Wire) return false;
  return !ArrayBuffer.isView(value);
}

/** A condition on a text field. */
export function expressionOf(value: unknown): { $regex: string; $options: string } | undefined {
  if (value instanceof RegExpValue) return { $regex: value.regexp, $options: value.options };
  if (kindOf(value) === "regexp") return { $regex: (value as RegExp).source, $options: optionsOf(value as RegExp) };
  return undefined;
}

export function decode(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(decode);
  const names = Object.keys(value);
  const [first = ""] = names;
  if (names.length === 1 && first.startsWith("$") && Object.hasOwn(READ, first)) return READ[first]?.((value as Plain)[first]);
  const place = names.length === 2 ? geoFrom(value as Plain) : undefined;
  return place ?? Object.fromEntries(Object.entries(value).map(([name, one]) => [name, decode(one)]));
}

const READ: Readonly<Record<string, (inner: unknown) => unknown>> = {
  $date: (inner) => new Date(typeof inner === "object" && inner !== null ? Number((inner as Plain).$numberLong) : (inner as string | number)),
  $numberLong: Number,
  $numberInt: Number,
  $numberDouble: Number,
  $numberDecimal: Number,
  $oid: String,
  $binary: (inner) => bytesFrom(String((inner as Plain).base64)),
  $regularExpression: (inner) => {
    const { pattern, options } = inner as { pattern: string; options: string };
    try {
      return new RegExp(pattern, options);
    } catch {
      return new RegExpValue({ regexp: pattern, options });
    }
  },
};

function base64(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return btoa(text);
}

const bytesFrom = (text: string): ArrayBuffer => Uint8Array.from(atob(text), (one) => one.charCodeAt(0)).buffer;
