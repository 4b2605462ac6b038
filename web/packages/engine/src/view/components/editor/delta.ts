/**
 * The text of an editor in its three forms: a delta (a list of inserts with formats, each line ended by "\n" that carries the line's own
 * formats), HTML, and plain text. HTML is read from nodes, never from a parser of the browser, and only what is known comes through.
 */
import type { RichElement, RichNode } from "../content/html";

export type Formats = Record<string, string | number | boolean>;

export interface Insert {
  insert: string | { image: string } | { divider: true };
  attributes?: Formats;
}

export interface Line {
  runs: Insert[];
  formats: Formats;
}

/** Formats that belong to a whole line. */
export const LINE_FORMATS = [
  "header", "align", "direction", "indent", "list", "lineHeight", "textIndent", "margin", "marginTop", "marginBottom", "marginLeft", "marginRight",
  "padding", "paddingTop", "paddingBottom", "paddingLeft", "paddingRight",
];
/** Formats of characters that are styles of the same name. */
export const STYLED = ["color", "backgroundColor", "fontSize", "fontFamily", "fontWeight", "fontStyle", "letterSpacing"];
const LINE_STYLES = ["lineHeight", "textIndent", ...LINE_FORMATS.filter((name) => /^(margin|padding)/.test(name))];
const TAGS: Record<string, [string, string | true]> = {
  b: ["bold", true], strong: ["bold", true], i: ["italic", true], em: ["italic", true], u: ["underline", true], ins: ["ins", true],
  s: ["strike", true], del: ["strike", true], strike: ["strike", true], sub: ["script", "sub"], sup: ["script", "super"],
};
const BLOCKS = /^(p|div|h[1-6]|li|blockquote|pre|section|article|header|footer|address|figure|tr|dd|dt)$/;
/** Nothing in a value may leave its declaration, and no address may be loaded. */
const SAFE_VALUE = /^[^;{}<>\\]*$/;
const SAFE_SOURCE = /^(https?:|wxfile:|data:image\/(png|jpe?g|gif|webp);|\/|\.|[\w-]+[/.])/i;

export function readNodes(nodes: RichNode[]): Insert[] {
  const reader = new Reader();
  reader.read(nodes, {}, {});
  return reader.done();
}

class Reader {
  readonly #inserts: Insert[] = [];
  #isOpen = false;

  read(nodes: RichNode[], formats: Formats, line: Formats): void {
    for (const node of nodes) {
      if (node.type === "text") this.#say(node.text.replace(/[\r\n\t ]+/g, " "), formats);
      else this.#element(node, formats, line);
    }
  }

  #say(text: string, formats: Formats): void {
    if (text === "" || (text === " " && !this.#isOpen)) return;
    this.#push({ insert: text, ...(Object.keys(formats).length > 0 ? { attributes: formats } : {}) });
  }

  #push(insert: Insert): void {
    const last = this.#inserts.at(-1);
    const isSame = last && typeof last.insert === "string" && typeof insert.insert === "string" && this.#isOpen && equal(last.attributes, insert.attributes);
    if (isSame) last.insert = String(last.insert) + String(insert.insert);
    else this.#inserts.push(insert);
    this.#isOpen = true;
  }

  #end(line: Formats): void {
    this.#inserts.push({ insert: "\n", ...(Object.keys(line).length > 0 ? { attributes: line } : {}) });
    this.#isOpen = false;
  }

  #element(node: RichElement, formats: Formats, line: Formats): void {
    if (node.name === "br") return this.#end(line);
    if (node.name === "img") return this.#image(node);
    if (node.name === "hr") {
      if (this.#isOpen) this.#end(line);
      this.#inserts.push({ insert: { divider: true } });
      return this.#end({});
    }
    const own = { ...formats, ...characterFormats(node) };
    if (!BLOCKS.test(node.name)) {
      if (node.name === "ol" || node.name === "ul") return this.#block(node, own, { ...line, list: listOf(node) });
      return this.read(node.children, own, line);
    }
    this.#block(node, own, { ...line, ...lineFormats(node) });
  }

  #block(node: RichElement, formats: Formats, line: Formats): void {
    if (this.#isOpen) this.#end(line);
    const before = this.#inserts.length;
    // An editor puts a <br> into a line that is empty; in a line with text it stands at the end and means nothing.
    const children = node.children.filter((child, at) => !(child.type === "node" && child.name === "br" && at === node.children.length - 1));
    this.read(children, formats, line);
    if (this.#isOpen || (this.#inserts.length === before && !/^(ol|ul)$/.test(node.name))) this.#end(line);
  }

  #image(node: RichElement): void {
    const source = node.attrs["data-src"] ?? node.attrs["src"] ?? "";
    if (!SAFE_SOURCE.test(source)) return;
    const attributes: Formats = {};
    for (const name of ["alt", "width", "height", "data-custom"]) if (node.attrs[name]) attributes[name] = node.attrs[name];
    this.#push({ insert: { image: source }, ...(Object.keys(attributes).length > 0 ? { attributes } : {}) });
  }

  done(): Insert[] {
    if (this.#isOpen || this.#inserts.length === 0) this.#end({});
    return this.#inserts;
  }
}

/** The formats an element gives to the characters in it. */
export function characterFormats(node: RichElement): Formats {
  const formats: Formats = {};
  const byTag = TAGS[node.name];
  if (byTag) formats[byTag[0]] = byTag[1];
  const style = styles(node.attrs["style"] ?? "");
  if (node.name === "font" && node.attrs["color"]) formats["color"] = node.attrs["color"];
  if (/^(bold|[6-9]00)$/.test(style["fontWeight"] ?? "")) formats["bold"] = true;
  if (style["fontStyle"] === "italic") formats["italic"] = true;
  if (/underline/.test(style["textDecoration"] ?? style["textDecorationLine"] ?? "")) formats["underline"] = true;
  if (/line-through/.test(style["textDecoration"] ?? style["textDecorationLine"] ?? "")) formats["strike"] = true;
  for (const name of ["color", "backgroundColor", "fontSize", "fontFamily", "letterSpacing"]) if (style[name] && style[name] !== "inherit") formats[name] = style[name];
  return formats;
}

export function lineFormats(node: RichElement): Formats {
  const formats: Formats = {};
  const style = styles(node.attrs["style"] ?? "");
  const level = /^h([1-6])$/.exec(node.name)?.[1];
  if (level) formats["header"] = Number(level);
  if (style["textAlign"] && style["textAlign"] !== "start") formats["align"] = style["textAlign"];
  if ((style["direction"] ?? node.attrs["dir"]) === "rtl") formats["direction"] = "rtl";
  if (Number(node.attrs["data-indent"]) > 0) formats["indent"] = Number(node.attrs["data-indent"]);
  if (node.attrs["data-list"]) formats["list"] = node.attrs["data-list"];
  for (const name of LINE_STYLES) if (style[name]) formats[name] = style[name];
  return formats;
}

function listOf(node: RichElement): string {
  if (node.attrs["data-checked"]) return node.attrs["data-checked"] === "true" ? "checked" : "unchecked";
  return node.name === "ol" ? "ordered" : "bullet";
}

function styles(text: string): Record<string, string> {
  const found: Record<string, string> = {};
  for (const one of text.split(";")) {
    const at = one.indexOf(":");
    const value = one.slice(at + 1).trim();
    if (at > 0 && value !== "" && isSafe(value)) found[camel(one.slice(0, at).trim().toLowerCase())] = hex(value);
  }
  return found;
}

// Browsers write colours their own way; programs compare them with what they gave.
function hex(value: string): string {
  const parts = /^rgb\((\d+), ?(\d+), ?(\d+)\)$/.exec(value);
  return parts ? `#${parts.slice(1).map((part) => Number(part).toString(16).padStart(2, "0")).join("")}` : value;
}

export function isSafe(value: string): boolean {
  return SAFE_VALUE.test(value) && !/url\s*\(|expression|@import/i.test(value);
}

/** A delta of the program: what is no insert we know is left out. */
export function readDelta(given: unknown): Insert[] {
  const ops = Array.isArray(given) ? given : typeof given === "object" && given !== null ? (given as { ops?: unknown }).ops : [];
  const inserts: Insert[] = [];
  for (const op of Array.isArray(ops) ? (ops as { insert?: unknown; attributes?: unknown }[]) : []) {
    const attributes = plainFormats(op.attributes);
    const more = Object.keys(attributes).length > 0 ? { attributes } : {};
    if (typeof op.insert === "string") inserts.push({ insert: op.insert, ...more });
    else if (typeof op.insert === "object" && op.insert !== null) {
      const { image, divider } = op.insert as { image?: unknown; divider?: unknown };
      if (typeof image === "string" && SAFE_SOURCE.test(image)) inserts.push({ insert: { image }, ...more });
      if (divider) inserts.push({ insert: { divider: true } });
    }
  }
  return inserts;
}

function plainFormats(given: unknown): Formats {
  if (typeof given !== "object" || given === null) return {};
  const all = Object.entries(given as Record<string, unknown>).filter(([name, value]) => /^[\w-]{1,40}$/.test(name) && (typeof value !== "string" || isSafe(value)));
  return Object.fromEntries(all.filter(([, value]) => ["string", "number", "boolean"].includes(typeof value))) as Formats;
}

export function linesOf(delta: Insert[]): Line[] {
  const lines: Line[] = [];
  let runs: Insert[] = [];
  for (const one of delta) {
    if (typeof one.insert !== "string") {
      runs.push(one);
      continue;
    }
    const pieces = one.insert.split("\n");
    pieces.forEach((piece, at) => {
      if (piece !== "") runs.push({ ...one, insert: piece });
      if (at === pieces.length - 1) return;
      lines.push({ runs, formats: one.insert === "\n" ? (one.attributes ?? {}) : {} });
      runs = [];
    });
  }
  if (runs.length > 0) lines.push({ runs, formats: {} });
  return lines;
}

export function plainText(delta: Insert[]): string {
  return delta.map((one) => (typeof one.insert === "string" ? one.insert : "")).join("");
}

export function writeHtml(delta: Insert[]): string {
  const lines = linesOf(delta);
  let html = "";
  lines.forEach((line, at) => {
    const list = line.formats["list"];
    const isFirst = list !== undefined && lines[at - 1]?.formats["list"] !== list;
    const isLast = list !== undefined && lines[at + 1]?.formats["list"] !== list;
    const holder = list === "ordered" ? "ol" : "ul";
    const check = list === "checked" || list === "unchecked" ? ` data-checked="${String(list === "checked")}"` : "";
    html += `${isFirst ? `<${holder}${check}>` : ""}${lineHtml(line)}${isLast ? `</${holder}>` : ""}`;
  });
  return html;
}

function lineHtml({ runs, formats }: Line): string {
  if (runs.length === 1 && typeof runs[0]?.insert === "object" && "divider" in runs[0].insert) return "<hr>";
  const name = formats["list"] !== undefined ? "li" : formats["header"] ? `h${String(formats["header"])}` : "p";
  const attributes = `${attribute("style", styleText(lineStyle(formats)))}${attribute("data-indent", String(formats["indent"] ?? ""))}`;
  return `<${name}${attributes}>${runs.map(runHtml).join("") || "<br>"}</${name}>`;
}

export function lineStyle(formats: Formats): Record<string, string> {
  const style: Record<string, string> = {};
  if (formats["align"]) style["textAlign"] = String(formats["align"]);
  if (formats["direction"]) style["direction"] = String(formats["direction"]);
  for (const name of LINE_STYLES) if (formats[name] !== undefined) style[name] = String(formats[name]);
  return style;
}

export function runStyle(formats: Formats): Record<string, string> {
  return Object.fromEntries(STYLED.filter((name) => formats[name] !== undefined).map((name) => [name, String(formats[name])]));
}

/** The elements around a run, outermost first. */
export function runTags(formats: Formats): string[] {
  const names: [string, string][] = [["bold", "strong"], ["italic", "em"], ["underline", "u"], ["ins", "ins"], ["strike", "s"]];
  const tags = names.filter(([format]) => formats[format]).map(([, tag]) => tag);
  if (formats["script"]) tags.push(formats["script"] === "sub" ? "sub" : "sup");
  return tags;
}

function runHtml({ insert, attributes = {} }: Insert): string {
  if (typeof insert !== "string") return "image" in insert ? `<img${attribute("src", insert.image)}${imageAttributes(attributes)}>` : "";
  const style = styleText(runStyle(attributes));
  const inner = style === "" ? escaped(insert) : `<span${attribute("style", style)}>${escaped(insert)}</span>`;
  return runTags(attributes).reduceRight((html, tag) => `<${tag}>${html}</${tag}>`, inner);
}

function imageAttributes(attributes: Formats): string {
  return ["alt", "width", "height", "data-custom"].map((name) => attribute(name, String(attributes[name] ?? ""))).join("");
}

function styleText(style: Record<string, string>): string {
  return Object.entries(style).map(([name, value]) => `${kebab(name)}: ${value};`).join(" ");
}

function attribute(name: string, value: string): string {
  return value === "" ? "" : ` ${name}="${escaped(value)}"`;
}

function escaped(text: string): string {
  return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;");
}

export function kebab(name: string): string {
  return name.replace(/[A-Z]/g, (up) => `-${up.toLowerCase()}`);
}

function camel(name: string): string {
  return name.replace(/-([a-z])/g, (_dash, letter: string) => letter.toUpperCase());
}

function equal(a: Formats = {}, b: Formats = {}): boolean {
  const names = Object.keys(a);
  return names.length === Object.keys(b).length && names.every((name) => a[name] === b[name]);
}
