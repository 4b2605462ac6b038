/** Pages that are open: made from their definitions, shown, hidden, unloaded, with their lifetimes in order. */
import { Component, Element } from "glass-easel";
import type { GeneralComponent, Element as TreeElement } from "glass-easel";
import type { NavigationState } from "../protocol/messages";
import { Op } from "../protocol/ops";
import type { PageOptions } from "../protocol/ops";
import type { EventChannel } from "./channel";
import type { Core } from "./core";
import { faceOf } from "./faces";
import type { Face } from "./seam";

const CUSTOM_TAB_BAR = "custom-tab-bar/index";

export interface OpenPage {
  id: number;
  path: string;
  query: Record<string, string>;
  face: Face;
  component: GeneralComponent;
  tabBar: GeneralComponent | undefined;
  isTab: boolean;
  isShown: boolean;
  isReady: boolean;
  isGone: boolean;
  /** As the view has them; written until the page is shown. */
  options: PageOptions;
  navigation: NavigationState;
  channel: EventChannel | undefined;
}

export class Pages {
  private lastId = 0;
  private readonly byRoot = new WeakMap<GeneralComponent, OpenPage>();
  private readonly readied = new WeakSet<GeneralComponent>();
  private late: GeneralComponent[] = [];

  constructor(private readonly core: Core) {}

  /** What the next page will be numbered. */
  get nextId(): number {
    return this.lastId + 1;
  }

  /** Makes a page and everything in it; nothing of it is shown yet. */
  make(path: string, query: Record<string, string>, depth: number, enter: (page: OpenPage) => void, channel?: EventChannel): OpenPage | undefined {
    const { core } = this;
    const definition = core.components.load(path);
    if (definition === undefined) return undefined;
    this.lastId += 1;
    const id = this.lastId;
    const component = Component.createWithContext("page", definition.general(), core.tree.context as never) as unknown as GeneralComponent;
    component.destroyBackendElementOnRemoval();
    const face = faceOf(component);
    const isTab = core.around.tabIndex(path) >= 0;
    const facts = { id, path, isTab };
    const page: OpenPage = {
      ...facts, query, face, component, channel, tabBar: undefined,
      isShown: false, isReady: false, isGone: false, navigation: core.around.navigationOf(facts, depth),
      options: core.around.optionsOf(facts, core.components.info(path)?.scope ?? "", wantsOf(face)),
    };
    page.navigation.menus.share = typeof face.onShareAppMessage === "function";
    page.navigation.menus.timeline = typeof face.onShareTimeline === "function";
    page.navigation.menus.favorite = typeof face.onAddToFavorites === "function";
    this.byRoot.set(component, page);
    Object.assign(face, { route: path, options: query, __route__: path });
    Object.defineProperty(face, "__wxWebviewId__", { value: id, configurable: true });
    if (core.components.isPage(path)) bindMethods(face, definition.behavior.getMethods());
    this.fillFromQuery(page);
    core.tree.write(Op.PAGE, id, core.tree.numberOf(component), path, page.options);
    core.tree.write(Op.STYLES, id, core.components.sheets(path));
    // Components look for the page they are in while they are attached.
    enter(page);
    Element.pretendAttached(component);
    if (isTab && core.manifest.tabBar?.custom === true) this.addTabBar(page);
    return page;
  }

  /** Pages written with Component() get query values as properties. */
  private fillFromQuery(page: OpenPage): void {
    if (this.core.components.isPage(page.path)) return;
    const proxy = Component.getDataProxy(page.component);
    const isChanged = Object.entries(page.query).map(([name, value]) => proxy.replaceProperty(name, value)).includes(true);
    if (isChanged) page.component.applyDataUpdates();
  }

  private addTabBar(page: OpenPage): void {
    const { core } = this;
    const definition = core.components.load(CUSTOM_TAB_BAR);
    if (definition === undefined) return;
    const component = Component.createWithContext("custom-tab-bar", definition.general(), core.tree.context as never) as unknown as GeneralComponent;
    component.destroyBackendElementOnRemoval();
    page.tabBar = component;
    this.byRoot.set(component, page);
    core.tree.write(Op.STYLES, page.id, core.components.sheets(CUSTOM_TAB_BAR));
    core.tree.write(Op.APPEND, core.tree.numberOf(page.component), core.tree.numberOf(component));
    Element.pretendAttached(component);
  }

  load(page: OpenPage): void {
    this.call(page, "onLoad", page.query);
  }

  show(page: OpenPage, animation: string): void {
    page.isShown = true;
    this.core.tree.write(Op.PAGE_SHOW, page.id, animation);
    this.call(page, "onShow");
    this.lifetimes(page, "show");
  }

  hide(page: OpenPage, animation: string): void {
    if (!page.isShown) return;
    page.isShown = false;
    this.core.tree.write(Op.PAGE_HIDE, page.id, animation);
    this.call(page, "onHide");
    this.lifetimes(page, "hide");
  }

  unload(page: OpenPage, animation: string): void {
    page.isShown = false;
    page.isGone = true;
    this.call(page, "onUnload");
    this.core.tree.write(Op.PAGE_DROP, page.id, animation);
    for (const component of [page.tabBar, page.component]) if (component !== undefined) Element.pretendDetached(component);
  }

  /** App going behind and coming back: handlers run, the view stays as it is. */
  appShown(page: OpenPage): void {
    this.call(page, "onShow");
    this.lifetimes(page, "show");
  }

  appHidden(page: OpenPage): void {
    this.call(page, "onHide");
    this.lifetimes(page, "hide");
  }

  /** The first picture is in the view: ready of components from the inside out, then onReady. */
  ready(page: OpenPage): void {
    // Who leaves before the first picture is there is never ready.
    if (page.isReady || page.isGone) return;
    page.isReady = true;
    for (const component of [page.component, page.tabBar]) if (component !== undefined) this.readyWithin(component);
    this.call(page, "onReady");
  }

  /** A component came into the tree. */
  attached(component: GeneralComponent, root: GeneralComponent): void {
    if (this.byRoot.get(root)?.isReady !== true) return;
    this.late.push(component);
    this.core.wake();
  }

  /** Libraries put onPageScroll on a page when one of their components needs it. */
  checkWants(page: OpenPage): void {
    const { scroll, bottom } = wantsOf(page.face);
    if (page.options.wantsScroll === scroll && page.options.wantsReachBottom === bottom) return;
    Object.assign(page.options, { wantsScroll: scroll, wantsReachBottom: bottom });
    if (page.isReady) this.core.view.post({ t: "page", page: page.id, name: "wants", data: { scroll, bottom } });
  }

  /** Components that came after their page was ready. */
  readyLate(): void {
    const late = this.late;
    this.late = [];
    for (const component of late) if (Element.isAttached(component)) this.readyWithin(component);
  }

  private readyWithin(element: TreeElement): void {
    const component = element.asGeneralComponent();
    const shadowRoot = component?.getShadowRoot();
    if (shadowRoot !== undefined && shadowRoot !== null) this.readyWithin(shadowRoot);
    for (const child of [...element.childNodes]) {
      const inner = child.asElement();
      if (inner !== null) this.readyWithin(inner);
    }
    if (component === null || this.readied.has(component)) return;
    this.readied.add(component);
    component.triggerLifetime("ready", []);
  }

  lifetimes(page: OpenPage, name: string, ...data: unknown[]): void {
    for (const component of [page.component, page.tabBar]) component?.triggerPageLifetime(name, data);
  }

  /** A handler of the page, if it has one; what it throws is reported. */
  call(page: OpenPage, name: string, ...data: unknown[]): unknown {
    const handler = page.face[name];
    return typeof handler === "function" ? this.core.guarded(`${page.path} ${name}`, () => handler.apply(page.face, data) as unknown) : undefined;
  }

  ofRoot(root: GeneralComponent): OpenPage | undefined {
    return this.byRoot.get(root);
  }
}

/** Functions given to Page() know their page wherever they are called from, as in `setInterval(this.tick, 20)`. */
function bindMethods(face: Face, methods: Record<string, unknown>): void {
  for (const [name, method] of Object.entries(methods)) if (typeof method === "function") face[name] = method.bind(face) as unknown;
}

function wantsOf(face: Face): { scroll: boolean; bottom: boolean } {
  return { scroll: typeof face.onPageScroll === "function", bottom: typeof face.onReachBottom === "function" };
}
