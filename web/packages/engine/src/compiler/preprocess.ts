/** Less and Sass, as the compiler plugins of the official tools: files of the program only, and no code of theirs runs. */

import type * as Sass from "sass";
import type { Problem } from "../protocol/manifest";
import { part } from "./parts";
import { normal } from "./paths";
import { problem } from "./problems";
import type { Resolver } from "./resolve";
import type { Tree } from "./tree";

export interface Plain {
  text: string;
  /** Files it was made from, itself first. */
  files: string[];
  problems: Problem[];
}

type Find = (from: string, name: string) => string | undefined;

/** CSS of a sheet, by its ending. */
export function plainCss(path: string, tree: Tree, resolver: Resolver): Plain {
  const text = tree.text(path);
  const find: Find = (from, name) => resolver.sheet(from, name) ?? partial(from, name, resolver);
  try {
    if (path.endsWith(".less")) return lessToCss(path, text, tree, find);
    if (/\.s[ac]ss$/.test(path)) return sassToCss(path, text, tree, find);
    return { text, files: [path], problems: [] };
  } catch (fault) {
    const { file, line, column, message } = describe(path, fault);
    const found = problem("error", { file, line, column }, "sheet_broken", { reason: message });
    return { text: "", files: [path], problems: [found] };
  }
}

/** Sass keeps parts in files whose names begin with "_". */
function partial(from: string, name: string, resolver: Resolver): string | undefined {
  const cut = name.lastIndexOf("/") + 1;
  return resolver.sheet(from, `${name.slice(0, cut)}_${name.slice(cut)}`) ?? resolver.sheet(from, `${name}/index`) ?? resolver.sheet(from, `${name}/_index`);
}

interface LessLibrary {
  FileManager: new () => object;
  PluginLoader: unknown;
  render(text: string, options: object, done: (fault: unknown, output?: { css: string }) => void): void;
}

/** Less reads "@plugi" as "@plugin" too. */
const PLUGIN = /@plugi/;

class NoPlugins {
  loadPlugin(): never {
    throw new Error("@plugin is not allowed");
  }
  loadPluginSync = this.loadPlugin;
  evalPlugin = this.loadPlugin;
}

function lessToCss(path: string, text: string, tree: Tree, find: Find): Plain {
  const less = part("less") as LessLibrary;
  less.PluginLoader = NoPlugins;
  const files = [path];
  // Less forgets the words of an import that failed.
  let missing: string | undefined;
  const refuse = (source: string): string => {
    if (PLUGIN.test(source)) throw new Error("@plugin is not allowed");
    return source;
  };
  class Files extends less.FileManager {
    supports(): boolean {
      return true;
    }
    supportsSync(): boolean {
      return true;
    }
    loadFileSync(name: string, folder: string): object {
      const from = `${normal(folder) ?? ""}/x.less`;
      const found = name.startsWith("mp:/") ? normal(name.slice(4)) : find(from.replace(/^\//, ""), name);
      if (found === undefined || !tree.has(found)) {
        missing = `there is no style sheet "${name}"`;
        return { error: { type: "File", message: missing } };
      }
      files.push(found);
      return { filename: `/${found}`, contents: refuse(tree.text(found)) };
    }
    loadFile(name: string, folder: string): Promise<object> {
      return Promise.resolve(this.loadFileSync(name, folder));
    }
  }
  let css = "";
  let fault: object | undefined;
  const install = (_: unknown, manager: { addFileManager(files: object): void }): void => manager.addFileManager(new Files());
  const options = { filename: `/${path}`, syncImport: true, rewriteUrls: "all", javascriptEnabled: false, plugins: [{ install }] };
  less.render(refuse(text), options, (failed, output) => {
    fault = failed as object | undefined;
    css = output?.css ?? "";
  });
  if (fault) throw missing === undefined ? fault : { ...fault, message: missing };
  return { text: css, files, problems: [] };
}

function sassToCss(path: string, text: string, tree: Tree, find: Find): Plain {
  const sass = part("sass") as typeof Sass;
  const files = [path];
  const address = (file: string): URL => new URL(`mp:///${file.split("/").map(encodeURIComponent).join("/")}`);
  const fileOf = (url: URL): string => decodeURIComponent(url.pathname.slice(1));
  const importer = {
    canonicalize(name: string, { containingUrl }: { containingUrl: URL | null }): URL | null {
      // A relative name arrives joined with the address of its file already.
      const wanted = name.startsWith("mp:") ? `/${fileOf(new URL(name))}` : decodeURIComponent(name);
      const found = find(containingUrl ? fileOf(containingUrl) : path, wanted);
      return found === undefined ? null : address(found);
    },
    load(url: URL): { contents: string; syntax: "scss" | "indented" } | null {
      const file = fileOf(url);
      if (!tree.has(file)) return null;
      files.push(file);
      return { contents: tree.text(file), syntax: file.endsWith(".sass") ? "indented" : "scss" };
    },
  };
  const syntax = path.endsWith(".sass") ? "indented" : "scss";
  const { css } = sass.compileString(text, { syntax, url: address(path), importer, importers: [importer], logger: sass.Logger.silent, charset: false });
  return { text: css, files, problems: [] };
}

function describe(path: string, fault: unknown): { file: string; line: number; column: number; message: string } {
  const { message, line, column, filename, span, sassMessage } = fault as {
    message?: string;
    line?: number;
    column?: number;
    filename?: string;
    sassMessage?: string;
    span?: { start: { line: number; column: number }; url?: URL };
  };
  if (span) {
    const file = span.url?.protocol === "mp:" ? decodeURIComponent(span.url.pathname.slice(1)) : path;
    return { file, line: span.start.line + 1, column: span.start.column + 1, message: sentence(sassMessage ?? message) };
  }
  return { file: filename === undefined ? path : (normal(filename) ?? path), line: line ?? 0, column: (column ?? -1) + 1, message: sentence(message) };
}

function sentence(text: string | undefined): string {
  return (text ?? "it is broken").split("\n")[0]?.replace(/\.$/, "") ?? "";
}

