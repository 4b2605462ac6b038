/** The seam, filled: what the core lends to wx.*. */
import type { Element as TreeElement } from "glass-easel";
import { Op } from "../protocol/ops";
import type { Core } from "./core";
import { isRecord } from "./definitions";
import { dispatch } from "./events";
import { componentOf, faceOf } from "./faces";
import type { Line } from "./links";
import { find } from "./finding";
import type { OpenPage } from "./pages";
import { RouteRefused } from "./seam";
import type { CoreSeam, Face, FoundNode, PageFacts } from "./seam";

export function makeSeam(core: Core): CoreSeam {
  const pageFor = (id: number | undefined): OpenPage | undefined => (id === undefined ? core.stack.top : core.stack.byId(id));
  return {
    boot: core.boot,
    manifest: core.manifest,
    system: core.boot.system,
    account: core.boot.account,
    storage: core.boot.storage,

    call: (api, args) => core.host.call(api, args),
    tell: (name, data) => core.host.tell(name, data),
    onEvent: (name, listener) => core.host.onEvent((event) => {
      if (event.name === name) listener(event.data);
    }),
    hostEvents: (listener) => core.host.onEvent(listener),
    report: (error, where) => core.report(error, where),
    guard: (callback, ...args) => (callback === undefined ? undefined : core.guarded("callback", () => callback(...args))),

    onApp: (name, listener) => core.program.on(name, listener),
    launchOptions: () => core.program.launch,
    enterOptions: () => core.program.enter,

    pages: () => core.stack.pages.map(factsOf),
    currentPage: () => (core.stack.top === undefined ? undefined : factsOf(core.stack.top)),
    route: (kind, request) => core.stack.route(kind, request),
    rewriteRoute: (url, keepsQuery) => core.stack.rewrite(url, keepsQuery),
    exit: () => core.host.tell("exit", {}),
    preloadPackage: (name) => core.packages.load(name),

    setNavigation: (change, page) => {
      const meant = pageFor(page);
      if (meant !== undefined) core.around.change(meant, change);
    },
    pageConfig: (path) => core.around.config(path),
    setTabBar: (change) => {
      if (core.stack.top?.isTab !== true) throw new RouteRefused("not TabBar page");
      core.around.setTabs(change);
    },
    tabBar: () => core.manifest.tabBar,
    pageCommand: (name, data, page) => {
      const meant = pageFor(page);
      if (meant !== undefined) {
        core.flush();
        core.view.post({ t: "page", page: meant.id, name, data });
      }
      return Promise.resolve(undefined);
    },
    setMenus: (change) => {
      const { top } = core.stack;
      if (top === undefined) return;
      Object.assign(top.navigation.menus, change);
      core.around.change(top, {});
    },

    crew: (path, opened) => {
      let hasEnded = false;
      core.view.post({ t: "crew", path, id: core.view.expect((line) => {
        if (!hasEnded) opened(line as Line);
      }) });
      return () => {
        hasEnded = true;
        core.view.post({ t: "crew", path: "", id: 0 });
      };
    },

    ...nodes(core),
  };
}

type NodeParts = Pick<CoreSeam, "find" | "pageOf" | "query" | "observe" | "observeMedia" | "method" | "faceOf" | "trigger" | "flushed">;

function nodes(core: Core): NodeParts {
  const startOf = (within: Face | undefined): TreeElement | undefined => {
    const component = componentOf(within) ?? core.stack.top?.component;
    return component?.getShadowRoot() ?? component;
  };
  return {
    find: (selector, options = {}) => {
      const start = startOf(options.within);
      if (start === undefined) return [];
      return find(start, selector, options.all === true).flatMap((element) => foundOf(core, element));
    },
    pageOf: (face) => core.pageIdOf(face),
    query: (page, requests) => {
      core.send();
      // A page that has gone has nothing to measure; who asked then hears nothing, as on the platform.
      return core.view.query(page, requests).then((answers) => (core.stack.byId(page) === undefined ? new Promise<never>(() => undefined) : answers));
    },
    observe: (page, request, listener) => {
      core.send();
      return core.view.observe(page, request, listener);
    },
    observeMedia: (page, descriptor, listener) => core.view.observeMedia(page, descriptor, listener),
    method: (node, name, args) => new Promise((done, failed) => {
      const answered = (result: unknown): void => {
        // A built-in refuses by giving the reason instead of a result.
        if (isRecord(result) && typeof result.error === "string") failed(new Error(result.error.replace(/^Error: /, "")));
        else done(result);
      };
      core.tree.write(Op.METHOD, node, name, args, core.view.expect(answered));
    }),
    faceOf: (node) => {
      const component = core.tree.element(node)?.asGeneralComponent();
      return component === null || component === undefined ? undefined : faceOf(component);
    },
    trigger: (node, type, detail) => {
      const element = core.tree.element(node);
      if (element !== undefined) dispatch(element, { t: "event", node, type, detail, bubbles: false, composed: false, timeStamp: core.now() });
    },
    flushed: (callback) => core.flush(callback),
  };
}

function factsOf(page: OpenPage): PageFacts {
  return { id: page.id, path: page.path, query: page.query, face: page.face, isTab: page.isTab };
}

/** A virtual host stands nowhere; what is measured is the first real node in it. */
function foundOf(core: Core, element: TreeElement): FoundNode[] {
  const shown = element.isVirtual() ? firstReal(element) : element;
  const node = shown === undefined ? 0 : core.tree.numberOf(shown);
  return node === 0 ? [] : [{ node, id: element.id, dataset: { ...element.dataset }, mark: element.collectMarks() }];
}

function firstReal(element: TreeElement): TreeElement | undefined {
  const start = element.asGeneralComponent()?.getShadowRoot() ?? element;
  for (const child of start.childNodes) {
    const inner = child.asElement();
    if (inner === null) continue;
    const real = inner.isVirtual() ? firstReal(inner) : inner;
    if (real !== undefined) return real;
  }
  return undefined;
}
