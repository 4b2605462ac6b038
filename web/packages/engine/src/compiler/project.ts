/** Where the program lies in a folder, and what project.config.json says of it. */

import { existsSync, lstatSync, readdirSync, readFileSync, realpathSync } from "node:fs";
import { join, relative } from "node:path";
import { BadJson, listOf, namesOf, objectOf, parseJson, textsOf, type JsonObject } from "./json";
import { NoProgram, type Problems } from "./problems";
import { normal, within } from "./paths";

export interface Project {
  /** Folder of app.json, absolute. */
  root: string;
  /** Folder of project.config.json, or the root. */
  home: string;
  plugins: Set<string>;
  packNpm: { packageJson: string; target: string }[];
  isIgnored: (path: string) => boolean;
}

const DEEPEST = 3;

/** Raises: NoProgram when nothing in the folder is a mini program. */
export function openProject(source: string, problems: Problems): Project {
  if (!existsSync(source) || !lstatSync(source).isDirectory()) throw NoProgram.because("no_folder", { name: source });
  const top = realpathSync(source);
  const home = firstFolder(top, DEEPEST, (folder) => hasFile(folder, "app.json") || configuredRoot(folder) !== undefined);
  if (home === undefined) throw NoProgram.because("no_app_json");
  const config = readConfig(home, "project.config.json", problems);
  const personal = readConfig(home, "project.private.config.json", problems);
  const setting = { ...objectOf(config.setting), ...objectOf(personal.setting) };
  const root = configuredRoot(home) ?? home;
  return {
    root,
    home,
    plugins: new Set(textsOf(setting.useCompilerPlugins)),
    packNpm: setting.packNpmManually === true ? relations(setting, home) : [],
    isIgnored: ignored(config, relative(root, home)),
  };
}

/** Where miniprogramRoot leads, if there is a program. */
function configuredRoot(folder: string): string | undefined {
  if (!hasFile(folder, "project.config.json")) return undefined;
  let config: JsonObject;
  try {
    config = objectOf(parseJson(readFileSync(join(folder, "project.config.json"), "utf8").replace(/^\uFEFF/, "")));
  } catch {
    return undefined;
  }
  for (const name of [config.miniprogramRoot, config.srcMiniprogramRoot, ""]) {
    if (typeof name !== "string") continue;
    const inside = normal(name);
    if (inside === undefined) throw NoProgram.because("root_outside", { name });
    const root = join(folder, inside);
    if (hasFile(root, "app.json") && within(realpathSync(root), realpathSync(folder))) return realpathSync(root);
  }
  return undefined;
}

function firstFolder(top: string, depth: number, isIt: (folder: string) => boolean): string | undefined {
  let level = [top];
  for (let left = depth; left >= 0; left -= 1) {
    const found = level.find(isIt);
    if (found !== undefined) return found;
    level = level.flatMap((folder) =>
      readdirSync(folder, { withFileTypes: true })
        .filter((one) => one.isDirectory() && one.name !== "node_modules" && !one.name.startsWith("."))
        .map((one) => join(folder, one.name)),
    );
  }
  return undefined;
}

function hasFile(folder: string, name: string): boolean {
  const stat = lstatSync(join(folder, name), { throwIfNoEntry: false });
  return stat?.isFile() ?? false;
}

function readConfig(home: string, name: string, problems: Problems): JsonObject {
  if (!hasFile(home, name)) return {};
  try {
    return objectOf(parseJson(readFileSync(join(home, name), "utf8").replace(/^\uFEFF/, "")));
  } catch (fault) {
    if (!(fault instanceof BadJson)) throw fault;
    problems.warning({ file: name, line: fault.line, column: fault.column }, "json_broken", { reason: fault.message });
    return {};
  }
}

function relations(setting: JsonObject, home: string): Project["packNpm"] {
  return listOf(setting.packNpmRelationList).flatMap((one) => {
    const { packageJsonPath, miniprogramNpmDistDir } = namesOf(one);
    const source = packageJsonPath === undefined ? undefined : normal(packageJsonPath);
    const target = miniprogramNpmDistDir === undefined ? undefined : normal(miniprogramNpmDistDir);
    return source === undefined || target === undefined ? [] : [{ packageJson: join(home, source), target: join(home, target) }];
  });
}

/** packOptions.ignore, and folders which are no part of what people get. */
function ignored(config: JsonObject, up: string): (path: string) => boolean {
  const tests: ((path: string) => boolean)[] = [];
  for (const one of listOf(objectOf(config.packOptions).ignore)) {
    const { type, value } = namesOf(one);
    if (value === undefined) continue;
    const name = value.replace(/^\.?\//, "").replace(/\/$/, "");
    if (type === "folder") tests.push((path) => within(path, name));
    else if (type === "file") tests.push((path) => path === name);
    else if (type === "suffix") tests.push((path) => path.endsWith(value));
    else if (type === "prefix") tests.push((path) => path.slice(path.lastIndexOf("/") + 1).startsWith(value));
    else if (type === "regexp" || type === "glob") tests.push(pattern(type, value));
  }
  if (up === "" && typeof config.cloudfunctionRoot === "string") {
    const folder = normal(config.cloudfunctionRoot);
    if (folder) tests.push((path) => within(path, folder));
  }
  return (path) => tests.some((test) => test(path));
}

function pattern(type: string, value: string): (path: string) => boolean {
  if (type === "regexp") return regexp(value);
  const text = value.replace(/^\.?\//, "").replace(/[.+^${}()|[\]\\]/g, "\\$&");
  const expression = new RegExp(`^${text.replace(/\*\*\/?|\*|\?/g, (sign) => (sign.startsWith("**") ? "(?:.*)" : sign === "*" ? "[^/]*" : "[^/]"))}$`);
  return (path) => expression.test(path);
}

function regexp(value: string): (path: string) => boolean {
  try {
    const expression = new RegExp(value);
    return (path) => expression.test(path);
  } catch {
    return () => false;
  }
}
