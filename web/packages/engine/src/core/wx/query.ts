/** Measuring nodes: SelectorQuery, IntersectionObserver, MediaQueryObserver. The core finds the nodes, the view measures them. */
import type { NodeAnswer, NodeQuery } from "../../protocol/messages";
import type { CoreSeam, Face, FoundNode } from "../seam";
import { canvasOf } from "./canvas-node";

type Answered = (result: unknown) => void;

interface Step {
  selector: string | null;
  all: boolean;
  within: Face | undefined;
  fields: NodeQuery["fields"];
  own: { id?: boolean; dataset?: boolean; mark?: boolean; ref?: boolean };
  callback: Answered | undefined;
}

export class SelectorQuery {
  readonly #seam: CoreSeam;
  #within: Face | undefined;
  readonly #steps: Step[] = [];

  constructor(seam: CoreSeam, within?: Face) {
    this.#seam = seam;
    this.#within = within;
  }

  in(face: Face): this {
    this.#within = face;
    return this;
  }

  select(selector: string): NodesRef {
    return new NodesRef(this, this.#add, selector, false);
  }

  selectAll(selector: string): NodesRef {
    return new NodesRef(this, this.#add, selector, true);
  }

  selectViewport(): NodesRef {
    return new NodesRef(this, this.#add, null, false);
  }

  exec(callback?: (results: unknown[]) => void): this {
    const steps = [...this.#steps];
    // What the program set a moment ago is part of what it asks for.
    this.#seam.flushed(() => void measure(this.#seam, steps, this.#within).then((results) => {
      results.forEach((result, index) => this.#seam.guard(steps[index]?.callback, result));
      this.#seam.guard(callback, results);
    }));
    return this;
  }

  readonly #add = (step: Omit<Step, "within">): void => {
    this.#steps.push({ ...step, within: this.#within });
  };
}

export class NodesRef {
  constructor(
    private readonly query: SelectorQuery,
    private readonly add: (step: Omit<Step, "within">) => void,
    private readonly selector: string | null,
    private readonly all: boolean,
  ) {}

  boundingClientRect(callback?: Answered): SelectorQuery {
    return this.#ask({ rect: true, size: true }, callback, { id: true, dataset: true });
  }

  scrollOffset(callback?: Answered): SelectorQuery {
    return this.#ask({ scrollOffset: true }, callback, { id: true, dataset: true });
  }

  context(callback?: Answered): SelectorQuery {
    return this.#ask({ context: true }, callback);
  }

  node(callback?: Answered): SelectorQuery {
    return this.#ask({ node: true }, callback);
  }

  ref(callback?: Answered): SelectorQuery {
    return this.#ask({}, callback, { ref: true });
  }

  fields(wanted: NodeQuery["fields"] & Step["own"], callback?: Answered): SelectorQuery {
    const { id, dataset, mark, ref, ...fields } = wanted;
    return this.#ask(fields, callback, { id, dataset, mark, ref } as Step["own"]);
  }

  #ask(fields: NodeQuery["fields"], callback?: Answered, own: Step["own"] = {}): SelectorQuery {
    this.add({ selector: this.selector, all: this.all, fields, own, callback });
    return this.query;
  }
}

async function measure(seam: CoreSeam, steps: Step[], fallback: Face | undefined): Promise<unknown[]> {
  const found = steps.map((step) => (step.selector === null ? null : seam.find(step.selector, { within: step.within ?? fallback, all: step.all })));
  const requests = steps.map((step, index): NodeQuery => ({
    nodes: found[index]?.map(({ node }) => node) ?? "viewport",
    single: !step.all,
    fields: step.fields,
  }));
  const answers = await seam.query(seam.pageOf(steps[0]?.within ?? fallback), requests);
  return steps.map((step, index) => {
    const nodes = found[index];
    const results = (answers[index] ?? []).map((answer, at) => (answer ? whole(seam, step, nodes?.[at], answer) : null));
    return step.all ? results.filter((result) => result !== null) : (results[0] ?? null);
  });
}

/** One result: what the view measured and what the core knows of the node. */
function whole(seam: CoreSeam, step: Step, node: FoundNode | undefined, answer: NodeAnswer): Record<string, unknown> {
  const result: Record<string, unknown> = { ...answer };
  if (step.own.id) result.id = node?.id ?? "";
  if (step.own.dataset) result.dataset = node?.dataset ?? {};
  if (step.own.mark) result.mark = node?.mark ?? {};
  if (step.own.ref && node) result.ref = seam.faceOf(node.node) ?? null;
  if (step.fields.node) result.node = node ? (seam.faceOf(node.node) ?? canvasOf(seam, node, answer.node)) : null;
  if (step.fields.context && node) result.context = canvasOf(seam, node, answer.context);
  return result;
}

type Margins = { left?: number; right?: number; top?: number; bottom?: number };

interface ObserverOptions {
  thresholds?: number[];
  initialRatio?: number;
  observeAll?: boolean;
  nativeMode?: boolean;
}

export class IntersectionObserver {
  readonly #seam: CoreSeam;
  readonly #within: Face | undefined;
  readonly #options: ObserverOptions;
  readonly #relatives: { node: number; margins: Required<Margins> }[] = [];
  #stop: (() => void) | undefined;

  constructor(seam: CoreSeam, within?: Face, options: ObserverOptions = {}) {
    this.#seam = seam;
    this.#within = within;
    this.#options = options;
  }

  relativeTo(selector: string, margins: Margins = {}): this {
    const [found] = this.#seam.find(selector, { within: this.#within });
    if (found) this.#relatives.push({ node: found.node, margins: pixels(this.#seam, margins) });
    return this;
  }

  relativeToViewport(margins: Margins = {}): this {
    this.#relatives.push({ node: 0, margins: pixels(this.#seam, margins) });
    return this;
  }

  observe(selector: string, callback: (result: Record<string, unknown>) => void): void {
    const seam = this.#seam;
    let dropped = false;
    this.#stop = () => (dropped = true);
    // What was set just before is part of the page that is observed.
    seam.flushed(() => {
      if (dropped) return;
      const found = seam.find(selector, { within: this.#within, all: this.#options.observeAll === true });
      const known = new Map(found.map((one) => [one.node, one]));
      const request = {
        nodes: [...known.keys()],
        relatives: this.#relatives,
        thresholds: this.#options.thresholds ?? [0],
        initialRatio: this.#options.initialRatio ?? 0,
        ...(this.#options.nativeMode !== undefined && { nativeMode: this.#options.nativeMode }),
      };
      if (found.length > 0) {
        this.#stop = seam.observe(seam.pageOf(this.#within), request, (node, data) => {
          const one = known.get(node);
          seam.guard(callback, { id: one?.id ?? "", dataset: one?.dataset ?? {}, mark: one?.mark ?? {}, ...data });
        });
      }
    });
  }

  disconnect(): void {
    this.#stop?.();
    this.#stop = undefined;
  }
}

export class MediaQueryObserver {
  readonly #stops: (() => void)[] = [];

  constructor(private readonly seam: CoreSeam, private readonly within?: Face) {}

  observe(descriptor: Record<string, number | string>, callback: (result: { matches: boolean }) => void): void {
    const { seam } = this;
    this.#stops.push(seam.observeMedia(seam.pageOf(this.within), descriptor, (matches) => seam.guard(callback, { matches })));
  }

  disconnect(): void {
    for (const stop of this.#stops.splice(0)) stop();
  }
}

/** Margins may be numbers (px) or text: px, rpx, or a share of the window. */
function pixels(seam: CoreSeam, margins: Margins): Required<Margins> {
  const { windowWidth, windowHeight } = seam.system;
  const one = (value: unknown, whole: number): number => {
    const number = parseFloat(String(value ?? 0)) || 0;
    if (typeof value !== "string") return number;
    if (value.endsWith("rpx")) return (number * windowWidth) / 750;
    return value.endsWith("%") ? (number * whole) / 100 : number;
  };
  return {
    left: one(margins.left, windowWidth), right: one(margins.right, windowWidth),
    top: one(margins.top, windowHeight), bottom: one(margins.bottom, windowHeight),
  };
}

export const createSelectorQuery = (seam: CoreSeam, within?: Face): SelectorQuery => new SelectorQuery(seam, within);

export const createIntersectionObserver = (seam: CoreSeam, within?: Face, options?: ObserverOptions): IntersectionObserver =>
  new IntersectionObserver(seam, within, options);

export const createMediaQueryObserver = (seam: CoreSeam, within?: Face): MediaQueryObserver => new MediaQueryObserver(seam, within);
