/** Small programs for tests: written, compiled, and run far enough to ask what came out. */

import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import vm from "node:vm";
import { afterEach } from "vitest";
import type { Manifest } from "../../protocol/manifest";
import type { Cache } from "../cache";
import { compile, type Stats } from "../compile";

const folders: string[] = [];

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

export type Files = Record<string, string | object>;

export interface Compiled {
  manifest: Manifest;
  stats: Stats;
  source: string;
  target: string;
  read(path: string): string;
  styles(path: string, name?: string): string;
  /** Problems as "file:line what". */
  complaints(): string[];
}

export function aFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "hutong-program-"));
  folders.push(folder);
  return folder;
}

/** Writes files; objects become JSON. */
export function put(folder: string, files: Files): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), typeof content === "string" ? content : JSON.stringify(content, undefined, 1));
  }
}

/** A program of one page, plus whatever is given. */
export function aProgram(files: Files): string {
  const folder = aFolder();
  put(folder, { "app.json": { pages: ["pages/one"] }, "app.js": "App({})", "pages/one.js": "Page({})", "pages/one.wxml": "<view/>", ...files });
  return folder;
}

export function compiled(files: Files, cache?: Cache): Compiled {
  return built(aProgram(files), cache);
}

export function built(source: string, cache?: Cache, target = aFolder()): Compiled {
  let stats: Stats = { files: 0, reused: 0, milliseconds: 0 };
  const manifest = compile(source, target, { cache, ended: (found) => (stats = found) });
  const read = (path: string): string => readFileSync(join(target, path), "utf8");
  return {
    manifest,
    stats,
    source,
    target,
    read,
    styles: (path, name = "main") => (JSON.parse(read(`packages/${name}.styles.json`)) as Record<string, string>)[path] ?? "",
    complaints: () => manifest.problems.map((one) => `${one.file}:${one.line} ${one.what}`),
  };
}

interface Defined {
  make: (require: (name: string) => unknown, module: { exports: unknown }, exports: unknown) => void;
  names: Record<string, string>;
}

/** What the texts of packages told their receiver. */
export class Receiver {
  readonly scripts = new Map<string, Defined>();
  readonly modules = new Map<string, Defined>();
  readonly made = new Map<string, () => unknown>();
  readonly templates: Record<string, unknown> = {};
  private readonly done = new Map<string, { exports: unknown }>();

  constructor(globals: object, ...texts: string[]) {
    const context = vm.createContext({ ...globals, __hutong: this.face(), __hutongView: this.face() });
    for (const text of texts) vm.runInContext(text, context);
  }

  /** Exports of a script, run once with all it requires. */
  require(path: string): unknown {
    return this.run(path, this.scripts, (name) => this.require(name));
  }

  /** Exports of a WXS module. */
  script(key: string): Record<string, (...values: unknown[]) => unknown> {
    return this.run(key, this.modules, (name) => this.script(name)) as Record<string, (...values: unknown[]) => unknown>;
  }

  private run(key: string, from: Map<string, Defined>, next: (key: string) => unknown): unknown {
    const done = this.done.get(key);
    if (done) return done.exports;
    const found = from.get(key);
    if (!found) throw new Error(`nothing is defined as ${key}`);
    const module = { exports: {} as unknown };
    this.done.set(key, module);
    const require = (name: string): unknown => next(found.names[name] ?? name);
    if (from === this.scripts) found.make(require, module, module.exports);
    else (found.make as (...values: unknown[]) => void)(require, module.exports, module);
    return module.exports;
  }

  private face(): object {
    return {
      define: (path: string, make: Defined["make"], names = {}) => this.scripts.set(path, { make, names }),
      wxs: (key: string, make: Defined["make"], names = {}) => this.modules.set(key, { make, names }),
      template: (path: string, make: () => unknown) => {
        this.made.set(path, make);
        Object.defineProperty(this.templates, path, { get: make, configurable: true });
      },
      script: (key: string) => this.script(key),
      templates: this.templates,
    };
  }
}

/** The main package of a program, received. */
export function received(program: Compiled, globals: object = {}, name = "main"): Receiver {
  return new Receiver(globals, program.read(`packages/${name}.service.js`));
}
