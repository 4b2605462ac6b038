/** A template's text before it is compiled: old spellings are brought up to date, and its WXS is found. */

import { position } from "./problems";

export interface Prepared {
  text: string;
  /** Where the text of each inline WXS begins. */
  scripts: Map<string, { line: number; column: number }>;
  external: { name: string; path: string }[];
  tags: string[];
}

const PIECE = /\{\{[^]*?\}\}|<!--[^]*?-->|<([\w.-]+)((?:"[^"]*"|'[^']*'|[^>"'])*)>/g;
const ATTRIBUTE = /([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;
/** A quoted value, or a name with what stands around its "=". */
const NAME = /"[^"]*"|'[^']*'|([\w:.-]+)(\s*)=(\s*)(?=(["']))/g;
/** Without the colon a component may mean one of its properties; a built-in has none of such names. */
const HANDLER = /^(capture-bind|capture-catch|mut-bind|bind|catch)([a-z]\w*)$/i;
const BUILT_IN = /^(?:[a-z]+|(?:ad|checkbox|cover|functional|grid|keyboard|list|live|match|movable|navigation|official|open|page|picker|radio|rich|root|scroll|share|sticky|store|swiper|voip|web)-[a-z-]+)$/;
const KEY = /^\{\{\s*(?:(\w+)\.)?(\w+)\s*\}\}$/;

export function prepared(source: string): Prepared {
  const found: Prepared = { text: "", scripts: new Map(), external: [], tags: [] };
  const tags = new Set<string>();
  const parts: string[] = [];
  let done = 0;
  PIECE.lastIndex = 0;
  for (let piece = PIECE.exec(source); piece; piece = PIECE.exec(source)) {
    const [whole, tag, attributes = ""] = piece;
    if (tag === undefined) continue;
    const end = piece.index + whole.length;
    if (tag === "wxs") {
      noteScript(source, attributes, end, found);
      if (!attributes.endsWith("/")) PIECE.lastIndex = Math.max(source.indexOf("</wxs", end), end);
      continue;
    }
    tags.add(tag);
    if (!attributes.includes("=")) continue;
    for (const [, name = "", double, single] of attributes.matchAll(ATTRIBUTE)) if (name.startsWith("generic:")) tags.add(double ?? single ?? "");
    const from = end - 1 - attributes.length;
    parts.push(source.slice(done, from), upToDate(attributes, BUILT_IN.test(tag)));
    done = end - 1;
  }
  parts.push(source.slice(done));
  found.text = parts.join("");
  found.tags = [...tags];
  return found;
}

function noteScript(source: string, text: string, end: number, found: Prepared): void {
  const attributes = new Map([...text.matchAll(ATTRIBUTE)].map(([, name, double, single]) => [name, double ?? single ?? ""]));
  const name = attributes.get("module");
  const path = attributes.get("src");
  if (name === undefined) return;
  if (path !== undefined) found.external.push({ name, path });
  else found.scripts.set(name, position(source, end));
}

/** Everything keeps its line and, but for keys and handlers, its column. */
function upToDate(attributes: string, isBuiltIn: boolean): string {
  let isKey = false;
  return attributes.replace(NAME, (whole: string, name?: string, before = "", after = "") => {
    if (name === undefined) {
      const value = isKey ? keyOf(whole) : whole;
      isKey = false;
      return value;
    }
    isKey = name === "wx:key";
    if (name === "wx:for-items") return `${before}${after}      wx:for=`;
    const handler = isBuiltIn ? HANDLER.exec(name) : null;
    return `${before}${after}${handler ? `${handler[1] ?? ""}:${handler[2] ?? ""}` : name}=`;
  });
}

/** "{{item.id}}" is meant as "id": a key names a member, it is no expression. */
function keyOf(quoted: string): string {
  const key = KEY.exec(quoted.slice(1, -1));
  if (!key) return quoted;
  const [, owner, name = ""] = key;
  return `"${owner === undefined && name === "item" ? "*this" : name}"`;
}
