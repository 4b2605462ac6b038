/** What the shell around one program shows, as the program wishes it. Plain TypeScript: the screen hands in what it measures. */
import type { OpenTarget, Rect, Screen, Shell, WebViewWish } from "@hutong/engine/host";
import type { ErrorReport, NavigationState, StackState, TabBarState } from "@hutong/engine/protocol";
import { safeColour } from "./colours";

export interface Broken {
  message: string;
  stack: string;
}

/** A page of others over a page of the program. */
export interface WebViewShown extends WebViewWish {
  isShown: boolean;
  /** What the page calls itself: the bar says it. */
  title: string;
  /** It has steps of its own to go back to. */
  hasBack: boolean;
}

export interface ShellState {
  phase: "loading" | "ready" | "broken";
  navigation: NavigationState;
  tabBar: TabBarState | null;
  /** From the bottom to the top. */
  pages: StackState["pages"];
  /** What stands above the page on top, each a step back of its own. */
  layers: number;
  problem: Broken | null;
  webViews: readonly WebViewShown[];
}

export interface ScriptError extends ErrorReport {
  times: number;
}

/** What only the developers of a program look at. */
export interface ConsoleState {
  errors: readonly ScriptError[];
  lines: readonly { level: string; text: string }[];
}

export interface Around {
  exit(): void;
  open(target: OpenTarget): void;
  /** The container on the screen: the frame fills what the bars leave. */
  container(): { width: number; height: number };
}

export const BAR_PX = 52;
export const TABS_PX = 54;
export const CAPSULE = { width: 93, height: 34, right: 10, top: 9 } as const;
const MOST_LINES = 200;

const NOWHERE: Around = { exit: () => undefined, open: () => undefined, container: () => ({ width: 0, height: 0 }) };

const BLANK: NavigationState = {
  page: 0, title: "", backgroundColor: "", textStyle: "black", loading: false, custom: false, canGoBack: false, homeButton: false,
  menus: { share: false, timeline: false, favorite: false },
};

export class ShellModel implements Shell {
  private state: ShellState;
  private logs: ConsoleState = { errors: [], lines: [] };
  private readonly hearers = new Set<() => void>();

  constructor(private around: Around = NOWHERE) {
    this.state = { phase: "loading", navigation: BLANK, tabBar: null, pages: [], layers: 0, problem: null, webViews: [] };
  }

  /** Where it stands now: whoever draws it says so each time. */
  stand(around: Around): void {
    this.around = around;
  }

  readonly listen = (hearer: () => void): (() => void) => {
    this.hearers.add(hearer);
    return () => this.hearers.delete(hearer);
  };
  readonly snapshot = (): ShellState => this.state;
  readonly consoleSnapshot = (): ConsoleState => this.logs;

  navigation(navigation: NavigationState): void {
    const textStyle = navigation.textStyle === "white" ? "white" : "black";
    this.change({ navigation: { ...navigation, title: navigation.title.slice(0, 200), backgroundColor: safeColour(navigation.backgroundColor), textStyle } });
  }

  tabBar(tabBar: TabBarState): void {
    const { color, selectedColor, backgroundColor, items } = tabBar;
    const colours = { color: safeColour(color), selectedColor: safeColour(selectedColor), backgroundColor: safeColour(backgroundColor) };
    this.change({ tabBar: { ...tabBar, ...colours, items: items.slice(0, 5) } });
  }

  stack({ pages }: StackState): void {
    this.change({ pages });
  }

  layers(layers: number): void {
    if (layers !== this.state.layers) this.change({ layers });
  }

  ready(): void {
    if (this.state.phase === "loading") this.change({ phase: "ready" });
  }

  broken(problem: Broken): void {
    this.change({ phase: "broken", problem });
  }

  scriptError(report: ErrorReport): void {
    const known = this.logs.errors.find((one) => one.message === report.message && one.page === report.page);
    const errors = known
      ? this.logs.errors.map((one) => (one === known ? { ...one, times: one.times + 1 } : one))
      : [...this.logs.errors, { ...report, times: 1 }].slice(-MOST_LINES);
    this.log({ errors });
  }

  console({ level, args }: { level: string; args: unknown[] }): void {
    this.log({ lines: [...this.logs.lines, { level, text: args.map(shown).join(" ") }].slice(-MOST_LINES) });
  }

  exit(): void {
    this.around.exit();
  }

  open(target: OpenTarget): void {
    this.around.open(target);
  }

  openWebView(wish: WebViewWish): void {
    const others = this.state.webViews.filter(({ node }) => node !== wish.node);
    this.change({ webViews: [...others, { ...wish, isShown: true, title: "", hasBack: false }] });
  }

  showWebView(node: number, isShown: boolean): void {
    this.changeWebView(node, { isShown });
  }

  closeWebView(node: number): void {
    this.change({ webViews: this.state.webViews.filter((view) => view.node !== node) });
  }

  /** What the page in it says of itself. */
  webViewSays(node: number, said: Pick<WebViewShown, "title" | "hasBack">): void {
    this.changeWebView(node, said);
  }

  /** In the pixels of the screen, whose top is the top of the bar: programs with a bar of their own reckon from it. */
  capsule(): Rect {
    const { width } = this.around.container();
    const right = width - CAPSULE.right;
    return { left: right - CAPSULE.width, right, top: CAPSULE.top, bottom: CAPSULE.top + CAPSULE.height, width: CAPSULE.width, height: CAPSULE.height };
  }

  screen(): Screen {
    const { width, height } = this.around.container();
    const { tabBar } = this.state;
    const bars = (barOf(this.state).custom ? 0 : BAR_PX) + (hasTabs(tabBar) ? TABS_PX : 0);
    const pixelRatio = typeof devicePixelRatio === "number" ? devicePixelRatio : 1;
    return { windowWidth: width, windowHeight: Math.max(0, height - bars), screenWidth: width, screenHeight: height, pixelRatio, statusBarHeight: 0, safeBottom: 0 };
  }

  private changeWebView(node: number, change: Partial<WebViewShown>): void {
    this.change({ webViews: this.state.webViews.map((view) => (view.node === node ? { ...view, ...change } : view)) });
  }

  private change(change: Partial<ShellState>): void {
    this.state = { ...this.state, ...change };
    this.tell();
  }

  private log(change: Partial<ConsoleState>): void {
    this.logs = { ...this.logs, ...change };
    this.tell();
  }

  private tell(): void {
    for (const hearer of this.hearers) hearer();
  }
}

/** The page of others that one looks at. */
export function webViewIn({ webViews }: ShellState): WebViewShown | undefined {
  return webViews.find(({ isShown }) => isShown);
}

/** The bar as it is drawn: above a page of others it is always there, and bears that page's name. */
export function barOf(state: ShellState): NavigationState {
  const view = webViewIn(state);
  return view ? { ...state.navigation, custom: false, title: view.title || state.navigation.title } : state.navigation;
}

/** Whether a tab bar of ours stands there: not on a page that is no tab, hidden, or where the program draws its own. */
export function hasTabs(tabBar: TabBarState | null): tabBar is TabBarState {
  return tabBar !== null && tabBar.visible && !tabBar.hiddenByProgram && !tabBar.custom && tabBar.items.length > 0;
}

function shown(value: unknown): string {
  if (typeof value === "string") return value.slice(0, 2_000);
  try {
    return (JSON.stringify(value) ?? String(value)).slice(0, 2_000);
  } catch {
    return String(value);
  }
}
