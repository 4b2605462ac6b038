/** Compiles a program written in a test: the compiler itself does it, in a folder that is gone afterwards. */
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { compile } from "../../compiler/compile";
import type { Compiled } from "./opened";

/** Files by path; an object is written as JSON. */
export type Sources = Record<string, string | object>;

export function compiled(sources: Sources): Compiled {
  const folder = mkdtempSync(join(tmpdir(), "hutong-core-"));
  try {
    const source = join(folder, "source");
    for (const [path, content] of Object.entries(sources)) {
      mkdirSync(dirname(join(source, path)), { recursive: true });
      writeFileSync(join(source, path), typeof content === "string" ? content : JSON.stringify(content));
    }
    return compiledFolder(source, join(folder, "target"));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export function compiledFolder(source: string, target: string): Compiled {
  const manifest = compile(source, target);
  const services: Record<string, string> = {};
  for (const file of readdirSync(join(target, "packages"))) {
    if (file.endsWith(".service.js")) services[file.slice(0, -".service.js".length)] = readFileSync(join(target, "packages", file), "utf8");
  }
  return { manifest, services };
}

/** A program of one page, written in its parts. */
export function onePage(parts: { wxml: string; js: string; json?: object; more?: Sources; app?: object; appJs?: string }): Compiled {
  return compiled({
    "app.json": { pages: ["pages/index/index"], ...parts.app },
    "app.js": parts.appJs ?? "App({})",
    "pages/index/index.wxml": parts.wxml,
    "pages/index/index.js": parts.js,
    "pages/index/index.json": parts.json ?? {},
    ...parts.more,
  });
}
