/** The files of a program as what they mean, each made once for the same content. */

import { BadJson, objectOf, parseJson, type JsonObject } from "./json";
import type { Cache } from "./cache";
import type { Problem } from "../protocol/manifest";
import { position, problem, type Problems } from "./problems";
import { compileScript, jsonModule, reallyRequires, type Script } from "./scripts";
import { compileTemplate, type Template } from "./templates";
import type { Tree } from "./tree";
import { compileWxs, type WxsModule } from "./wxs";

export class Source {
  constructor(
    readonly tree: Tree,
    readonly cache: Cache,
    private readonly problems: Problems,
  ) {}

  has(path: string): boolean {
    return this.tree.has(path);
  }

  text(path: string): string {
    return this.tree.text(path);
  }

  /** A file that is missing or broken counts as empty; the latter is told. */
  json(path: string): JsonObject {
    if (!this.tree.has(path)) return {};
    try {
      return objectOf(this.cache.get(`json:${this.tree.digest(path)}`, () => parseJson(this.tree.text(path))));
    } catch (fault) {
      if (!(fault instanceof BadJson)) throw fault;
      this.problems.error({ file: path, line: fault.line, column: fault.column }, "json_broken", { reason: fault.message });
      return {};
    }
  }

  /** Line and column of the first occurrence of `text`. */
  find(path: string, text: string): { line: number; column: number } | undefined {
    if (!this.tree.has(path)) return undefined;
    const whole = this.tree.text(path);
    const at = whole.indexOf(text);
    return at === -1 ? undefined : position(whole, at);
  }

  template(path: string): Template {
    const file = `${path}.wxml`;
    const none = { code: "undefined", templates: [], inline: [], external: [], tags: [] };
    return this.cache.get(`wxml:${path}:${this.tree.digest(file)}`, () => guarded(file, none, () => compileTemplate(path, file, this.tree.text(file))));
  }

  script(file: string): Script {
    const make = file.endsWith(".json") ? jsonModule : compileScript;
    const none = { code: `throw new Error(${JSON.stringify(`${file} couldn't be compiled`)});`, requires: [], prefixes: [] };
    return this.cache.get(`js:${file}:${this.tree.digest(file)}`, () => guarded(file, none, () => make(file, this.tree.text(file))));
  }

  /** Whether a literal is required by the code itself, not by a comment. */
  requires(file: string, literal: string): boolean {
    return this.cache.get(`require:${literal}:${this.tree.digest(file)}`, () => reallyRequires(this.script(file).code, literal));
  }

  wxs(file: string): WxsModule {
    return this.cache.get(`wxs:${file}:${this.tree.digest(file)}`, () => guarded(file, { code: "", requires: [] }, () => compileWxs(file, this.tree.text(file))));
  }
}

/** A file that is too much for a compiler costs only itself. */
export function guarded<Made extends { problems: Problem[] }>(file: string, none: Omit<Made, "problems">, make: () => Made): Made {
  try {
    return make();
  } catch (fault) {
    const found = problem("error", { file }, "file_not_compiled", { reason: (fault as Error).message });
    return { ...none, problems: [found] } as unknown as Made;
  }
}
