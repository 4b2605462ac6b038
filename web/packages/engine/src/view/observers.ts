/** Intersection and media observers: they look after each change of the page, and tell when an answer changed. */
import type { ObserveRequest, ViewToCore } from "../protocol/messages";
import { crossed, intersection, ratio, within } from "./geometry";
import type { Box } from "./geometry";
import type { Nodes } from "./nodes";
import { framed } from "./scroller";
import type { Pages } from "./stage";

interface Watch {
  page: number;
  request: ObserveRequest;
  ratios: Map<number, number>;
}

export class Observers {
  private readonly watches = new Map<number, Watch>();
  private readonly queries = new Map<number, () => void>();
  readonly look = framed(() => this.lookNow());
  private timer = 0;

  constructor(
    private readonly nodes: Nodes,
    private readonly pages: Pages,
    private readonly send: (message: ViewToCore) => void,
  ) {
    for (const type of ["scroll", "load", "transitionend", "animationend", "touchend"]) {
      document.addEventListener(type, () => this.look(), { capture: true, passive: true });
    }
  }

  observe(id: number, page: number, request: ObserveRequest): void {
    this.watches.set(id, { page, request, ratios: new Map() });
    // Movements by style sheets alone make no event.
    if (this.timer === 0) this.timer = window.setInterval(() => this.look(), 250);
    this.look();
  }

  end(id: number): void {
    this.watches.delete(id);
    this.queries.get(id)?.();
    this.queries.delete(id);
    if (this.watches.size > 0) return;
    window.clearInterval(this.timer);
    this.timer = 0;
  }

  media(id: number, descriptor: Record<string, number | string>): void {
    const list = window.matchMedia(mediaText(descriptor));
    const tell = (): void => this.send({ t: "media", id, matches: list.matches });
    list.addEventListener("change", tell);
    this.queries.set(id, () => list.removeEventListener("change", tell));
    tell();
  }

  private lookNow(): void {
    for (const [id, watch] of this.watches) {
      const page = this.pages.get(watch.page);
      if (page === undefined) continue;
      const reference = this.reference(watch.request, page.scroller);
      for (const number of watch.request.nodes) this.lookAt(id, watch, number, reference);
    }
  }

  private lookAt(id: number, watch: Watch, number: number, reference: Box): void {
    const node = this.nodes.element(number);
    if (node === null) return;
    const box = node.element.getBoundingClientRect();
    const shared = node.element.isConnected ? intersection(box, reference) : null;
    const now = shared === null ? 0 : ratio(shared, box);
    const before = watch.ratios.get(number);
    watch.ratios.set(number, now);
    const thresholds = watch.request.thresholds.length > 0 ? watch.request.thresholds : [0];
    if (!crossed(before ?? watch.request.initialRatio, now, thresholds, shared !== null, before === undefined)) return;
    this.send({
      t: "seen",
      id,
      node: number,
      data: {
        intersectionRatio: now,
        intersectionRect: plain(shared ?? { left: 0, top: 0, right: 0, bottom: 0 }),
        boundingClientRect: plain(box),
        relativeRect: { left: reference.left, top: reference.top, right: reference.right, bottom: reference.bottom },
        time: Date.now(),
      },
    });
  }

  private reference({ relatives }: ObserveRequest, scroller: Element): Box {
    let found: Box | null = null;
    for (const { node, margins } of relatives.length > 0 ? relatives : [{ node: 0, margins: NONE }]) {
      const element = node === 0 ? scroller : this.nodes.element(node)?.element;
      if (element === undefined) continue;
      const box = within(element.getBoundingClientRect(), margins);
      found = found === null ? box : (intersection(found, box) ?? { left: 0, top: 0, right: 0, bottom: 0 });
    }
    return found ?? scroller.getBoundingClientRect();
  }
}

const NONE = { left: 0, top: 0, right: 0, bottom: 0 };

function plain(box: Box): Record<string, number> {
  const { left, top, right, bottom } = box;
  return { left, top, right, bottom, width: right - left, height: bottom - top };
}

/** {minWidth: 300} -> "(min-width: 300px)". */
export function mediaText(descriptor: Record<string, number | string>): string {
  const parts = Object.entries(descriptor).map(([name, value]) => {
    const dashed = name.replace(/[A-Z]/g, (up) => `-${up.toLowerCase()}`);
    return `(${dashed}: ${typeof value === "number" ? `${String(value)}px` : value})`;
  });
  return parts.length === 0 ? "all" : parts.join(" and ");
}
