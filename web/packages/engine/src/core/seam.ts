/**
 * What the core lends to wx.*: `createWx(seam)` in core/wx builds the object programs see from it.
 *
 * Every function may be called at any time after the boot message came; none of them throws for a page that is gone.
 */
import type {
  AccountInfo, CoreBoot, HostToCore, LaunchOptions, NodeAnswer, NodeQuery, ObserveRequest, PageCommand, SystemInfo,
} from "../protocol/messages";
import type { Manifest, PageConfig, TabBar } from "../protocol/manifest";
import type { Line } from "./links";
import type { AppEvent } from "./program";

/** What a page or component is to user code: `this` of its methods. */
export type Face = Record<string, unknown>;

export interface PageFacts {
  /** The number in ops and messages; wx.getPageId gives `pageId:<number>`. */
  id: number;
  path: string;
  query: Record<string, string>;
  face: Face;
  isTab: boolean;
}

export type RouteKind = "navigateTo" | "redirectTo" | "switchTab" | "reLaunch" | "navigateBack";

export interface RouteRequest {
  /** As the program wrote it: relative to the page on top or absolute, with a query. Absent in navigateBack. */
  url?: string;
  delta?: number;
  /** navigateTo: listeners on the channel, by event. */
  events?: Record<string, (...data: unknown[]) => void>;
}

export interface RouteOutcome {
  /** What the success callback gets beside errMsg: `eventChannel` of navigateTo. */
  eventChannel?: unknown;
}

/** A route that was refused; `reason` follows "navigateTo:fail ". */
export class RouteRefused extends Error {
  constructor(readonly reason: string) {
    super(reason);
  }
}

/** A host call that failed: `errMsg` whole, as user code sees it. */
export class CallRefused extends Error {
  constructor(
    readonly errMsg: string,
    readonly errno?: number,
    readonly result?: unknown,
  ) {
    super(errMsg);
  }
}

/** A node as selector functions find it: its number, and what the core itself knows of it. */
export interface FoundNode {
  node: number;
  id: string;
  dataset: Record<string, unknown>;
  mark: Record<string, unknown>;
}

export interface CoreSeam {
  readonly boot: CoreBoot;
  readonly manifest: Manifest;
  /** Kept up to date by the core ("system", "themeChange", "resize"). */
  readonly system: SystemInfo;
  readonly account: AccountInfo;
  /** The person's storage as it was at the start; wx.storage owns it from then on. */
  readonly storage: Record<string, string>;

  /** Ask the host. Rejects with CallRefused. */
  call(api: string, args?: unknown): Promise<unknown>;
  /** Say something to the host, no answer. */
  tell(name: string, data: unknown): void;
  /** Every event of the host, also those the core handles itself; gives a function that ends it. */
  onEvent(name: string, listener: (data: unknown) => void): () => void;
  /** Report a script error as if user code had thrown it (App.onError, host). */
  report(error: unknown, where: string): void;
  /** Run a callback of user code: what it throws is reported, never passed on. */
  guard<Args extends unknown[]>(callback: ((...args: Args) => unknown) | undefined, ...args: Args): unknown;

  /** App events for wx.onAppShow and friends: fired before the App's own handler. */
  onApp(name: AppEvent, listener: (data: never) => void): () => void;
  launchOptions(): LaunchOptions;
  enterOptions(): LaunchOptions;

  /** Bottom first. */
  pages(): PageFacts[];
  currentPage(): PageFacts | undefined;
  route(kind: RouteKind, request: RouteRequest): Promise<RouteOutcome>;
  /** Another page in place of the one a route is about to open; only while "beforeRoute" is told. Throws RouteRefused. */
  rewriteRoute(url: string, keepsQuery: boolean): void;
  exit(): void;
  preloadPackage(name: string): Promise<void>;

  /** Navigation bar of a page (default: the one on top): wx.setNavigationBarTitle … */
  setNavigation(change: Partial<NavigationChange>, page?: number): void;
  /** Config of a page with theme names looked up. */
  pageConfig(path: string): PageConfig;
  /** Tab bar; throws RouteRefused("not TabBar page") when the page on top is none. */
  setTabBar(change: (tabBar: TabBarDraft) => void): void;
  tabBar(): TabBar | undefined;
  /** wx.hideHomeButton, pull-down, pageScrollTo, background …: sent to the view. */
  pageCommand(name: PageCommand, data: unknown, page?: number): Promise<unknown>;
  setMenus(change: { share?: boolean; timeline?: boolean; favorite?: boolean }): void;

  /** Nodes below a page or component (default: the page on top) by selector, in tree order. `>>>` reaches into components. */
  find(selector: string, options?: { within?: Face; all?: boolean }): FoundNode[];
  /** Number of the page a face lives in. */
  pageOf(face?: Face): number;
  query(page: number, requests: NodeQuery[]): Promise<(NodeAnswer | null)[][]>;
  observe(page: number, request: ObserveRequest, listener: (node: number, data: Record<string, unknown>) => void): () => void;
  observeMedia(page: number, descriptor: Record<string, number | string>, listener: (matches: boolean) => void): () => void;
  /** A method of a built-in in the view (video.play, canvas …); answers what the component gives. */
  method(node: number, name: string, args: unknown[]): Promise<unknown>;
  /** The face of the custom component a node is the host of, if it is one. */
  faceOf(node: number): Face | undefined;
  /** Fires an event on a node as if the view had sent it. */
  trigger(node: number, type: string, detail: unknown): void;
  /** Starts the program's own worker and calls back with the line to it; gives what ends it. */
  crew(path: string, opened: (line: Line) => void): () => void;
  /** Calls back after what was set so far is on the page. */
  flushed(callback: () => void): void;

  /** wx.canIUse: whether a component (and an attribute) is known. */
  readonly hostEvents: (listener: (message: Extract<HostToCore, { t: "event" }>) => void) => () => void;
}

export interface NavigationChange {
  title: string;
  backgroundColor: string;
  textStyle: "black" | "white";
  loading: boolean;
  homeButton: boolean;
  animation: { duration: number; timingFunc: string };
  alertBeforeUnload: string | undefined;
}

export interface TabBarDraft {
  color: string;
  selectedColor: string;
  backgroundColor: string;
  borderStyle: string;
  hiddenByProgram: boolean;
  items: { pagePath: string; text: string; iconPath?: string; selectedIconPath?: string; badge?: string; dot?: boolean }[];
}

/** What core/wx exports as `createWx`. The object it gives must take new properties; unknown names are undefined. */
export type CreateWx = (seam: CoreSeam) => Record<string, unknown>;
