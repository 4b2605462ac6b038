/** Methods of pages and components beside their own: what `this` offers in user code. */
import type { GeneralComponent, Element as TreeElement } from "glass-easel";
import { Event } from "glass-easel";
import { Op } from "../protocol/ops";
import { exportsItself } from "./behaviors";
import { channelPair } from "./channel";
import type { Core } from "./core";
import { isRecord } from "./definitions";
import { componentOf, faceOf, rootOf } from "./faces";
import { find } from "./finding";
import { joined } from "./modules";
import type { Face } from "./seam";
import { createIntersectionObserver, createMediaQueryObserver, createSelectorQuery } from "./wx";

type This = Face & ThisType<Face>;

export function makeFaceMethods(core: Core): object {
  const of = (face: unknown): GeneralComponent => {
    const component = componentOf(face);
    if (component === undefined) throw new TypeError("not a page or component");
    return component;
  };
  const pageOf = (face: unknown): ReturnType<typeof core.pages.ofRoot> => core.pages.ofRoot(rootOf(of(face)));

  const data = {
    get data(): unknown {
      return of(this).data;
    },
    set data(value: unknown) {
      if (isRecord(value)) of(this).data = value;
    },
    get properties(): unknown {
      return of(this).properties;
    },
    set properties(value: unknown) {
      if (isRecord(value)) of(this).data = value;
    },
    setData(change: unknown, callback?: () => void): void {
      if (isRecord(change)) core.setData(of(this), change);
      if (typeof callback === "function") core.flush(() => void core.guarded("setData", () => callback.call(this)));
    },
    groupSetData(changes?: () => void): void {
      of(this).groupUpdates(() => changes?.call(this));
    },
    hasBehavior(behavior: never): boolean {
      return of(this).hasBehavior(behavior);
    },
    triggerEvent(type: string, detail?: unknown, options?: { bubbles?: boolean; composed?: boolean; capturePhase?: boolean }): void {
      Event.triggerEvent(of(this), String(type), detail === undefined ? {} : detail, options ?? {});
    },
    getPageId(): string {
      return `pageId:${String(pageOf(this)?.id ?? 0)}`;
    },
    setUpdatePerformanceListener(options: unknown, listener?: (result: Record<string, unknown>) => void): void {
      core.watchUpdates(of(this), isRecord(options) ? options : {}, listener);
    },
  };

  const exported = (component: GeneralComponent): unknown => {
    const face = faceOf(component);
    if (!exportsItself(component) || typeof face.export !== "function") return face;
    return face.export();
  };

  const selecting = {
    selectComponent(this: This, selector: string): unknown {
      const [found] = find(within(of(this)), String(selector), false);
      const component = found?.asGeneralComponent();
      return component === null || component === undefined ? null : exported(component);
    },
    selectAllComponents(this: This, selector: string): unknown[] {
      return find(within(of(this)), String(selector), true).flatMap((found) => {
        const component = found.asGeneralComponent();
        return component === null ? [] : [exported(component)];
      });
    },
    selectOwnerComponent(this: This): unknown {
      const owner = of(this).ownerShadowRoot?.getHostNode();
      return owner === undefined ? null : faceOf(owner);
    },
    getRelationNodes(this: This, key: string): unknown[] {
      return of(this).getRelationNodes(key).map(faceOf);
    },
    createSelectorQuery(this: This): unknown {
      return createSelectorQuery(core.seam, this);
    },
    createIntersectionObserver(this: This, options?: object): unknown {
      return createIntersectionObserver(core.seam, this, options);
    },
    createMediaQueryObserver(this: This): unknown {
      return createMediaQueryObserver(core.seam, this);
    },
  };

  const paging = {
    getTabBar(this: This, callback?: (tabBar: unknown) => void): unknown {
      const component = pageOf(this)?.tabBar;
      const tabBar = component === undefined ? null : faceOf(component);
      if (typeof callback === "function" && tabBar !== null) core.guarded("getTabBar", () => callback.call(this, tabBar));
      return tabBar;
    },
    getAppBar(): null {
      return null;
    },
    getOpenerEventChannel(this: This): unknown {
      const page = pageOf(this);
      if (page === undefined) return null;
      // A page nobody opened still has a channel that nobody listens to.
      page.channel ??= channelPair((error) => core.report(error, "eventChannel")).opened;
      return page.channel;
    },
    setInitialRenderingCache(): void {},
    setPassiveEvent(): void {},
  };

  /** What the page or component is; a program may have a field of that name, which then counts. */
  const facts: Record<string, (component: GeneralComponent) => unknown> = {
    is: (component) => component.is,
    id: (component) => component.id,
    dataset: (component) => component.dataset,
    renderer: () => "webview",
    router: (component) => routerOf(core, component.is),
    pageRouter: (component) => routerOf(core, rootOf(component).is),
    __wxExparserNodeId__: (component) => String(core.tree.owner(component)),
  };
  const readable = Object.entries(facts).map(([name, read]): [string, PropertyDescriptor] => [name, {
    configurable: true,
    get(this: unknown) {
      return read(of(this));
    },
    set(this: object, value: unknown) {
      Object.defineProperty(this, name, { value, writable: true, enumerable: true, configurable: true });
    },
  }]);

  return Object.defineProperties({}, {
    ...Object.fromEntries(readable),
    ...Object.getOwnPropertyDescriptors(data),
    ...hidden(selecting),
    ...hidden(paging),
    ...hidden(animating(core, of)),
  });
}

const ROUTES = ["switchTab", "reLaunch", "redirectTo", "navigateTo", "navigateBack"] as const;

/** wx.navigateTo and its kin with addresses relative to a file instead of the page on top. */
function routerOf(core: Core, file: string): Record<string, unknown> {
  return Object.fromEntries(ROUTES.map((name) => [name, (options?: Record<string, unknown>) => {
    const url = typeof options?.url === "string" && !options.url.startsWith("/") ? `/${joined(options.url, file)}` : options?.url;
    return (core.wx[name] as (given: unknown) => unknown)(url === undefined ? options : { ...options, url });
  }]));
}

function animating(core: Core, of: (face: unknown) => GeneralComponent): Record<string, unknown> {
  const targets = (face: unknown, selector: string): number[] =>
    find(within(of(face)), String(selector), true).map((element) => core.tree.numberOf(element)).filter((number) => number !== 0);
  const start = (face: unknown, selector: string, keyframes: unknown, options: unknown, callback?: () => void): void => {
    const nodes = targets(face, selector);
    const done = typeof callback === "function" ? core.view.expect(() => void core.guarded("animate", () => callback.call(face))) : 0;
    core.tree.write(Op.ANIMATE, nodes, keyframes, options, done);
  };
  return {
    animate(this: This, selector: string, keyframes: unknown, duration: unknown, more?: unknown): void {
      const timeline = isRecord(more) ? { ...more, scrollSource: targets(this, String(more.scrollSource))[0] ?? 0 } : undefined;
      const options = { duration: Number(duration) || 0, ...(timeline === undefined ? {} : { timeline }) };
      start(this, selector, keyframes, options, typeof more === "function" ? (more as () => void) : undefined);
    },
    /** No keyframes: what `animate` left behind is taken away, all of it or the properties named. */
    clearAnimation(this: This, selector: string, options?: unknown, callback?: () => void): void {
      const done = typeof options === "function" ? (options as () => void) : callback;
      start(this, selector, null, isRecord(options) ? options : {}, done);
    },
    applyAnimation(this: This, selector: string, keyframes: unknown, options?: unknown): void {
      start(this, selector, keyframes, isRecord(options) ? options : {});
    },
    applyAnimatedStyle(): void {},
    clearAnimatedStyle(): void {},
  };
}

function within(component: GeneralComponent): TreeElement {
  return component.getShadowRoot() ?? component;
}

function hidden(methods: object): PropertyDescriptorMap {
  return Object.fromEntries(Object.entries(Object.getOwnPropertyDescriptors(methods)).map(([name, one]) => [name, { ...one, enumerable: false }]));
}
