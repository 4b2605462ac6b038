/** The part of the messenger that stands around the frame: navigation bar, tab bar, capsule, loading screen. State only flows one way: here it is shown. */
import type { ErrorReport, NavigationState, StackState, TabBarState } from "../protocol";

export interface Shell {
  navigation(state: NavigationState): void;
  /** Icons of the items are addresses that can be shown as they are. */
  tabBar(state: TabBarState): void;
  /** The pages from the bottom to the top. */
  stack(state: StackState): void;
  /** How many layers stand above the page on top: each is a step back of its own. */
  layers?(count: number): void;
  /** The first page is painted: take the loading screen away. */
  ready(): void;
  /** The program could not start. */
  broken(problem: { message: string; stack: string }): void;
  /** A script error; shown only to developers. */
  scriptError(problem: ErrorReport): void;
  console(line: { level: "log" | "info" | "warn" | "error" | "debug"; args: unknown[] }): void;
  /** The program asked to be closed. */
  exit(): void;
  /** Another program, or this one started again. `back`: the program that opened this one, with what it is told. */
  open(target: OpenTarget): void;
  /** A web page over the whole of the frame: drawn by the messenger, sandboxed. What becomes of it is told to the program by `webViewCame`. */
  openWebView?(view: WebViewWish): void;
  showWebView?(node: number, isShown: boolean): void;
  closeWebView?(node: number): void;
  /** Where the capsule stands, in the frame's own pixels. */
  capsule(): Rect;
  screen(): Screen;
}

export interface WebViewWish {
  /** Names it when it is shown, hidden and closed; asked again for the same one, the address changes. */
  node: number;
  url: string;
  /** Whether an address may be shown, and which: asked for the first one, and wherever the page leads. Rejects with Refused. */
  admit(url: string): Promise<string>;
}

export interface OpenTarget {
  appId: string;
  path: string;
  extraData?: unknown;
  version: "release" | "trial" | "develop";
  how: "open" | "back" | "restart";
}

export interface Rect {
  left: number;
  top: number;
  right: number;
  bottom: number;
  width: number;
  height: number;
}

export interface Screen {
  /** The frame's own size in CSS pixels: what a page of the standard navigation bar sees. */
  windowWidth: number;
  windowHeight: number;
  screenWidth: number;
  screenHeight: number;
  pixelRatio: number;
  statusBarHeight: number;
  /** Rows of the screen below the tab bar that belong to the device. */
  safeBottom: number;
}
