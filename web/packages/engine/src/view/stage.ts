/** The stack of pages: which stand in the document, which is seen, and how they come and go. */
import type { ViewToCore } from "../protocol/messages";
import type { PageOptions } from "../protocol/ops";
import type { Nodes, ViewNode } from "./nodes";
import { Page } from "./page";

export interface StageHost {
  send(message: ViewToCore): void;
  reducedMotion(): boolean;
  firstPaint(page: number): void;
  /** A page came to the front. */
  current(page: Page): void;
  shown(page: Page, isShown: boolean): void;
}

const PUSH_MS = 280;
const EASE = "cubic-bezier(.2,.8,.2,1)";

export class Pages {
  private readonly pages = new Map<number, Page>();
  private painted = new Set<number>();
  top: Page | null = null;

  constructor(
    private readonly nodes: Nodes,
    private readonly host: StageHost,
  ) {}

  get(number: number): Page | undefined {
    return this.pages.get(number);
  }

  open(number: number, root: number, path: string, options: PageOptions): void {
    const page = new Page(number, root, path, options, this.nodes, {
      scrolled: (of, top) => this.host.send({ t: "scroll", page: of, top }),
      bottom: (of) => this.host.send({ t: "bottom", page: of }),
      pulled: (of) => this.host.send({ t: "pull", page: of }),
    });
    page.box.classList.add("hutong-away");
    this.pages.set(number, page);
    document.body.append(page.box);
  }

  show(number: number, animation: string): void {
    const page = this.pages.get(number);
    if (page === undefined) return;
    page.box.classList.remove("hutong-away", "hutong-asleep");
    page.box.inert = false;
    page.box.style.zIndex = String(this.depth(animation));
    this.top = page;
    this.host.current(page);
    this.host.shown(page, true);
    page.adoptBackground();
    if (animation === "push") this.slide(page, ["100%", "0"]);
    if (animation === "pop") this.slide(page, ["-30%", "0"]);
    if (!this.painted.has(number)) this.paint(number);
  }

  private depth(animation: string): number {
    const levels = [...this.pages.values()].map((page) => Number(page.box.style.zIndex) || 0);
    return animation === "pop" ? Math.max(0, ...levels) : Math.max(0, ...levels) + 1;
  }

  hide(number: number, animation: string): void {
    const page = this.pages.get(number);
    if (page === undefined) return;
    page.box.inert = true;
    this.host.shown(page, false);
    const away = (): void => {
      if (this.top !== page) page.box.classList.add("hutong-away", "hutong-asleep");
    };
    if (animation === "push") this.slide(page, ["0", "-30%"], away);
    else away();
  }

  drop(number: number, animation: string): void {
    const page = this.pages.get(number);
    if (page === undefined) return;
    this.pages.delete(number);
    this.painted.delete(number);
    if (this.top === page) this.top = null;
    page.box.inert = true;
    if (animation === "pop") {
      page.box.style.zIndex = String(Number(page.box.style.zIndex) + 2);
      this.slide(page, ["0", "100%"], () => page.dispose());
    } else page.dispose();
  }

  private slide(page: Page, [from, to]: [string, string], done?: () => void): void {
    const fades = this.host.reducedMotion();
    const isLeaving = done !== undefined;
    const frames: Keyframe[] = fades
      ? [{ opacity: isLeaving ? 1 : 0 }, { opacity: isLeaving ? 0 : 1 }]
      : [{ transform: `translateX(${from})` }, { transform: `translateX(${to})` }];
    if (done === undefined && fades) return;
    const run = page.box.animate(frames, { duration: fades ? 80 : PUSH_MS, easing: EASE });
    if (done === undefined) return;
    // A frame in the background draws nothing: the page must leave all the same.
    const timer = window.setTimeout(done, PUSH_MS + 200);
    run.onfinish = () => {
      window.clearTimeout(timer);
      done();
    };
  }

  private paint(number: number): void {
    this.painted.add(number);
    let isTold = false;
    const tell = (): void => {
      if (isTold || !this.pages.has(number)) return;
      isTold = true;
      this.host.send({ t: "ready", page: number });
      this.host.firstPaint(number);
    };
    requestAnimationFrame(() => window.setTimeout(tell, 0));
    window.setTimeout(tell, 120);
  }

  of(node: ViewNode | Element): Page | null {
    const element = node instanceof Element ? node : node.element;
    const box = element.closest(".hutong-page");
    for (const page of this.pages.values()) if (page.box === box) return page;
    return null;
  }

  all(): Page[] {
    return [...this.pages.values()];
  }
}
