/** What the program consists of: from app.json through pages and components to every template, script and sheet. */

import { createHash } from "node:crypto";
import type { ComponentInfo, Isolation, PageConfig } from "../protocol/manifest";
import type { App } from "./app";
import { namesOf, objectOf, type JsonObject } from "./json";
import { folderOf, within } from "./paths";
import type { Problems } from "./problems";
import type { Resolver } from "./resolve";
import type { Source } from "./source";
import type { Template } from "./templates";

export interface Graph {
  components: Map<string, ComponentInfo>;
  templates: Map<string, Template>;
  /** Pages that exist. */
  pages: Set<string>;
  missing: Set<string>;
}

const OUTSIDE = /^(?:plugin|plugin-private|dynamicLib):\/\//;
const NOT_CONFIG = new Set(["usingComponents", "component", "componentGenerics", "componentPlaceholder", "styleIsolation", "pureDataPattern"]);
const ISOLATIONS = new Set<string>(["isolated", "apply-shared", "shared", "page-isolated", "page-apply-shared", "page-shared"]);

export function findAll(app: App, source: Source, resolver: Resolver, problems: Problems): Graph {
  const walk = new Walk(app, source, resolver, problems);
  for (const page of app.pages) walk.page(page);
  for (const page of app.subPackages.flatMap((one) => one.pages)) walk.page(page);
  if (app.tabBar?.custom && resolver.isComponent("custom-tab-bar/index")) walk.reach("custom-tab-bar/index", true);
  if (objectOf(app.json.appBar) !== undefined && resolver.isComponent("app-bar/index")) walk.reach("app-bar/index", true);
  walk.finish();
  return walk.graph;
}

class Walk {
  readonly graph: Graph = { components: new Map(), templates: new Map(), pages: new Set(), missing: new Set() };
  private readonly waiting: string[] = [];
  private readonly scopes = new Set<string>();
  private readonly globals: Map<string, string>;

  constructor(
    private readonly app: App,
    private readonly source: Source,
    private readonly resolver: Resolver,
    private readonly problems: Problems,
  ) {
    this.globals = new Map(Object.entries(this.resolveAll("app.json", "", app.using)));
  }

  page(path: string): void {
    if (this.resolver.isComponent(path) && (this.source.has(`${path}.wxml`) || this.resolver.scriptOf(path))) {
      this.graph.pages.add(path);
      this.reach(path, false);
    } else {
      this.problems.error({ file: "app.json", ...this.source.find("app.json", path.slice(path.lastIndexOf("/") + 1)) }, "page_missing", { name: path });
    }
  }

  reach(path: string, isComponent: boolean): void {
    if (this.graph.components.has(path)) return;
    this.graph.components.set(path, this.described(path, isComponent));
    this.waiting.push(path);
  }

  finish(): void {
    for (let path = this.waiting.pop(); path !== undefined; path = this.waiting.pop()) this.open(path);
  }

  private open(path: string): void {
    const info = this.graph.components.get(path);
    if (!info) return;
    const tags = new Set<string>();
    if (info.hasTemplate) this.template(path, tags, new Set());
    for (const [tag, target] of this.globals) if (tags.has(tag) && !(tag in info.using) && target !== path) info.using[tag] = target;
    const defaults = Object.values(info.generics).flatMap((one) => one.default ?? []);
    for (const target of [...Object.values(info.using), ...defaults]) this.reach(target, true);
  }

  /** Compiles a template and those it takes in; gathers the tags of all of them. */
  private template(path: string, tags: Set<string>, seen: Set<string>): void {
    if (seen.has(path)) return;
    seen.add(path);
    const file = `${path}.wxml`;
    let template = this.graph.templates.get(path);
    if (!template) {
      template = this.source.template(path);
      this.graph.templates.set(path, template);
      this.problems.add(...template.problems);
    }
    for (const tag of template.tags) tags.add(tag);
    for (const inner of template.templates) {
      if (this.source.has(`${inner}.wxml`)) this.template(inner, tags, seen);
      else this.problems.error({ file, ...this.source.find(file, inner.slice(inner.lastIndexOf("/") + 1)) }, "template_missing", { name: inner });
    }
  }

  private described(path: string, isComponent: boolean): ComponentInfo {
    const file = `${path}.json`;
    const json = this.source.json(file);
    const script = this.resolver.scriptOf(path);
    const generics: ComponentInfo["generics"] = {};
    for (const [tag, one] of Object.entries(objectOf(json.componentGenerics))) {
      const name = namesOf(one).default;
      generics[tag] = name === undefined ? {} : { default: this.resolve(file, folderOf(path), tag, name) };
    }
    const isPage = this.graph.pages.has(path);
    return {
      package: this.packageOf(path),
      isComponent: json.component === true || isComponent,
      isPage,
      hasTemplate: this.source.has(`${path}.wxml`),
      hasScript: script !== undefined,
      using: this.resolveAll(file, folderOf(path), namesOf(json.usingComponents)),
      placeholders: namesOf(json.componentPlaceholder),
      generics,
      scope: this.scopeOf(path),
      isolation: this.isolation(json, script, isPage),
      marks: false,
      config: Object.fromEntries(Object.entries(json).filter(([name]) => !NOT_CONFIG.has(name))) as PageConfig,
      pureDataPattern: typeof json.pureDataPattern === "string" ? json.pureDataPattern : undefined,
    };
  }

  packageOf(path: string): string {
    const owner = this.app.subPackages.filter((one) => within(path, one.root)).sort((one, other) => other.root.length - one.root.length)[0];
    return owner ? packageName(owner.root) : "main";
  }

  /** What json says wins, then what the script says, then what is usual. */
  private isolation(json: JsonObject, script: string | undefined, isPage: boolean): Isolation {
    let said = json.styleIsolation;
    if (typeof said !== "string" && script !== undefined) said = this.source.script(script).isolation;
    const isKnown = typeof said === "string" && ISOLATIONS.has(said);
    if (!isPage) return isKnown ? ((said as string).replace(/^page-/, "") as Isolation) : "isolated";
    return isKnown && (said as string).startsWith("page-") ? (said as Isolation) : "shared";
  }

  private resolveAll(file: string, folder: string, names: Record<string, string>): Record<string, string> {
    const found: Record<string, string> = {};
    for (const [tag, name] of Object.entries(names)) {
      const path = this.resolve(file, folder, tag, name);
      if (path !== undefined) found[tag] = path;
    }
    return found;
  }

  private resolve(file: string, folder: string, tag: string, name: string): string | undefined {
    if (OUTSIDE.test(name)) {
      this.graph.missing.add(`plugin:${name.replace(OUTSIDE, "").split("/")[0] ?? ""}`);
      this.problems.warning({ file, ...this.source.find(file, `"${tag}"`) }, "plugin_component", { tag });
      return undefined;
    }
    const path = this.resolver.component(folder, name);
    if (path === undefined) {
      const isNpm = !/^[./]/.test(name);
      this.problems.error({ file, ...this.source.find(file, `"${tag}"`) }, isNpm ? "component_not_installed" : "component_missing", { name, tag });
    }
    return path;
  }

  private scopeOf(path: string): string {
    const digest = createHash("sha1").update(path).digest("hex");
    for (let length = 5; ; length += 1) {
      const scope = `c${digest.slice(0, length)}`;
      if (this.scopes.has(scope)) continue;
      this.scopes.add(scope);
      return scope;
    }
  }
}

export function packageName(root: string): string {
  return root === "" ? "main" : root.replaceAll("/", ".");
}
