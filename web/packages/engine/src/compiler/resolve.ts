/** From the names people write to files of the program. */

import { folderOf, joined, normal, upwards } from "./paths";
import type { Tree } from "./tree";

export const SCRIPT_ENDINGS = [".js", ".ts"];
export const SHEET_ENDINGS = [".wxss", ".less", ".scss", ".sass"];

export class Resolver {
  constructor(
    private readonly tree: Tree,
    private readonly alias: readonly [from: string, to: string][],
    private readonly usesWeui: boolean,
  ) {}

  /** The component meant by `name` in a file of `folder`, without ending. */
  component(folder: string, name: string): string | undefined {
    return this.found(folder, name, (path) => (this.isComponent(path) ? path : this.isComponent(`${path}/index`) ? `${path}/index` : undefined));
  }

  /** The script file meant by `name`. */
  script(folder: string, name: string): string | undefined {
    return this.found(folder, name, (path) => this.scriptFile(path) ?? this.packageMain(path));
  }

  isComponent(path: string): boolean {
    return this.tree.has(`${path}.json`) || this.tree.has(`${path}.wxml`) || this.scriptOf(path) !== undefined;
  }

  /** Script of a page or component. */
  scriptOf(path: string): string | undefined {
    return SCRIPT_ENDINGS.map((ending) => path + ending).find((file) => this.tree.has(file));
  }

  sheetOf(path: string): string | undefined {
    return SHEET_ENDINGS.map((ending) => path + ending).find((file) => this.tree.has(file));
  }

  /** The sheet meant by an import in `from`. */
  sheet(from: string, name: string): string | undefined {
    const own = from.slice(from.lastIndexOf("."));
    const endings = ["", own, ...SHEET_ENDINGS, ".css"];
    return this.found(folderOf(from), name, (path) => {
      const direct = endings.map((ending) => path + ending).find((file) => this.tree.has(file));
      if (direct !== undefined || !/\.(?:wxss|css)$/.test(path)) return direct;
      return SHEET_ENDINGS.map((ending) => path.replace(/\.\w+$/, ending)).find((file) => this.tree.has(file));
    });
  }

  /** A template or WXS file named in a template. */
  plain(folder: string, name: string, ending: string): string | undefined {
    return this.found(folder, name, (path) => [path, path + ending].find((file) => file.endsWith(ending) && this.tree.has(file)));
  }

  /** Tries the places a name may mean, in the order of the official tools. */
  private found(folder: string, name: string, look: (path: string) => string | undefined): string | undefined {
    for (const path of this.places(folder, this.withoutAlias(name))) {
      const file = path === undefined ? undefined : look(path);
      if (file !== undefined) return file;
    }
    return undefined;
  }

  private *places(folder: string, name: string): Generator<string | undefined> {
    yield joined(folder, name);
    if (name.startsWith("/") || name.startsWith(".")) return;
    for (const above of upwards(folder)) yield normal(`${above}/miniprogram_npm/${name}`);
    if (this.usesWeui && /^weui-miniprogram\//.test(name)) yield `miniprogram_npm/${name}`;
    yield normal(name);
  }

  private withoutAlias(name: string): string {
    for (const [from, to] of this.alias) {
      if (from.endsWith("*") && name.startsWith(from.slice(0, -1))) return to.replace(/\*$/, "") + name.slice(from.length - 1);
      if (name === from) return to;
    }
    return name;
  }

  private scriptFile(path: string): string | undefined {
    const candidates = [path, ...SCRIPT_ENDINGS.map((ending) => path + ending), ...SCRIPT_ENDINGS.map((ending) => `${path}/index${ending}`), `${path}.json`, `${path}.cjs`, `${path}.mjs`];
    if (path.endsWith(".js")) candidates.push(`${path.slice(0, -3)}.ts`);
    return candidates.find((file) => this.tree.has(file) && /\.(?:[cm]?js|ts|json)$/.test(file) && !file.endsWith(".d.ts"));
  }

  private packageMain(path: string): string | undefined {
    if (!this.tree.has(`${path}/package.json`)) return undefined;
    try {
      const { main } = JSON.parse(this.tree.text(`${path}/package.json`)) as { main?: unknown };
      const target = typeof main === "string" ? joined(path, main) : undefined;
      return target === undefined ? undefined : this.scriptFile(target);
    } catch {
      return undefined;
    }
  }
}
