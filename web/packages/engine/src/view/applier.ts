/** Applies the operation stream to the document. */
import { ARITY, Op } from "../protocol/ops";
import type { Ops, PageOptions } from "../protocol/ops";
import type { Elements } from "./elements";
import { nodeOf, TextNode, ViewNode } from "./nodes";
import type { Nodes } from "./nodes";
import { withLineFeeds } from "./components/content/text";

/** What pages and animations do with their operations. */
export interface Stage {
  open(page: number, root: number, path: string, options: PageOptions): void;
  show(page: number, animation: string): void;
  hide(page: number, animation: string): void;
  drop(page: number, animation: string): void;
  styles(page: number, paths: string[]): void;
  animate(nodes: number[], keyframes: unknown, options: unknown, call: number): void;
  method(node: number, name: string, args: unknown[], call: number): void;
  failed(error: unknown): void;
}

export class Applier {
  /** Parents whose children changed in this batch; told once at its end. */
  private readonly touched = new Set<ViewNode>();
  private fresh: ViewNode[] = [];

  constructor(
    private readonly nodes: Nodes,
    private readonly elements: Elements,
    private readonly stage: Stage,
  ) {}

  apply(ops: Ops): void {
    for (let at = 0; at < ops.length; ) at = this.run(ops, at);
    this.settle();
  }

  /** Up to the end, or past the one operation that failed: what one element breaks, the others don't feel. */
  private run(ops: Ops, from: number): number {
    let at = from;
    let next = from;
    try {
      while (at < ops.length) {
        const code = ops[at] as number;
        next = ops.length;
        const arity = ARITY[code];
        if (arity === undefined || at + arity >= ops.length) throw new Error(`unknown operation ${String(code)}`);
        next = at + arity + 1;
        this.one(code, ops, at + 1);
        at = next;
      }
    } catch (error) {
      this.stage.failed(error);
    }
    return next;
  }

  private guard(step: () => void): void {
    try {
      step();
    } catch (error) {
      this.stage.failed(error);
    }
  }

  private one(code: number, ops: Ops, at: number): void {
    const node = ops[at] as number;
    switch (code) {
      case Op.ELEMENT:
        return this.made(this.elements.create(node, ops[at + 1] as string, ops[at + 2] as number));
      case Op.HOST:
        return this.made(this.elements.host(node, ops[at + 1] as string, ops[at + 2] as number, ops[at + 3] as string));
      case Op.TEXT:
        return this.nodes.add(new TextNode(node, String(ops[at + 1]), document.createTextNode(String(ops[at + 1]))));
      case Op.SET_TEXT:
        return this.setText(node, String(ops[at + 1]));
      case Op.APPEND:
        return this.place(node, ops[at + 1] as number, 0);
      case Op.INSERT:
        return this.place(node, ops[at + 1] as number, ops[at + 2] as number);
      case Op.REMOVE:
        return this.remove(node, ops[at + 1] as number);
      case Op.REPLACE:
        this.place(node, ops[at + 1] as number, ops[at + 2] as number);
        return this.remove(node, ops[at + 2] as number);
      case Op.RELEASE:
        return this.nodes.release(node);
      case Op.VIRTUAL:
        this.nodes.virtual.set(node, { owner: ops[at + 1] as number, path: ops[at + 2] as string });
        return;
      default:
        return code < Op.PAGE ? this.attribute(code, ops, at) : this.staged(code, ops, at);
    }
  }

  private attribute(code: number, ops: Ops, at: number): void {
    const node = this.nodes.element(ops[at] as number);
    if (node === null) return;
    const name = ops[at + 1] as string;
    switch (code) {
      case Op.PROP:
        return this.elements.property(node, name, ops[at + 2]);
      case Op.REMOVE_PROP:
        return this.elements.property(node, name, undefined);
      case Op.CLASS:
        return this.elements.classes(node, name);
      case Op.STYLE:
        return this.elements.style(node, name);
      case Op.ID:
        node.element.id = name;
        return;
      case Op.DATASET:
        return this.elements.dataset(node, name, ops[at + 2]);
      case Op.MODEL:
        node.models ??= new Set();
        if (ops[at + 2] === true) node.models.add(name);
        else node.models.delete(name);
        return;
      case Op.LISTEN:
        return this.elements.listen(node, name, ops[at + 2] as number);
      case Op.WXS_HANDLER:
        node.wxs ??= new Map();
        node.wxs.set(name, binding(ops[at + 2], ops[at + 3], ops[at + 4], ops[at + 5]));
        return this.elements.listen(node, name, -1);
      case Op.WXS_CHANGE:
        node.changes ??= new Map();
        node.changes.set(name, binding(0, ops[at + 2], ops[at + 3], ops[at + 4]));
        return;
    }
  }

  private staged(code: number, ops: Ops, at: number): void {
    const first = ops[at];
    switch (code) {
      case Op.PAGE:
        return this.stage.open(first as number, ops[at + 1] as number, ops[at + 2] as string, ops[at + 3] as PageOptions);
      case Op.PAGE_SHOW:
        this.settle();
        return this.stage.show(first as number, ops[at + 1] as string);
      case Op.PAGE_HIDE:
        return this.stage.hide(first as number, ops[at + 1] as string);
      case Op.PAGE_DROP:
        return this.stage.drop(first as number, ops[at + 1] as string);
      case Op.STYLES:
        return this.stage.styles(first as number, ops[at + 1] as string[]);
      case Op.ANIMATE:
        this.settle();
        return this.stage.animate(first as number[], ops[at + 1], ops[at + 2], ops[at + 3] as number);
      case Op.METHOD:
        this.settle();
        return this.stage.method(first as number, ops[at + 1] as string, ops[at + 2] as unknown[], ops[at + 3] as number);
    }
  }

  private made(node: ViewNode): void {
    this.nodes.add(node);
    if (node.component !== null) this.fresh.push(node);
  }

  private setText(number: number, text: string): void {
    const node = this.nodes.get(number);
    if (!(node instanceof TextNode)) return;
    node.source = text;
    const parent = node.element.parentNode === null ? undefined : nodeOf(node.element.parentNode);
    node.element.data = parent instanceof ViewNode && parent.tag === "text" ? withLineFeeds(text) : text;
    this.parentChanged(node.element);
  }

  private place(parent: number, child: number, before: number): void {
    const above = this.nodes.element(parent);
    const node = this.nodes.get(child);
    if (above === null || node === undefined) return;
    const next = before === 0 ? undefined : this.nodes.get(before);
    const mark = next?.element.parentNode === above.place ? next.element : null;
    if (node instanceof TextNode && above.tag === "text" && above.component === null) node.element.data = withLineFeeds(node.source);
    above.place.insertBefore(node.element, mark);
    this.changed(above);
  }

  private remove(parent: number, child: number): void {
    const node = this.nodes.get(child);
    if (node === undefined) return;
    node.element.remove();
    const above = this.nodes.element(parent);
    if (above !== null) this.changed(above);
  }

  /** Custom components may stand between: `<swiper><slide-of-mine/></swiper>`, so all above hear of it. */
  private changed(parent: ViewNode): void {
    this.touched.add(parent);
  }

  private parentChanged(dom: Node): void {
    const parent = dom.parentElement;
    if (parent === null) return;
    const above = this.elements.holder(parent);
    if (above !== null) this.touched.add(above);
  }

  /** Components hear of their first properties and of their children when the batch is whole. */
  private settle(): void {
    if (this.fresh.length > 0) this.greet();
    if (this.touched.size === 0) return;
    const told = new Set<ViewNode>();
    for (const start of this.touched) {
      for (let node: ViewNode | null = start; node !== null && !told.has(node); node = this.elements.above(node)) {
        told.add(node);
        if (node.component?.children !== undefined) {
          const { component } = node;
          if (node.isReady) this.guard(() => component.children?.());
          break;
        }
        // Past the next built-in nobody needs to know.
        if (node.path === "" && node !== start && node.tag !== "block") break;
      }
    }
    this.touched.clear();
  }

  private greet(): void {
    const waiting = this.fresh;
    this.fresh = [];
    for (const node of waiting) {
      if (node.isReady) continue;
      if (!node.element.isConnected) {
        if (this.nodes.get(node.number) === node) this.fresh.push(node);
        continue;
      }
      node.isReady = true;
      this.guard(() => {
        node.component?.ready?.();
        node.component?.children?.();
      });
    }
  }

  /** A component made late, by its first property. */
  arrived(node: ViewNode): void {
    this.fresh.push(node);
  }

  /** Late components that came between two batches. */
  welcome(): void {
    this.settle();
  }
}

function binding(flags: unknown, module: unknown, name: unknown, owner: unknown): {
  flags: number;
  module: string;
  name: string;
  owner: number;
} {
  return { flags: flags as number, module: module as string, name: name as string, owner: owner as number };
}
