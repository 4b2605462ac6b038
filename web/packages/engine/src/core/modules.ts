/** Modules of a program: what the compiled packages define, found and run the first time they are asked for. */

import type { CoreSeam } from "./seam";
import type { WxsRun } from "./wxs";

export type ModuleFunction = (require: Require, module: Module, exports: unknown) => void;
export type ProcGenGroup = (name: string) => unknown;

export interface Module {
  exports: unknown;
}

export interface Require {
  (path: string, done?: (exports: unknown) => void, failed?: (problem: { mod: string; errMsg: string }) => void): unknown;
  async(path: string): Promise<unknown>;
}

interface Definition {
  run: ModuleFunction;
  resolved: Record<string, string>;
  module: Module | null;
}

/** What `__hutong` is to the compiled packages. */
export interface Definer {
  define(path: string, run: ModuleFunction, resolved?: Record<string, string>): void;
  template(path: string, make: () => ProcGenGroup): void;
  wxs(key: string, run: WxsRun, names?: Record<string, string>): void;
  /** Templates by path; templates import each other through it. */
  templates: Record<string, ProcGenGroup | undefined>;
  /** What a WXS module exports. */
  script(key: string): unknown;
  /** A part of wx that comes in a file of its own. */
  more(add: (wx: Record<string, unknown>, seam: CoreSeam) => void): void;
}

export interface ModuleSurroundings {
  report(error: unknown, where: string): void;
  /** Loads the package a path belongs to; false when there is none or it is there already. */
  load(path: string): Promise<boolean>;
}

export class ModuleNotFound extends Error {}

export class Modules {
  private readonly definitions = new Map<string, Definition>();
  private readonly templates = new Map<string, () => ProcGenGroup>();
  private readonly groups = new Map<string, ProcGenGroup>();
  /** The page or component whose file is running: what Page() and Component() are bound to, wherever they are called. */
  current = "";

  constructor(private readonly surroundings: ModuleSurroundings) {}

  define(path: string, run: ModuleFunction, resolved: Record<string, string> = {}): void {
    if (!this.definitions.has(path)) this.definitions.set(path, { run, resolved, module: null });
  }

  addTemplate(path: string, make: () => ProcGenGroup): void {
    if (!this.templates.has(path)) this.templates.set(path, make);
  }

  has(path: string): boolean {
    return this.definitions.has(path);
  }

  /** The template of a page or component; undefined when there is none or it can't be made. */
  template(path: string): ProcGenGroup | undefined {
    const made = this.groups.get(path);
    if (made !== undefined) return made;
    const make = this.templates.get(path);
    if (make === undefined) return undefined;
    try {
      const group = make();
      this.groups.set(path, group);
      return group;
    } catch (error) {
      this.surroundings.report(error, `${path}.wxml`);
      return undefined;
    }
  }

  /** Runs the file of a page or component; what it throws is reported and stops nobody else. */
  runFile(path: string): boolean {
    const before = this.current;
    this.current = path;
    try {
      this.run(`${path}.js`);
      return true;
    } catch (error) {
      this.surroundings.report(error, `${path}.js`);
      return false;
    } finally {
      this.current = before;
    }
  }

  private run(path: string): unknown {
    const definition = this.definitions.get(path);
    if (definition === undefined) throw new ModuleNotFound(`module '${path}' is not defined`);
    if (definition.module !== null) return definition.module.exports;
    const module: Module = { exports: {} };
    definition.module = module;
    try {
      definition.run.call(undefined, this.requireOf(path, definition), module, module.exports);
    } catch (error) {
      // Asked for again, it fails again instead of giving a half-made module.
      definition.module = null;
      throw error;
    }
    return module.exports;
  }

  private requireOf(from: string, definition: Definition): Require {
    const find = (asked: string): string | undefined => {
      const known = definition.resolved[asked];
      return known !== undefined && this.definitions.has(known) ? known : this.resolve(asked, from);
    };
    const later = async (asked: string): Promise<unknown> => {
      const target = find(asked);
      if (target !== undefined) return this.run(target);
      await this.surroundings.load(definition.resolved[asked] ?? joined(asked, from));
      const loaded = find(asked);
      if (loaded === undefined) throw { mod: asked, errMsg: `module '${asked}' is not defined` };
      return this.run(loaded);
    };
    const require = (asked: string, done?: (exports: unknown) => void, failed?: (problem: { mod: string; errMsg: string }) => void): unknown => {
      if (typeof done === "function") {
        later(asked).then(done, (problem: unknown) => failed?.(problem as { mod: string; errMsg: string }));
        return undefined;
      }
      const target = find(asked);
      if (target === undefined) throw new ModuleNotFound(`module '${joined(asked, from)}' is not defined, require args is '${asked}'`);
      return this.run(target);
    };
    return Object.assign(require, { async: later });
  }

  /** Relative, absolute, a folder, or a package in the nearest miniprogram_npm. */
  resolve(asked: string, from: string): string | undefined {
    const direct = this.file(joined(asked, from));
    if (direct !== undefined || asked.startsWith(".") || asked.startsWith("/")) return direct;
    for (let folder = folderOf(from); ; folder = folderOf(folder)) {
      const found = this.file(`${folder === "" ? "" : `${folder}/`}miniprogram_npm/${asked}`);
      if (found !== undefined) return found;
      if (folder === "") return undefined;
    }
  }

  private file(path: string): string | undefined {
    return [path, `${path}.js`, `${path}/index.js`].find((candidate) => this.definitions.has(candidate));
  }
}

export function folderOf(path: string): string {
  const slash = path.lastIndexOf("/");
  return slash < 0 ? "" : path.slice(0, slash);
}

/** A path as written in a file, made absolute (without the slash in front). */
export function joined(asked: string, from: string): string {
  const start = asked.startsWith("/") ? [] : folderOf(from).split("/");
  for (const part of asked.split("/")) {
    if (part === "..") start.pop();
    else if (part !== "." && part !== "") start.push(part);
  }
  return start.filter((part) => part !== "").join("/");
}
