/** A folder of source becomes a program that can be opened. */

import { createHash } from "node:crypto";
import { join, relative, sep } from "node:path";
import { performance } from "node:perf_hooks";
import type { FileInfo, Manifest, Package, Theme } from "../protocol/manifest";
import { readApp, readTheme, settings, type App, type SubPackage } from "./app";
import { Cache } from "./cache";
import { write, type PackageText } from "./emit";
import { findAll, packageName, type Graph } from "./graph";
import { objectOf } from "./json";
import { definedAs, link, type Contents } from "./link";
import { dependsOnWeui, installed, isScript } from "./npm";
import { weuiFolder } from "./parts";
import { endingOf, normal } from "./paths";
import { NoProgram, Problems } from "./problems";
import { openProject, type Project } from "./project";
import { Resolver } from "./resolve";
import { serviceText, wxsText } from "./packages";
import { Sheets } from "./sheets";
import { Source } from "./source";
import { Tree } from "./tree";

export type Stage = "scan" | "wxml" | "js" | "wxss" | "emit";

export interface Options {
  cache?: Cache;
  /** Told as each stage is reached. */
  progress?: (stage: Stage, done: number, total: number) => void;
  ended?: (stats: Stats) => void;
}

const CODE = new Set([".js", ".ts", ".mjs", ".cjs", ".jsx", ".tsx", ".wxml", ".wxss", ".wxs", ".less", ".scss", ".sass", ".md", ".map", ".yml", ".yaml", ".lock", ".log", ".zip", ".sh", ".vue", ".coffee", ""]);
const NOT_ASSETS = /(?:^|\/)(?:project(?:\.private)?\.config\.json|package(?:-lock)?\.json|tsconfig\.json|sitemap\.json|app\.json|ext\.json|\.[^/]*)$|(?:^|\/)\.[^/]+\//;
const MOST_BYTES_OF_FILES = 100 << 20;

/** How it went; not part of the program, which is the same however it was made. */
export interface Stats {
  files: number;
  /** How many of them were known from before. */
  reused: number;
  milliseconds: number;
}

/** Compiles `source` into `target`. Raises: NoProgram when there is nothing to open. */
export function compile(source: string, target: string, options: Options = {}): Manifest {
  const begun = performance.now();
  const cache = options.cache ?? new Cache();
  cache.begin();
  const tell = options.progress ?? (() => undefined);
  const problems = new Problems();
  const project = openProject(source, problems);
  const tree = new Tree(problems);
  tree.mount("", project.root, (path) => !project.isIgnored(path));
  tell("scan", 1, 1);
  const files = new Source(tree, cache, problems);
  const app = readApp(files.json("app.json"), problems);
  if (app.pages.length + app.subPackages.length === 0) throw new NoProgram(problems.all[0]?.what ?? "app.json lists no pages.", problems.all);
  const resolver = new Resolver(tree, app.alias, app.usesWeui);
  lend(app, project, tree);
  const graph = findAll(app, files, resolver, problems);
  tell("wxml", graph.templates.size, graph.templates.size);
  const contents = link(app, graph, files, resolver, problems);
  const scripts = [...contents.values()].reduce((sum, one) => sum + one.scripts.length, 0);
  tell("js", scripts, scripts);
  const sheets = new Sheets(files, resolver, problems).all(graph, app.usesWeui);
  tell("wxss", sheets.size, sheets.size);
  for (const name of Object.keys((app.json.plugins as Record<string, unknown> | undefined) ?? {})) graph.missing.add(`plugin:${name}`);
  const texts = [...contents].map(([name, one]) => packageText(name, one, graph, sheets));
  const manifest: Manifest = {
    ...settings(app, theme(app, files)),
    ext: ext(files),
    packages: packageList(app, graph, texts, resolver),
    components: Object.fromEntries([...graph.components].sort(([one], [other]) => (one < other ? -1 : 1))),
    files: assets(tree, graph, problems),
    problems: problems.all,
    missing: [...graph.missing].sort(),
  };
  manifest.pages = manifest.pages.filter((page) => graph.pages.has(page));
  if (!graph.pages.has(manifest.entry)) manifest.entry = manifest.pages[0] ?? "";
  write(target, manifest, texts, tree);
  cache.end();
  tell("emit", texts.length, texts.length);
  const count = graph.templates.size + scripts + sheets.size;
  options.ended?.({ files: count, reused: cache.reused, milliseconds: Math.round(performance.now() - begun) });
  return manifest;
}

function packageText(name: string, contents: Contents, graph: Graph, sheets: Map<string, string>): PackageText {
  const service = serviceText(contents, graph);
  const styles: Record<string, string> = {};
  for (const [path, css] of sheets) if ((path === "" ? "main" : graph.components.get(path)?.package) === name) styles[path] = css;
  const text = { name, service: service.text(), view: wxsText(contents.wxs, "__hutongView"), styles: JSON.stringify(styles) };
  const hash = createHash("sha256").update(text.service).update("\0").update(text.view).update("\0").update(text.styles).digest("hex");
  return { ...text, hash, map: () => service.map(`${name}.service.js`) };
}

function packageList(app: App, graph: Graph, texts: readonly PackageText[], resolver: Resolver): Package[] {
  const main: SubPackage = { root: "", pages: app.pages, independent: false };
  const roots = [main, ...app.subPackages];
  return texts.map(({ name, hash, service, view, styles }) => {
    const { root, pages, independent, alias, entry } = roots.find((one) => packageName(one.root) === name) ?? main;
    const script = entry === undefined ? undefined : resolver.script("", `/${entry}`);
    const bytes = Buffer.byteLength(service) + Buffer.byteLength(view) + Buffer.byteLength(styles);
    return { name, root, pages: pages.filter((page) => graph.pages.has(page)), independent, alias, entry: script && definedAs(script), hash, bytes };
  });
}

function theme(app: App, files: Source): Theme | undefined {
  const place = typeof app.json.themeLocation === "string" ? normal(app.json.themeLocation) : undefined;
  return place === undefined || !files.has(place) ? undefined : readTheme(files.json(place));
}

/** What a program put out for somebody else is told of them; settings that are switched off tell nothing. */
function ext(files: Source): Manifest["ext"] {
  const told = files.json("ext.json");
  const own = objectOf(told.ext);
  return told.extEnable === false || Object.keys(own).length === 0 ? undefined : own;
}

/** Adds what isn't in the program's own folder: npm packages that were never built, and the library the platform lends. */
function lend(app: App, project: Project, tree: Tree): void {
  for (const { folder, target, isPlain } of installed(project)) {
    const prefix = relative(project.root, target).split(sep).join("/");
    if (!prefix.startsWith("..") && !tree.hasFolder(prefix)) tree.mount(prefix, folder, isPlain ? isScript : undefined);
  }
  if (!app.usesWeui && !dependsOnWeui(project)) return;
  tree.mount("miniprogram_npm/weui-miniprogram", weuiFolder());
  // Its templates name their pictures from the root.
  tree.mount("_assets", join(weuiFolder(), "_assets"));
}

/** Everything that isn't code: pictures, fonts, sounds, data. */
function assets(tree: Tree, graph: Graph, problems: Problems): Record<string, FileInfo> {
  const files: Record<string, FileInfo> = {};
  let bytes = 0;
  for (const path of [...tree.paths()].sort()) {
    const ending = endingOf(path);
    if (CODE.has(ending) || NOT_ASSETS.test(path) || (ending === ".json" && graph.components.has(path.slice(0, -5)))) continue;
    bytes += tree.bytes(path);
    if (bytes > MOST_BYTES_OF_FILES) {
      problems.error({ file: path }, "files_too_large");
      break;
    }
    files[path] = { bytes: tree.bytes(path), hash: tree.digest(path) };
  }
  return files;
}
