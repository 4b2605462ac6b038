/** npm packages: what the tools' "build npm" would copy is taken from node_modules, or written out on request. */

import { cpSync, existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { namesOf, objectOf, parseJson, type JsonObject } from "./json";
import { normal } from "./paths";
import type { Project } from "./project";

/** A package of node_modules and the folder that programs find it in. */
export interface Installed {
  name: string;
  /** Folder to take, absolute. */
  folder: string;
  /** Folder of the program it belongs in, absolute: …/miniprogram_npm/name. */
  target: string;
  /** Scripts alone: it isn't made for mini programs. */
  isPlain: boolean;
}

const MOST = 300;
const NAME = /^(?:@[\w.~-]+\/)?[\w.~-]+$/;

/** Every package the program depends on that is installed, and those it needs in turn. */
export function installed(project: Project): Installed[] {
  const found = new Map<string, Installed>();
  for (const { packageJson, target } of relations(project)) {
    const waiting = Object.keys(namesOf(readPackage(packageJson).dependencies)).map((name): [string, string] => [name, dirname(packageJson)]);
    for (let next = waiting.pop(); next !== undefined && found.size < MOST; next = waiting.pop()) {
      const [name, from] = next;
      const place = join(target, "miniprogram_npm", name);
      const folder = NAME.test(name) && !name.includes("..") ? lookUp(name, from, project.home) : undefined;
      if (folder === undefined || found.has(place)) continue;
      const json = readPackage(join(folder, "package.json"));
      const made = typeof json.miniprogram === "string" ? normal(json.miniprogram) : undefined;
      const inside = made ?? (existsSync(join(folder, "miniprogram_dist")) ? "miniprogram_dist" : undefined);
      found.set(place, { name, folder: join(folder, inside ?? ""), target: place, isPlain: inside === undefined });
      for (const other of Object.keys(namesOf(json.dependencies))) waiting.push([other, folder]);
    }
  }
  return [...found.values()].filter((one) => existsSync(one.folder));
}

/** The one library we have ourselves, should the program have named it without bringing it. */
export function dependsOnWeui(project: Project): boolean {
  return relations(project).some(({ packageJson }) => "weui-miniprogram" in objectOf(readPackage(packageJson).dependencies));
}

/** Which package.json fills which folder: as the project says, else each one beside its own. */
function relations(project: Project): Project["packNpm"] {
  if (project.packNpm.length > 0) return project.packNpm.filter((one) => existsSync(one.packageJson));
  const own = [project.root, ...folders(project.root, 2)].filter((folder) => existsSync(join(folder, "package.json")) && existsSync(join(folder, "node_modules")));
  const isBare = existsSync(join(project.root, "package.json"));
  if (own.length === 0 && isBare) return [{ packageJson: join(project.root, "package.json"), target: project.root }];
  if (own.length === 0 && existsSync(join(project.home, "package.json"))) return [{ packageJson: join(project.home, "package.json"), target: project.root }];
  return own.map((folder) => ({ packageJson: join(folder, "package.json"), target: folder }));
}

function folders(top: string, depth: number): string[] {
  if (depth === 0) return [];
  const inside = readdirSync(top, { withFileTypes: true })
    .filter((one) => one.isDirectory() && !/^(?:node_modules|miniprogram_npm|\..*)$/.test(one.name))
    .map((one) => join(top, one.name));
  return [...inside, ...inside.flatMap((folder) => folders(folder, depth - 1))];
}

/** The nearest installed package of that name, never above the project. Links may lead elsewhere inside it only. */
function lookUp(name: string, from: string, home: string): string | undefined {
  const top = realpathSync(home);
  for (let at = from; ; at = dirname(at)) {
    const folder = join(at, "node_modules", name);
    if (existsSync(join(folder, "package.json"))) {
      const real = realpathSync(folder);
      return real.startsWith(top + sep) ? real : undefined;
    }
    if (relative(top, realpathSync(at)) === "" || dirname(at) === at) return undefined;
  }
}

function readPackage(file: string): JsonObject {
  try {
    return lstatSync(file).size > 1 << 20 ? {} : objectOf(parseJson(readFileSync(file, "utf8")));
  } catch {
    return {};
  }
}

/** Whether a file of a package that isn't made for mini programs may be needed by it. */
export function isScript(path: string): boolean {
  return !/\./.test(path.slice(path.lastIndexOf("/") + 1)) || (/\.(?:[cm]?js|json)$/.test(path) && !/(?:^|\/)(?:test|tests|__tests__|docs?|examples?)\//.test(path));
}

/** Writes miniprogram_npm beside each package.json. Returns the names of what it wrote. */
export function packNpm(project: Project): string[] {
  const packages = installed(project);
  for (const { folder, target, isPlain } of packages) {
    rmSync(target, { recursive: true, force: true });
    mkdirSync(target, { recursive: true });
    cpSync(folder, target, { recursive: true, filter: (path) => isWanted(relative(folder, path).replaceAll(sep, "/"), path, isPlain) });
    if (isPlain && !existsSync(join(target, "index.js"))) writeFileSync(join(target, "index.js"), `module.exports = require("./${mainOf(folder)}");\n`);
  }
  return packages.map((one) => one.name);
}

function isWanted(path: string, place: string, isPlain: boolean): boolean {
  if (path === "") return true;
  const stat = lstatSync(place);
  if (stat.isSymbolicLink() || /(?:^|\/)node_modules(?:\/|$)/.test(path)) return false;
  return stat.isDirectory() || !isPlain || isScript(path);
}

export function mainOf(folder: string): string {
  const { main, module } = namesOf(readPackage(join(folder, "package.json")));
  return normal(main ?? module ?? "index.js") ?? "index.js";
}
