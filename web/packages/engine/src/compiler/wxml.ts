/** What is read from a template's text before it is compiled: where its WXS stands, and files it takes WXS from. */

import type { Problem } from "../protocol/manifest";
import { position } from "./problems";

export interface Prepared {
  text: string;
  /** Where the text of each inline WXS begins. */
  scripts: Map<string, { line: number; column: number }>;
  external: { name: string; path: string }[];
  tags: string[];
  problems: Problem[];
}

const SCRIPT = /<!--[^]*?-->|<wxs\b((?:[^>"']|"[^"]*"|'[^']*')*?)(\/?)>/g;
const TAG = /<([\w.-]+)|\sgeneric:[\w-]+\s*=\s*["']([\w-]+)["']/g;
const ATTRIBUTE = /([\w:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;

export function prepared(_file: string, source: string): Prepared {
  const scripts: Prepared["scripts"] = new Map();
  const external: Prepared["external"] = [];
  for (const found of source.matchAll(SCRIPT)) {
    if (found[1] === undefined) continue;
    const attributes = new Map([...found[1].matchAll(ATTRIBUTE)].map(([, name, double, single]) => [name, double ?? single ?? ""]));
    const name = attributes.get("module");
    const path = attributes.get("src");
    if (name === undefined) continue;
    if (path !== undefined) external.push({ name, path });
    else scripts.set(name, position(source, found.index + found[0].length));
  }
  const tags = new Set([...source.matchAll(TAG)].map(([, tag, generic]) => tag ?? generic ?? ""));
  return { text: source, scripts, external, tags: [...tags], problems: [] };
}
