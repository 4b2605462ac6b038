/** One page in the document: a box that is shown, hidden and moved, a scroll area, and the program's `page` element. */
import type { ComponentInfo } from "../protocol/manifest";
import type { PageOptions } from "../protocol/ops";
import { part } from "./components/component";
import { ViewNode, writeClasses } from "./nodes";
import type { Nodes } from "./nodes";
import { followDrag, PullModel } from "./pull";
import { EndWatch, framed, scrollElement, stopScroll } from "./scroller";

export interface PageHost {
  scrolled(page: number, top: number): void;
  bottom(page: number): void;
  pulled(page: number): void;
}

export class Page {
  readonly box = part("page");
  readonly scroller = part("scroller");
  /** Sheets and portals of this page, above everything in it. */
  readonly layer = part("layer");
  readonly dots = part("dots");
  readonly root: ViewNode;
  private readonly end: EndWatch;
  private readonly pull = new PullModel();
  private readonly undo: (() => void)[] = [];

  constructor(
    readonly number: number,
    root: number,
    readonly path: string,
    readonly options: PageOptions,
    nodes: Nodes,
    private readonly host: PageHost,
  ) {
    this.root = pageElement(root, nodes);
    this.root.path = path;
    this.root.added = new Set(["page", `page-${options.scope}`]);
    writeClasses(this.root);
    this.end = new EndWatch(options.onReachBottomDistance);
    this.dots.setAttribute("aria-hidden", "true");
    this.dots.append(part("dot"), part("dot"), part("dot"));
    this.scroller.append(this.root.element);
    // What a portal moves out of the page is still met by the sheets of the page.
    this.layer.classList.add("page", `page-${options.scope}`);
    this.box.append(this.dots, this.scroller, this.layer);
    if (options.disableScroll) this.scroller.classList.add("hutong-locked");
    this.background(options.backgroundColor, options.backgroundColorContent);
    this.textStyle(options.backgroundTextStyle ?? "dark");
    this.watch();
  }

  /** Sheets of shared components reach this page by classes of their own; the app's stays away from an isolated page. */
  reachedBy(paths: readonly string[], components: Readonly<Record<string, ComponentInfo>>): void {
    const classes = paths.flatMap((path) => (components[path]?.isolation === "shared" ? [`page-${components[path].scope}`] : []));
    const takesApp = !/^page-/.test(components[this.path]?.isolation ?? "");
    for (const one of classes) this.root.added?.add(one);
    if (!takesApp) this.root.added?.delete("page");
    writeClasses(this.root);
    this.layer.classList.add(...classes);
    this.layer.classList.toggle("page", takesApp);
  }

  private watch(): void {
    const told = framed(() => {
      if (this.options.wantsScroll) this.host.scrolled(this.number, this.scroller.scrollTop);
      if (this.options.wantsReachBottom && this.end.moved(this.extent())) this.host.bottom(this.number);
    });
    this.scroller.addEventListener("scroll", told, { passive: true });
    this.scroller.addEventListener("touchstart", () => stopScroll(this.scroller), { passive: true });
    this.scroller.addEventListener("wheel", () => stopScroll(this.scroller), { passive: true });
    if (this.options.enablePullDownRefresh) this.undo.push(this.pullable());
  }

  private extent(): { top: number; height: number; whole: number } {
    return { top: this.scroller.scrollTop, height: this.scroller.clientHeight, whole: this.scroller.scrollHeight };
  }

  private pullable(): () => void {
    return followDrag(this.scroller, {
      begin: (x, y, target) => this.pull.begin(x, y, this.scroller.scrollTop <= 0 && !insideScroll(target, this.scroller)),
      move: (x, y) => {
        const isTaken = this.pull.move(x, y, this.scroller.scrollTop <= 0);
        if (isTaken) this.drawPull(false);
        return isTaken;
      },
      end: (isCancelled) => {
        if (isCancelled && this.pull.phase === "ready") this.pull.phase = "pulling";
        const then = this.pull.end();
        if (then !== "none") this.drawPull(true);
        if (then === "refresh") this.host.pulled(this.number);
      },
    });
  }

  /** wx.startPullDownRefresh, and the pull's own end. */
  startPull(): void {
    if (this.pull.phase === "refreshing") return;
    this.pull.hold();
    this.scroller.scrollTop = 0;
    this.drawPull(true);
    this.host.pulled(this.number);
  }

  stopPull(): void {
    this.pull.rest();
    this.drawPull(true);
  }

  private drawPull(isSmooth: boolean): void {
    this.scroller.classList.toggle("hutong-settling", isSmooth);
    this.scroller.style.transform = this.pull.offset > 0 ? `translateY(${String(this.pull.offset)}px)` : "";
    this.dots.classList.toggle("hutong-on", this.pull.offset > 0);
    this.dots.classList.toggle("hutong-busy", this.pull.phase === "refreshing");
  }

  scrollTo(top: number, ms: number): void {
    scrollElement(this.scroller, { top }, ms);
  }

  background(behind?: string, content?: string): void {
    if (behind !== undefined && behind !== "") this.box.style.backgroundColor = behind;
    if (content !== undefined && content !== "") this.scroller.style.backgroundColor = content;
  }

  textStyle(style: "dark" | "light"): void {
    this.dots.classList.toggle("hutong-light", style === "light");
  }

  /** What `page {}` says of the background holds for the whole area, as a body's does. */
  adoptBackground(): void {
    const style = getComputedStyle(this.root.element);
    const isClear = style.backgroundColor === "rgba(0, 0, 0, 0)" || style.backgroundColor === "transparent";
    this.scroller.style.backgroundColor = isClear ? (this.options.backgroundColorContent ?? "") : style.backgroundColor;
    this.scroller.classList.toggle("hutong-locked", this.options.disableScroll || style.overflowY === "hidden");
  }

  dispose(): void {
    for (const undo of this.undo) undo();
    this.box.remove();
  }
}

/** The root's own element, or one made for it when the core speaks of the root as a component's host. */
function pageElement(root: number, nodes: Nodes): ViewNode {
  const known = nodes.element(root);
  if (known?.tag === "page") return known;
  const page = new ViewNode(root, "page", 0, document.createElement("wx-page"));
  if (known !== null) {
    known.element.classList.add("hutong-through");
    page.element.append(known.element);
  }
  nodes.add(page);
  return page;
}

/** A scroll area of the program that isn't at its own top takes the pull itself. */
function insideScroll(target: EventTarget | null, until: Element): boolean {
  for (let at = target instanceof Element ? target : null; at !== null && at !== until; at = at.parentElement) {
    if (at.scrollTop > 0 && at.scrollHeight > at.clientHeight) return true;
    if (at instanceof HTMLElement && at.dataset["pull"] === "own") return true;
  }
  return false;
}
