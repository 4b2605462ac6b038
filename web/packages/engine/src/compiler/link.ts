/** Which scripts, WXS modules and sheets belong to which package, and what their names mean. */

import type { App } from "./app";
import type { Graph } from "./graph";
import { packageName } from "./graph";
import { folderOf, joined, within, withoutEnding } from "./paths";
import type { Problems } from "./problems";
import type { Resolver } from "./resolve";
import type { Script } from "./scripts";
import type { Source } from "./source";

export interface LinkedScript {
  file: string;
  script: Script;
  /** Literals of require to defined paths. */
  names: Record<string, string>;
}

export interface LinkedWxs {
  key: string;
  code: string;
  names: Record<string, string>;
}

export interface Contents {
  scripts: LinkedScript[];
  templates: string[];
  wxs: LinkedWxs[];
}

/** The path under which a script is known while the program runs. */
export function definedAs(file: string): string {
  return file.endsWith(".ts") ? `${file.slice(0, -3)}.js` : file;
}

export function link(app: App, graph: Graph, source: Source, resolver: Resolver, problems: Problems): Map<string, Contents> {
  const packages = new Map<string, Contents>(["", ...app.subPackages.map((one) => one.root)].map((root) => [packageName(root), { scripts: [], templates: [], wxs: [] }]));
  const roots = app.subPackages.map((one) => one.root).sort((one, other) => other.length - one.length);
  const home = (path: string): Contents => packages.get(packageName(roots.find((root) => within(path, root)) ?? "")) as Contents;
  for (const path of graph.templates.keys()) home(path).templates.push(path);
  linkScripts(firstScripts(app, graph, source, resolver), source, resolver, problems, home);
  linkWxs(graph, source, resolver, problems, home);
  return packages;
}

function firstScripts(app: App, graph: Graph, source: Source, resolver: Resolver): string[] {
  const files = [resolver.scriptOf("app"), ...app.subPackages.map((one) => (one.entry === undefined ? undefined : resolver.script("", `/${one.entry}`)))];
  for (const path of graph.components.keys()) files.push(resolver.scriptOf(path));
  if (app.workers !== undefined) for (const path of source.tree.paths()) if (within(path, app.workers) && /\.(?:js|ts)$/.test(path)) files.push(path);
  return files.filter((file): file is string => file !== undefined && !file.endsWith(".d.ts"));
}

function linkScripts(first: string[], source: Source, resolver: Resolver, problems: Problems, home: (path: string) => Contents): void {
  const seen = new Set(first);
  for (const file of seen) {
    const script = source.script(file);
    problems.add(...script.problems);
    const names: Record<string, string> = {};
    for (const literal of script.requires) {
      const target = resolver.script(folderOf(file), literal);
      if (target !== undefined) {
        names[literal] = definedAs(target);
        seen.add(target);
      } else if (!/^plugin:/.test(literal) && source.requires(file, literal)) {
        problems.warning({ file, ...source.find(file, literal) }, /^[./]/.test(literal) ? "script_missing" : "script_not_installed", { name: literal });
      }
    }
    for (const prefix of script.prefixes) {
      const folder = joined(folderOf(file), prefix);
      if (folder === undefined) continue;
      for (const path of source.tree.paths()) if (path.startsWith(`${folder}/`) && /\.(?:js|ts)$/.test(path) && !path.endsWith(".d.ts")) seen.add(path);
    }
    home(file).scripts.push({ file, script, names });
  }
}

function linkWxs(graph: Graph, source: Source, resolver: Resolver, problems: Problems, home: (path: string) => Contents): void {
  const files = new Set<string>();
  const named = (file: string, literals: Iterable<string>): Record<string, string> => {
    const names: Record<string, string> = {};
    for (const literal of literals) {
      const target = resolver.plain(folderOf(file), literal, ".wxs");
      if (target === undefined) problems.error({ file, ...source.find(file, literal) }, "wxs_missing", { name: literal });
      else {
        files.add(target);
        names[literal] = withoutEnding(target, ".wxs");
      }
    }
    return names;
  };
  for (const [path, template] of graph.templates) {
    const file = `${path}.wxml`;
    for (const [name, module] of template.inline) home(path).wxs.push({ key: `${path}#${name}`, code: module.code, names: named(file, module.requires) });
    // A module of a file gets a name of its own in each template, so that handlers are found the same way as inline ones.
    for (const [name, literal] of template.external) {
      const names = named(file, [literal]);
      if (literal in names) home(path).wxs.push({ key: `${path}#${name}`, code: `module.exports=require(${JSON.stringify(literal)});`, names });
    }
  }
  for (const file of files) {
    const module = source.wxs(file);
    problems.add(...module.problems);
    home(file).wxs.push({ key: withoutEnding(file, ".wxs"), code: module.code, names: named(file, module.requires) });
  }
}
