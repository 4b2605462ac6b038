/** Nodes of the core as they stand in this document. */
import type { Component } from "./components/component";

/** A function of a WXS module bound to an event or a property. */
export interface WxsBinding {
  flags: number;
  module: string;
  name: string;
  owner: number;
}

/** Press feedback of an element with `hover-class`. */
export interface Hover {
  className: string;
  startMs: number;
  stayMs: number;
  stops: boolean;
}

export class ViewNode {
  component: Component | null = null;
  /** The component is on its way. */
  coming: Promise<void> | null = null;
  /** Where children go. */
  place: HTMLElement;
  /** Path of a custom component's host. */
  path = "";
  id_ = "";
  classes = "";
  /** Classes of ours beside the program's: hover, state, WXS. */
  added: Set<string> | null = null;
  style = "";
  dataset: Record<string, unknown> | null = null;
  properties: Record<string, unknown> | null = null;
  models: Set<string> | null = null;
  listeners: Map<string, number> | null = null;
  wxs: Map<string, WxsBinding> | null = null;
  changes: Map<string, WxsBinding> | null = null;
  hover: Hover | null = null;
  /** What WXS keeps with the node: getState and styles it set. */
  state: Record<string, unknown> | null = null;
  wxsStyle: Record<string, string> | null = null;
  /** Takes listeners away that only this node needs. */
  undo: (() => void)[] | null = null;
  isReady = false;

  constructor(
    readonly number: number,
    readonly tag: string,
    readonly owner: number,
    readonly element: HTMLElement,
  ) {
    this.place = element;
  }
}

export class TextNode {
  constructor(
    readonly number: number,
    public source: string,
    readonly element: Text,
  ) {}
}

export type AnyNode = ViewNode | TextNode;

/** A mark on the element itself: looked up for every event, written for every node. */
const MARK = Symbol("node");
type Marked = Node & { [MARK]?: AnyNode | undefined };

export class Nodes {
  private readonly all = new Map<number, AnyNode>();
  /** Components with a virtual host: no element, but an owner of WXS. */
  readonly virtual = new Map<number, { owner: number; path: string }>();

  add(node: AnyNode): void {
    this.all.set(node.number, node);
    (node.element as Marked)[MARK] = node;
  }

  get(number: number): AnyNode | undefined {
    return this.all.get(number);
  }

  element(number: number): ViewNode | null {
    const node = this.all.get(number);
    return node instanceof ViewNode ? node : null;
  }

  release(number: number): void {
    this.virtual.delete(number);
    const node = this.all.get(number);
    if (node === undefined) return;
    this.all.delete(number);
    (node.element as Marked)[MARK] = undefined;
    if (node instanceof TextNode) return;
    node.component?.dispose?.();
    for (const undo of node.undo ?? []) undo();
  }

  *elements(): IterableIterator<ViewNode> {
    for (const node of this.all.values()) if (node instanceof ViewNode) yield node;
  }

  get size(): number {
    return this.all.size;
  }
}

export function nodeOf(dom: Node): AnyNode | undefined {
  return (dom as Marked)[MARK];
}

/** The element node `target` belongs to: itself or the nearest one above. */
export function nearest(target: EventTarget | null): ViewNode | null {
  let dom = target instanceof Node ? target : null;
  while (dom !== null) {
    const node = (dom as Marked)[MARK];
    if (node instanceof ViewNode) return node;
    dom = dom.parentNode;
  }
  return null;
}

/** The node and everything above it, innermost first. */
export function upwards(node: ViewNode): ViewNode[] {
  const path: ViewNode[] = [];
  let dom: Node | null = node.element;
  while (dom !== null) {
    const found = (dom as Marked)[MARK];
    if (found instanceof ViewNode) path.push(found);
    dom = portals.get(dom) ?? dom.parentNode;
  }
  return path;
}

/** Content that stands elsewhere in the document (`root-portal`) and the element it belongs to. */
export const portals = new WeakMap<Node, HTMLElement>();

export function writeClasses(node: ViewNode): void {
  node.element.className =
    node.added === null || node.added.size === 0 ? node.classes : `${node.classes} ${[...node.added].join(" ")}`;
}

export function toggleClass(node: ViewNode, name: string, isOn: boolean): void {
  node.added ??= new Set();
  for (const one of name.split(/\s+/)) {
    if (one === "") continue;
    if (isOn) node.added.add(one);
    else node.added.delete(one);
  }
  writeClasses(node);
}
