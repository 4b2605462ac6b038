/** Style sheets: imports are put in place, selectors limited to their reach, rpx made a share of the width. */

import postcss, { CssSyntaxError, type AtRule, type ChildNode, type Root, type Rule } from "postcss";
import type { Problem } from "../protocol/manifest";
import { folderOf, joined } from "./paths";
import { problem } from "./problems";
import { rewriteSelectors, type Reach } from "./selectors";

export interface Sheet {
  css: string;
  usesMark: boolean;
  /** Files it was made from, itself first. */
  files: string[];
  problems: Problem[];
}

/** What a sheet asks of the program: the plain CSS of a file, or nothing when there is no such file. */
export interface Sources {
  /** The sheet file meant by an import. */
  find(from: string, name: string): string | undefined;
  /** CSS of a file; Less and Sass already turned into it, with the files they took in. */
  css(path: string): { text: string; files: string[]; problems: Problem[] };
}

const DEEPEST = 40;
const RPX = /("(?:[^"\\]|\\[^])*"|'(?:[^'\\]|\\[^])*'|url\([^)]*\))|(-?(?:\d*\.)?\d+)rpx\b/gi;
const ADDRESS = /url\(\s*(?:"([^"]*)"|'([^']*)'|([^"')\s][^)]*?))\s*\)/gi;
const REMOTE = /^(?:https?:)?\/\//i;

export function compileSheet(path: string, sources: Sources, reach: Reach): Sheet {
  const sheet: Sheet = { css: "", usesMark: false, files: [], problems: [] };
  const root = inlined(path, sources, sheet, []);
  if (root) {
    rewrite(root, reach, sheet);
    sheet.css = root.toString();
  }
  return sheet;
}

/** The file's rules, each @import replaced by what it names. */
function inlined(path: string, sources: Sources, sheet: Sheet, chain: string[]): Root | undefined {
  const source = sources.css(path);
  sheet.files.push(...source.files);
  sheet.problems.push(...source.problems);
  let root: Root;
  try {
    root = parsed(source.text);
  } catch (fault) {
    if (!(fault instanceof CssSyntaxError)) throw fault;
    const place = { file: path, line: fault.line, column: fault.column };
    sheet.problems.push(problem("error", place, "sheet_broken", { reason: fault.reason }));
    return undefined;
  }
  localise(root, path);
  root.walkAtRules(/^import$/i, (rule) => replaceImport(rule, path, sources, sheet, [...chain, path]));
  return root;
}

const LINE_COMMENT = /("(?:[^"\\\n]|\\[^])*"|'(?:[^'\\\n]|\\[^])*'|url\([^)]*\)|\/\*[^]*?\*\/|[\w:]\/\/)|\/\/[^\n]*/g;

/** Comments with two slashes are no CSS, but people write them. */
function parsed(text: string): Root {
  try {
    return postcss.parse(text, { map: false });
  } catch (fault) {
    const without = text.replace(LINE_COMMENT, (whole, kept?: string) => (kept === undefined ? "" : whole));
    if (without === text) throw fault;
    return postcss.parse(without, { map: false });
  }
}

function replaceImport(rule: AtRule, path: string, sources: Sources, sheet: Sheet, chain: string[]): void {
  const name = /^(?:url\(\s*)?["']?([^"')]+?)["']?\s*\)?\s*(?:;|$|\s)/.exec(rule.params)?.[1];
  const place = { file: path, line: rule.source?.start?.line ?? 0, column: rule.source?.start?.column ?? 0 };
  const found = name === undefined || REMOTE.test(name) ? undefined : sources.find(path, name);
  if (found === undefined) {
    sheet.problems.push(problem("warning", place, "sheet_missing", { name: name ?? rule.params }));
    rule.remove();
  } else if (chain.includes(found) || chain.length > DEEPEST) rule.remove();
  else {
    const inner = inlined(found, sources, sheet, chain);
    rule.replaceWith((inner?.nodes ?? []) as ChildNode[]);
  }
}

/** Addresses become independent of the file they stand in. */
function localise(root: Root, path: string): void {
  root.walkDecls((declaration) => {
    if (!/url\(/i.test(declaration.value)) return;
    const kind = declaration.parent?.type === "atrule" && (declaration.parent as AtRule).name === "font-face" ? "font" : "image";
    declaration.value = declaration.value.replace(ADDRESS, (whole, double?: string, single?: string, bare?: string) => {
      const address = (double ?? single ?? bare ?? "").trim();
      if (/^(?:data:|#|@@)/i.test(address) || address === "") return whole;
      if (REMOTE.test(address)) return `url("@@${kind}:${encodeURIComponent(address.startsWith("//") ? `https:${address}` : address)}")`;
      const [file = "", after = ""] = address.split(/(?=[?#])/, 2);
      return `url("@@/${joined(folderOf(path), file) ?? file}${after}")`;
    });
  });
}

function rewrite(root: Root, reach: Reach, sheet: Sheet): void {
  root.walk((node) => {
    if (node.type === "comment") node.remove();
    else if (node.type === "decl") {
      if (/rpx/i.test(node.value)) node.value = withoutRpx(node.value);
      if (/^font(?:-family)?$/i.test(node.prop) && !isFontFace(node.parent)) node.value = withLastFont(node.prop, node.value);
    } else if (node.type === "atrule") {
      if (/rpx/i.test(node.params)) node.params = withoutRpx(node.params);
      if (/^(?:charset|namespace|import)$/i.test(node.name)) node.remove();
    } else if (!isKeyframe(node)) {
      const { text, usesMark } = remembered(node.selector, node.parent?.type === "rule" ? { ...reach, limit: "" } : reach);
      sheet.usesMark ||= usesMark;
      node.selector = text;
    }
  });
}

export function withoutRpx(value: string): string {
  return value.replace(RPX, (whole, kept: string | undefined, number: string) => (kept === undefined ? `${Number((Number(number) / 7.5).toFixed(5))}vw` : whole));
}

const LAST_FONT = /\b(?:serif|sans-serif|monospace|cursive|fantasy|system-ui|emoji|math|ui-[a-z-]+|inherit|initial|unset|revert(?:-layer)?)\b|var\(/i;

/** Phones write in a sans-serif font where the named one is missing; browsers would take one with serifs, and so would Chinese. */
export function withLastFont(property: string, value: string): string {
  const families = property.toLowerCase() === "font" ? /\d(?:[a-z]+|%)\s*(?:\/\s*[\w.%]+\s*)?(?:\s|(?=["']))\s*(\S.*)$/i.exec(value)?.[1] : value;
  return families === undefined || families.trim() === "" || LAST_FONT.test(families) ? value : `${value}, sans-serif`;
}

function isFontFace(parent: unknown): boolean {
  const { type, name } = (parent ?? {}) as { type?: string; name?: string };
  return type === "atrule" && name?.toLowerCase() === "font-face";
}

function isKeyframe(rule: Rule): boolean {
  return rule.parent?.type === "atrule" && /keyframes$/i.test((rule.parent as AtRule).name);
}

const memory = new Map<string, { text: string; usesMark: boolean }>();

function remembered(selector: string, reach: Reach): { text: string; usesMark: boolean } {
  const key = `${reach.scope ?? ""}|${reach.limit}|${selector}`;
  let known = memory.get(key);
  if (!known) {
    if (memory.size > 50_000) memory.clear();
    memory.set(key, (known = rewriteSelectors(selector, reach)));
  }
  return known;
}
