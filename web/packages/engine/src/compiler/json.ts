/** JSON as people write it in mini programs: comments and commas at the end are let through. */

import { position } from "./problems";

export type Json = null | boolean | number | string | Json[] | JsonObject;
export interface JsonObject {
  [name: string]: Json | undefined;
}

export class BadJson extends Error {
  constructor(
    message: string,
    readonly line: number,
    readonly column: number,
  ) {
    super(message);
  }
}

/** Raises: BadJson, saying where. */
export function parseJson(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return new Reader(text).whole();
  }
}

/** An object, whatever the text held; other kinds of values count as empty. */
export function objectOf(value: Json | undefined): JsonObject {
  return value !== null && typeof value === "object" && !Array.isArray(value) ? value : {};
}

export function listOf(value: Json | undefined): Json[] {
  return Array.isArray(value) ? value : [];
}

export function textsOf(value: Json | undefined): string[] {
  return listOf(value).filter((one): one is string => typeof one === "string");
}

/** The text values of an object. */
export function namesOf(value: Json | undefined): Record<string, string> {
  const names: Record<string, string> = {};
  for (const [name, one] of Object.entries(objectOf(value))) if (typeof one === "string") names[name] = one;
  return names;
}

const DEEPEST = 200;
const LITERAL = /true|false|null|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const SPACE = /(?:\s|\/\/[^\n]*|\/\*[^]*?\*\/)*/y;
const TEXT = /"(?:[^"\\\n]|\\[^])*"/y;

class Reader {
  private at = 0;
  private depth = 0;

  constructor(private readonly text: string) {}

  whole(): Json {
    const value = this.value();
    this.take(SPACE);
    if (this.at < this.text.length) throw this.bad("something follows after the end");
    return value;
  }

  private value(): Json {
    this.take(SPACE);
    const next = this.text[this.at];
    if (next === "{") return this.object();
    if (next === "[") return this.list();
    const literal = this.take(TEXT) ?? this.take(LITERAL);
    if (literal === undefined) throw this.bad(next === undefined ? "it ends too early" : `"${next}" is not expected here`);
    try {
      return JSON.parse(literal) as Json;
    } catch {
      throw this.bad("this text is not written correctly");
    }
  }

  private object(): JsonObject {
    const object: JsonObject = {};
    this.items("}", () => {
      const name = this.take(TEXT);
      if (name === undefined) throw this.bad("a name in double quotes is expected here");
      this.take(SPACE);
      if (this.text[this.at] !== ":") throw this.bad('":" is missing');
      this.at += 1;
      Object.defineProperty(object, JSON.parse(name) as string, { value: this.value(), enumerable: true, writable: true, configurable: true });
    });
    return object;
  }

  private list(): Json[] {
    const list: Json[] = [];
    this.items("]", () => list.push(this.value()));
    return list;
  }

  private items(end: string, read: () => void): void {
    this.depth += 1;
    if (this.depth > DEEPEST) throw this.bad("it is nested too deeply");
    this.at += 1;
    for (this.take(SPACE); this.text[this.at] !== end; this.take(SPACE)) {
      read();
      this.take(SPACE);
      if (this.text[this.at] === ",") this.at += 1;
      else if (this.text[this.at] !== end) throw this.bad(`"," or "${end}" is missing`);
    }
    this.at += 1;
    this.depth -= 1;
  }

  private take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text);
    if (!found) return undefined;
    this.at = pattern.lastIndex;
    return found[0];
  }

  private bad(message: string): BadJson {
    const { line, column } = position(this.text, this.at);
    return new BadJson(message, line, column);
  }
}
