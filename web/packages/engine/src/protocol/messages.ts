/** What the parts of an open program say to each other. Versioned by `PROTOCOL`; unknown names are refused on arrival. */
import type { Manifest } from "./manifest";
import type { Ops } from "./ops";

/** The largest message between core and host, counted as its JSON text. */
export const MESSAGE_LIMIT_BYTES = 2 * 1024 * 1024;

/** The code of one package, as the host hands it in. */
export interface PackageCode {
  name: string;
  service: string;
  view: string;
  styles: Record<string, string>;
}

export interface LaunchOptions {
  path: string;
  query: Record<string, string>;
  scene: number;
  referrerInfo: { appId?: string; extraData?: unknown };
  shareTicket?: string;
}

/** What wx.getSystemInfoSync and its younger siblings are answered from. */
export interface SystemInfo {
  brand: string;
  model: string;
  pixelRatio: number;
  screenWidth: number;
  screenHeight: number;
  windowWidth: number;
  windowHeight: number;
  statusBarHeight: number;
  language: string;
  version: string;
  system: string;
  platform: string;
  SDKVersion: string;
  fontSizeSetting: number;
  benchmarkLevel: number;
  safeArea: { left: number; right: number; top: number; bottom: number; width: number; height: number };
  /** Where the capsule stands, for wx.getMenuButtonBoundingClientRect. */
  menuButton: { left: number; right: number; top: number; bottom: number; width: number; height: number };
  theme: "light" | "dark";
  host?: { env: string };
  [more: string]: unknown;
}

export interface AccountInfo {
  miniProgram: { appId: string; envVersion: "develop" | "trial" | "release"; version: string };
}

export interface UserFile {
  path: string;
  bytes: number;
  at: number;
  folder?: boolean;
  data?: ArrayBuffer;
}

export interface Boot {
  protocol: 1;
  appId: string;
  name: string;
  versionKind: "release" | "trial" | "develop";
  version: string;
  manifest: Manifest;
  /** The text of core.js; the view makes the worker of it and leaves it out when it passes the boot on. */
  core: string;
  main: PackageCode;
  /** Further packages that are there from the start (an entry inside a sub package, or all of them). */
  packages?: PackageCode[];
  assetBase: string;
  proxyBase: string;
  /** What wx.canIUse knows beyond what it sees: attributes of components and fields of results, a name on each line with its own behind it. */
  known?: { components: string; results: string };
  launch: LaunchOptions;
  system: SystemInfo;
  account: AccountInfo;
  storage: Record<string, string>;
  /** The person's files of this program; small ones with their bytes, for the forms that answer at once. */
  files: UserFile[];
  capsule: { left: number; right: number; top: number; bottom: number; width: number; height: number };
  /** Decisions on scopes, by name; a scope never asked for is not there. */
  scopes: Record<string, boolean>;
  theme: "light" | "dark";
  language: "zh_CN" | "en";
  debug: boolean;
}

/** frame -> parent window, once. */
export interface FrameReady {
  hutong: "frame";
  kind: "ready";
  protocol: number;
}

/** parent window -> frame, once, with [viewPort, corePort]. */
export interface FrameBoot {
  hutong: "boot";
  boot: Boot;
}

/** view -> worker, once, with [corePort (to the host), opsPort (to the view)]; service texts are already in the worker's script. */
export interface WorkerBoot {
  hutong: "boot";
  boot: CoreBoot;
}

/** What the worker needs of Boot: no core text, and of each package only its name (its service ran as script). */
export type CoreBoot = Omit<Boot, "core" | "main" | "packages"> & { packages: string[] };

/* ---- core <-> host (corePort) ---- */

export type CoreToHost =
  | { t: "call"; id: number; api: string; args: unknown }
  | { t: "tell"; name: TellName; data: unknown };

export type HostToCore =
  | { t: "done"; id: number; ok: true; result: unknown }
  | { t: "done"; id: number; ok: false; errMsg: string; errno?: number; result?: unknown }
  | { t: "event"; name: HostEventName; data: unknown };

/** Words the core itself uses; wx.* has more of its own ("storage", "log" …). The receiver refuses names it doesn't know. */
export type TellName =
  | "booted" | "navigation" | "tabBar" | "stack" | "error" | "missing" | "timing" | "console" | "pageReady" | "exit" | (string & {});

export type HostEventName =
  | "appShow" | "appHide" | "themeChange" | "back" | "home" | "tabTap" | "navigateTo" | "resize" | "system" | "share" | "task" | (string & {});

/** tell "navigation": the bar above the page on top; sent whole at each change. */
export interface NavigationState {
  page: number;
  title: string;
  backgroundColor: string;
  textStyle: "black" | "white";
  loading: boolean;
  custom: boolean;
  canGoBack: boolean;
  homeButton: boolean;
  animation?: { duration: number; timingFunc: string };
  /** wx.enableAlertBeforeUnload: ask this before going back. */
  alertBeforeUnload?: string;
  /** Which entries the capsule's menu offers for this page. */
  menus: { share: boolean; timeline: boolean; favorite: boolean };
}

/** tell "tabBar": whole state; `visible` is false on pages that are no tab. */
export interface TabBarState {
  custom: boolean;
  visible: boolean;
  hiddenByProgram: boolean;
  selected: number;
  position: "bottom" | "top";
  color: string;
  selectedColor: string;
  backgroundColor: string;
  borderStyle: string;
  items: { pagePath: string; text: string; iconPath?: string; selectedIconPath?: string; badge?: string; dot?: boolean }[];
}

/** tell "stack": bottom first. */
export interface StackState {
  pages: { page: number; path: string; query: Record<string, string>; isTab: boolean }[];
}

export interface ErrorReport {
  message: string;
  stack: string;
  page: string;
  kind: "script" | "promise" | "template" | "module" | "view";
}

export interface TimingReport {
  page: string;
  kind: "appLaunch" | "firstPaint" | "pageReady" | "route" | "setData" | "packageLoad";
  ms: number;
}

/* ---- core <-> view (opsPort) ---- */

export interface NodeQuery {
  /** Nodes to measure; "viewport" means the page's own scroll area. */
  nodes: number[] | "viewport";
  /** One result (null when there is no such node) instead of a list. */
  single: boolean;
  fields: {
    rect?: boolean;
    size?: boolean;
    scrollOffset?: boolean;
    properties?: string[];
    computedStyle?: string[];
    /** What a canvas or scroll-view gives as `node` or `context`; the answer is the built-in's own affair. */
    node?: boolean;
    context?: boolean;
  };
}

/** Fields that were asked for; the core adds id, dataset and mark itself. */
export interface NodeAnswer {
  left?: number;
  top?: number;
  right?: number;
  bottom?: number;
  width?: number;
  height?: number;
  scrollLeft?: number;
  scrollTop?: number;
  scrollWidth?: number;
  scrollHeight?: number;
  [more: string]: unknown;
}

export interface ObserveRequest {
  nodes: number[];
  /** Reference nodes or the viewport (node 0), each with margins in px; the intersection of all is meant. */
  relatives: { node: number; margins: { left: number; top: number; right: number; bottom: number } }[];
  thresholds: number[];
  initialRatio: number;
  nativeMode?: boolean;
}

/** "wants": {scroll, bottom} took the place of what PAGE said. */
export type PageCommand = "wants" | "scrollTo" | "pullDown" | "stopPullDown" | "background" | "textStyle" | "loadFont" | "theme" | "hideKeyboard";

export type CoreToView =
  | { t: "ops"; ops: Ops; /** asks for a "flushed" with this number once the page is changed */ ack?: number }
  | { t: "query"; id: number; page: number; requests: NodeQuery[] }
  | { t: "observe"; id: number; page: number; request: ObserveRequest }
  | { t: "media"; id: number; page: number; descriptor: Record<string, number | string> }
  | { t: "unobserve"; id: number }
  | { t: "page"; page: number; name: PageCommand; data: unknown }
  | { t: "package"; name: string; view: string; styles: Record<string, string> }
  /** The program's own worker, begun with a script of its packages; none where there is no path. Answered by the port to it. */
  | { t: "crew"; id: number; path: string }
  | { t: "openDone"; node: number; openType: string; detail: unknown };

export interface TouchPoint {
  identifier: number;
  pageX: number;
  pageY: number;
  clientX: number;
  clientY: number;
  force?: number;
  /** canvas only */
  x?: number;
  y?: number;
}

export interface ViewEvent {
  t: "event";
  /** The innermost node the event happened on. */
  node: number;
  type: string;
  detail: unknown;
  touches?: TouchPoint[];
  changedTouches?: TouchPoint[];
  bubbles: boolean;
  /** Leaves the shadow tree it started in. Touch events do; "change" of an input does not bubble at all. */
  composed: boolean;
  timeStamp: number;
  /** offsetLeft and offsetTop of the node and of each node above it that listens for this type: [node, left, top, …]. */
  offsets?: number[];
  /** From a real press of the person, not from a script. */
  trusted?: boolean;
}

export type ViewToCore =
  | ViewEvent
  | { t: "value"; node: number; name: string; value: unknown }
  | { t: "answer"; id: number; result: unknown }
  | { t: "flushed"; id: number }
  | { t: "open"; node: number; openType: string; data: Record<string, unknown> }
  | { t: "navigate"; node: number; data: Record<string, unknown> }
  | { t: "scroll"; page: number; top: number }
  | { t: "bottom"; page: number }
  | { t: "pull"; page: number }
  | { t: "ready"; page: number }
  | { t: "resize"; page: number; size: { windowWidth: number; windowHeight: number } }
  | { t: "seen"; id: number; node: number; data: Record<string, unknown> }
  | { t: "media"; id: number; matches: boolean }
  | { t: "wxs"; kind: "call"; component: number; method: string; args: unknown }
  | { t: "wxs"; kind: "trigger"; component: number; type: string; detail: unknown; options: Record<string, unknown> }
  | { t: "error"; message: string; stack: string };

export const VIEW_TO_CORE = [
  "event", "value", "answer", "flushed", "open", "navigate", "scroll", "bottom", "pull", "ready", "resize", "seen", "media", "wxs", "error",
] as const;

export const CORE_TO_VIEW = ["ops", "query", "observe", "media", "unobserve", "page", "package", "crew", "openDone"] as const;

/* ---- view <-> host (viewPort) ---- */

export type ViewToHost =
  /** A trusted press: the host lets at most one sheet follow it. */
  | { t: "gesture"; at: number }
  | { t: "progress"; stage: "booted" | "worker" | "firstPaint"; ms: number }
  | { t: "error"; message: string; stack: string }
  /** Things only the frame can do in its own process, asked by a built-in: full screen, focus of an input … */
  | { t: "ask"; id: number; name: string; data: unknown }
  /** A source of wxfile:// or http://tmp/. */
  | { t: "resolve"; id: number; path: string };

export type HostToView =
  | { t: "answer"; id: number; result: unknown }
  | { t: "resolved"; id: number; blob: Blob | null }
  | { t: "keyboard"; height: number }
  | { t: "theme"; theme: "light" | "dark" }
  | { t: "driver"; id: number; name: string; data: unknown };
