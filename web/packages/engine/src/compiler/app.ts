/** app.json: what the program consists of. */

import type { Manifest, PageConfig, TabBar, Theme } from "../protocol/manifest";
import { listOf, namesOf, objectOf, textsOf, type Json, type JsonObject } from "./json";
import { normal } from "./paths";
import type { Problems } from "./problems";

export interface SubPackage {
  root: string;
  pages: string[];
  independent: boolean;
  alias?: string;
  /** Script that runs when the package is loaded. */
  entry?: string;
}

export interface App {
  json: JsonObject;
  pages: string[];
  subPackages: SubPackage[];
  tabBar?: TabBar;
  using: Record<string, string>;
  alias: [from: string, to: string][];
  usesWeui: boolean;
  workers?: string;
}

const FILE = { file: "app.json" };

export function readApp(json: JsonObject, problems: Problems): App {
  const pages = pathsOf(json.pages, "", problems);
  const subPackages = listOf(json.subPackages ?? json.subpackages).flatMap((one) => subPackage(objectOf(one), problems));
  if (pages.length === 0) problems.error(FILE, "no_pages");
  const library = objectOf(json.useExtendedLib);
  const workers = typeof json.workers === "string" ? json.workers : namesOf(json.workers).path;
  return {
    json,
    pages,
    subPackages,
    tabBar: json.tabBar === undefined ? undefined : tabBar(objectOf(json.tabBar), problems),
    using: namesOf(json.usingComponents),
    alias: Object.entries(namesOf(json.resolveAlias)).sort(([one], [other]) => other.length - one.length),
    // Said as true or as a version.
    usesWeui: Boolean(library.weui),
    workers: workers === undefined ? undefined : normal(workers),
  };
}

function pathsOf(value: Json | undefined, root: string, problems: Problems): string[] {
  const paths = new Set<string>();
  // Old programs list pages as {path: …}.
  for (const one of listOf(value)) {
    const name = typeof one === "string" ? one : namesOf(one).path;
    const path = name === undefined ? undefined : normal(`${root}/${name}`);
    if (path) paths.add(path);
    else problems.error(FILE, "page_path_wrong", { name: String(name) });
  }
  return [...paths];
}

function subPackage(json: JsonObject, problems: Problems): SubPackage[] {
  const root = typeof json.root === "string" ? normal(json.root) : undefined;
  if (!root) {
    problems.error(FILE, "package_rootless");
    return [];
  }
  const { name, entry } = namesOf(json as Json);
  const place = entry === undefined ? undefined : normal(`${root}/${entry}`);
  return [{ root, pages: pathsOf(json.pages, root, problems), independent: json.independent === true, alias: name, entry: place }];
}

function tabBar(json: JsonObject, problems: Problems): TabBar {
  const list = listOf(json.list).flatMap((one) => {
    const { pagePath, text, iconPath, selectedIconPath } = namesOf(one);
    if (pagePath === undefined) return [];
    const path = normal(pagePath.replace(/\.html$/, "")) ?? pagePath;
    return [{ pagePath: path, text: text ?? "", iconPath: iconOf(iconPath), selectedIconPath: iconOf(selectedIconPath) }];
  });
  if (list.length < 2 || list.length > 5) problems.error(FILE, "tabs_wrong", { count: String(list.length) });
  const { color, selectedColor, backgroundColor, borderStyle, position } = namesOf(json as Json);
  return { color, selectedColor, backgroundColor, borderStyle, position: position === "top" ? "top" : "bottom", custom: json.custom === true, list };
}

function iconOf(path: string | undefined): string | undefined {
  return path === undefined || path === "" ? undefined : path.startsWith("@") ? path : (normal(path) ?? path);
}

const TIMEOUT = 60_000;

/** Everything of app.json that is passed on as it is. */
export function settings(app: App, theme: Theme | undefined): Omit<Manifest, "packages" | "components" | "files" | "problems" | "missing"> {
  const { json } = app;
  const timeouts = objectOf(json.networkTimeout);
  const timeout = (name: string): number => (typeof timeouts[name] === "number" ? timeouts[name] : TIMEOUT);
  const pages = [...app.pages, ...app.subPackages.flatMap((one) => one.pages)];
  const entry = typeof json.entryPagePath === "string" ? normal(json.entryPagePath.replace(/\.html$/, "")) : undefined;
  const renderer = objectOf(objectOf(json.rendererOptions).skyline);
  return {
    protocol: 1,
    entry: entry && pages.includes(entry) ? entry : (pages[0] ?? ""),
    pages,
    window: objectOf(json.window) as PageConfig,
    tabBar: app.tabBar,
    preloadRule: preloadRule(json.preloadRule),
    networkTimeout: { request: timeout("request"), connectSocket: timeout("connectSocket"), uploadFile: timeout("uploadFile"), downloadFile: timeout("downloadFile") },
    permission: Object.fromEntries(Object.entries(objectOf(json.permission)).map(([scope, one]) => [scope, { desc: namesOf(one).desc ?? "" }])),
    darkmode: json.darkmode === true,
    theme,
    usesWeui: app.usesWeui,
    requiredPrivateInfos: textsOf(json.requiredPrivateInfos),
    requiredBackgroundModes: textsOf(json.requiredBackgroundModes),
    debug: json.debug === true,
    style: json.style === "v2" ? "v2" : undefined,
    lazyCodeLoading: typeof json.lazyCodeLoading === "string" ? json.lazyCodeLoading : undefined,
    workers: app.workers,
    embeddedAppIdList: textsOf(json.embeddedAppIdList),
    rendererOptions: { defaultDisplayBlock: renderer.defaultDisplayBlock === true, defaultContentBox: renderer.defaultContentBox === true },
  };
}

function preloadRule(value: Json | undefined): Manifest["preloadRule"] {
  const rules: Manifest["preloadRule"] = {};
  for (const [page, one] of Object.entries(objectOf(value))) {
    const rule = objectOf(one);
    rules[normal(page) ?? page] = { network: rule.network === "all" ? "all" : "wifi", packages: textsOf(rule.packages).map((name) => (name === "__APP__" ? "main" : (normal(name) ?? name))) };
  }
  return rules;
}

/** Values of theme.json, by mode. */
export function readTheme(json: JsonObject): Theme {
  return { light: namesOf(json.light), dark: namesOf(json.dark) };
}
