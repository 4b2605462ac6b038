/** Component() and Page(): definitions bound to the file being loaded, with everything they use loaded before them. */
import { ComponentSpace, globalOptions, DeepCopyKind } from "glass-easel";
import type { GeneralComponent, GeneralComponentDefinition, Element as TreeElement, templateEngine } from "glass-easel";
import type { ComponentInfo, Manifest } from "../protocol/manifest";
import { addPlatformBehaviors, filtered, makeBehavior } from "./behaviors";
import { asComponent, isRecord, tidied } from "./definitions";
import type { Definition } from "./definitions";
import { bindFace, componentOf } from "./faces";
import type { Modules } from "./modules";
import { joined } from "./modules";
import type { Face } from "./seam";
import { HOST_TAG } from "./tree";
import type { Naming } from "./tree";

export interface ComponentSurroundings {
  manifest: Manifest;
  modules: Modules;
  engine(): templateEngine.TemplateEngine;
  /** Methods every face has (setData, selectComponent …). */
  faceMethods(): object;
  attached(component: GeneralComponent): void;
  detached(component: GeneralComponent): void;
  report(error: unknown, where: string): void;
  /** A component of a package that isn't there yet; it is fetched and its placeholder replaced. */
  wanted(path: string): void;
  hasPackage(path: string): boolean;
  isAlone(path: string): boolean;
}

export class Components implements Naming {
  readonly space = new ComponentSpace();
  private readonly registered = new Map<string, GeneralComponentDefinition>();
  private readonly loading = new Set<string>();
  private readonly scopes = new Map<string, number>();
  private readonly prefixes: string[] = [""];
  private readonly definedAs = new Map<string, "page" | "component">();

  constructor(private readonly around: ComponentSurroundings) {
    Object.assign(globalOptions, {
      writeFieldsToNode: false,
      writeIdToDOM: true,
      useMethodCallerListeners: true,
      idPrefixGenerator: null,
      dataDeepCopy: DeepCopyKind.Simple,
      propertyPassingDeepCopy: DeepCopyKind.Simple,
      hostNodeTagName: HOST_TAG,
    });
    this.space.updateComponentOptions({ hostNodeTagName: HOST_TAG, writeFieldsToNode: false, writeIdToDOM: true, useMethodCallerListeners: true });
    this.space.setComponentWaitingListener((_isPublic, path) => this.around.wanted(path));
    // What stands where a generic has no component: nothing but its slot.
    this.space.define("").registerComponent();
    addPlatformBehaviors(this.space);
  }

  info(path: string): ComponentInfo | undefined {
    return this.around.manifest.components[path];
  }

  prefix(scope: number): string {
    return this.prefixes[scope] ?? "";
  }

  standing(element: TreeElement): string {
    const component = element.asGeneralComponent();
    const own = component === null ? undefined : this.info(component.is);
    const host = own?.isComponent === true ? `${own.scope}--host` : "";
    const owner = element.ownerShadowRoot?.getHostNode();
    const above = owner === undefined ? undefined : this.info(owner.is);
    if (above?.marks !== true) return host;
    return host === "" ? `${above.scope}--in` : `${host} ${above.scope}--in`;
  }

  /** Class names written as the sheet of the element's owner knows them; external classes lead further up. */
  classes(element: TreeElement, text: string): string {
    const names: string[] = [];
    const resolve = (name: string, owner: GeneralComponent | undefined): void => {
      if (owner !== undefined && owner.hasExternalClass(name)) {
        const above = owner.ownerShadowRoot?.getHostNode();
        for (const alias of owner.getExternalClasses()[name] ?? []) resolve(alias, above);
        return;
      }
      const options = owner?.getComponentOptions();
      const prefix = this.prefix(options?.styleScope ?? 0);
      if (prefix === "" || options?.extraStyleScope === 0) names.push(name);
      if (prefix !== "") names.push(`${prefix}--${name}`);
    };
    for (const name of text.split(/\s+/)) if (name !== "") resolve(name, element.ownerShadowRoot?.getHostNode());
    return names.join(" ");
  }

  behavior(definition: unknown): unknown {
    return makeBehavior(this.space, isRecord(definition) ? definition : {});
  }

  /** Component(): for the file being loaded. */
  component(definition: unknown): string {
    const path = this.around.modules.current;
    if (path === "" || !isRecord(definition)) return path;
    filtered(definition);
    this.register(path, tidied(definition, true), "component", () => ({}));
    return path;
  }

  /** Page(): a component with the page's functions as methods. */
  page(definition: unknown): void {
    const path = this.around.modules.current;
    if (path === "" || !isRecord(definition)) return;
    const { definition: given, extras } = asComponent(definition);
    filtered(given);
    this.register(path, tidied(given, true), "page", extras);
  }

  isPage(path: string): boolean {
    return this.definedAs.get(path) === "page";
  }

  /** The definition of a page or component, its file run and everything it uses registered first. */
  load(path: string): GeneralComponentDefinition | undefined {
    const known = this.registered.get(path);
    if (known !== undefined || this.loading.has(path)) return known;
    const info = this.info(path);
    if (info === undefined || !this.around.hasPackage(path)) return undefined;
    this.loading.add(path);
    for (const used of this.uses(info)) this.load(used);
    if (info.hasScript) this.around.modules.runFile(path);
    if (!this.registered.has(path)) {
      // No script, or one that failed or forgot to call Component(): the template is shown with no data.
      this.register(path, {}, info.isComponent ? "component" : "page", () => ({}));
    }
    this.loading.delete(path);
    return this.registered.get(path);
  }

  private uses(info: ComponentInfo): string[] {
    const generics = Object.values(info.generics).flatMap((one) => (one.default === undefined ? [] : [one.default]));
    return [...Object.values(info.using), ...generics];
  }

  private register(path: string, definition: Definition, kind: "page" | "component", extras: () => Record<string, unknown>): void {
    const info = this.info(path);
    const { options, ...rest } = definition;
    const given = isRecord(options) ? options : {};
    this.definedAs.set(path, kind);
    const methods = this.around.faceMethods();
    let faceType: object | undefined;
    const around = this.around;
    const content = around.modules.template(path);
    const builder = this.space
      .defineWithMethodCaller(path)
      .usingComponents(absolute(info?.using ?? {}))
      .placeholders(info?.placeholders ?? {})
      .generics(Object.fromEntries(Object.entries(info?.generics ?? {}).map(([name, one]) => [name, one.default === undefined ? true : { default: `/${one.default}` }])))
      .options({ ...this.treeOptions(given, info), templateEngine: around.engine() } as never)
      .template({ content: content ?? NOTHING_TO_SHOW } as never)
      .definition(rest as never)
      .lifetime("attached", function (this: unknown) {
        around.attached(componentOf(this) as GeneralComponent);
      })
      .lifetime("detached", function (this: unknown) {
        around.detached(componentOf(this) as GeneralComponent);
      })
      .methodCallerInit(function (this: unknown) {
        const component = this as GeneralComponent;
        if (faceType === undefined) faceType = Object.assign(Object.create(methods) as object, component.getComponentDefinition().behavior.getMethods());
        const face = Object.create(faceType) as Face;
        bindFace(face, component);
        Object.assign(face, extras());
        return face as never;
      });
    this.registered.set(path, builder.registerComponent() as unknown as GeneralComponentDefinition);
    this.loadRelatives(path, rest);
  }

  /** A relation is only known to the tree when its other end is registered, even if this page has none of it. */
  private loadRelatives(path: string, definition: Definition): void {
    if (!isRecord(definition.relations)) return;
    for (const key of Object.keys(definition.relations)) this.load(joined(key, path));
  }

  private treeOptions(given: Record<string, unknown>, info: ComponentInfo | undefined): Record<string, unknown> {
    const compiled = info?.isolation ?? "isolated";
    const isolation = typeof given.styleIsolation === "string" ? given.styleIsolation : compiled;
    const isShared = given.addGlobalClass === true || isolation.endsWith("shared");
    const pattern = given.pureDataPattern instanceof RegExp ? given.pureDataPattern : patternOf(info);
    // A sheet compiled as shared has its classes without prefix.
    const scope = info === undefined || compiled === "shared" || compiled === "page-shared" ? null : this.scope(info.scope);
    return {
      multipleSlots: given.multipleSlots === true && given.dynamicSlots !== true,
      dynamicSlots: given.dynamicSlots === true,
      virtualHost: given.virtualHost === true,
      pureDataPattern: pattern,
      styleScope: scope,
      extraStyleScope: scope !== null && isShared ? 0 : null,
    };
  }

  private scope(prefix: string): number {
    let scope = this.scopes.get(prefix);
    if (scope === undefined) {
      scope = this.space.styleScopeManager.register(prefix);
      this.scopes.set(prefix, scope);
      this.prefixes[scope] = prefix;
    }
    return scope;
  }

  /** Sheets a page needs: the app's, then those of components from the inside out, its own last. */
  sheets(path: string): string[] {
    const begun = new Set<string>();
    // The app's is in the main package, which independent ones do without.
    const sheets = this.around.isAlone(path) ? [] : [""];
    const visit = (one: string): void => {
      const info = this.info(one);
      if (begun.has(one) || info === undefined || !this.around.hasPackage(one)) return;
      begun.add(one);
      for (const used of this.uses(info)) visit(used);
      sheets.push(one);
    };
    visit(path);
    return sheets;
  }
}

const NOTHING_TO_SHOW = (): unknown => () => ({ C: () => undefined, B: {} });

function absolute(using: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(using).map(([tag, path]) => [tag, `/${path}`]));
}

function patternOf(info: ComponentInfo | undefined): RegExp | null {
  if (info?.pureDataPattern === undefined) return null;
  try {
    return new RegExp(info.pureDataPattern);
  } catch {
    return null;
  }
}
