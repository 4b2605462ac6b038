/** The back end of the component tree: what the tree does to its nodes is written down as operations for the view. */
import type { Element as TreeElement, GeneralComponent } from "glass-easel";
import { Listen, Op } from "../protocol/ops";
import type { Ops } from "../protocol/ops";

/** Tag that tells hosts of custom components from built-ins; never reaches the view. */
export const HOST_TAG = "hutong-host";

/** How a program's own names are made ready for the view. */
export interface Naming {
  /** Prefix of a style scope; "" for styles of pages and of the app. */
  prefix(scope: number): string;
  /** Classes an element has from where it stands: its component's host class, the mark of its owner's template. */
  standing(element: TreeElement): string[];
  /** Class names given as a property of a built-in (hover-class …), written as the owner's sheet knows them. */
  classes(element: TreeElement, text: string): string;
}

const MODE_COMPOSED = 2;
const MUT = 1;
const FINAL = 2;
const CLASS_PROPERTY = /(?:-c|C)lass$/;

export class Tree {
  private ops: Ops = [];
  private readonly nodes = new Map<number, TreeNode>();
  private readonly virtualHosts = new WeakMap<GeneralComponent, number>();
  private readonly componentsByNumber = new Map<number, GeneralComponent>();
  private repainted: TreeNode[] = [];
  private lastNumber = 0;
  readonly context: TreeContext;

  constructor(
    readonly naming: Naming,
    /** Called when operations wait to be taken. */
    private readonly wake: () => void,
  ) {
    this.context = new TreeContext(this);
  }

  write(...fields: unknown[]): void {
    if (this.ops.length === 0) this.wake();
    for (const field of fields) this.ops.push(field);
  }

  take(): Ops {
    for (const node of this.repainted) node.writeClasses();
    this.repainted = [];
    const ops = this.ops;
    this.ops = [];
    return ops;
  }

  number(): number {
    this.lastNumber += 1;
    return this.lastNumber;
  }

  add(node: TreeNode): void {
    this.nodes.set(node.number, node);
  }

  forget(node: TreeNode): void {
    this.nodes.delete(node.number);
    this.write(Op.RELEASE, node.number);
  }

  repaint(node: TreeNode): void {
    if (this.repainted.length === 0) this.wake();
    this.repainted.push(node);
  }

  get size(): number {
    return this.nodes.size;
  }

  element(number: number): TreeElement | undefined {
    return this.nodes.get(number)?.element ?? this.componentsByNumber.get(number);
  }

  treeNode(number: number): TreeNode | undefined {
    return this.nodes.get(number);
  }

  /** The number of an element; 0 for one that has none in the view. */
  numberOf(element: TreeElement): number {
    const node = element.getBackendElement() as unknown as TreeNode | null;
    if (node !== null) return node.number;
    return this.virtualHosts.get(element as GeneralComponent) ?? 0;
  }

  /** The number of a component as owner of other nodes; a virtual host gets one when it first owns. */
  owner(component: GeneralComponent | undefined): number {
    if (component === undefined) return 0;
    const known = this.numberOf(component);
    if (known !== 0 || !component.isVirtual()) return known;
    const number = this.number();
    this.virtualHosts.set(component, number);
    this.componentsByNumber.set(number, component);
    this.write(Op.VIRTUAL, number, this.owner(component.ownerShadowRoot?.getHostNode()), component.is);
    return number;
  }

  forgetVirtual(component: GeneralComponent): void {
    const number = this.virtualHosts.get(component);
    if (number === undefined || !this.componentsByNumber.delete(number)) return;
    this.write(Op.RELEASE, number);
  }
}

/** What the tree asks of its surroundings; most of it is answered by the view alone. */
export class TreeContext {
  readonly mode = MODE_COMPOSED;
  private readonly root: TreeNode;

  constructor(private readonly tree: Tree) {
    this.root = new TreeNode(tree, "root", false);
  }

  destroy(): void {}
  getWindowWidth(): number {
    return 375;
  }
  getWindowHeight(): number {
    return 667;
  }
  getDevicePixelRatio(): number {
    return 2;
  }
  getTheme(): string {
    return "light";
  }
  registerStyleSheetContent(): void {}
  appendStyleSheetPath(): number {
    return 0;
  }
  disableStyleSheet(): void {}
  render(callback: (error: Error | null) => void): void {
    callback(null);
  }
  getRootNode(): TreeNode {
    return this.root;
  }
  createElement(logicalName: string, stylingName: string): TreeNode {
    const isHost = logicalName === HOST_TAG;
    return new TreeNode(this.tree, isHost ? stylingName : logicalName, isHost);
  }
  createTextNode(text: string): TreeNode {
    const node = new TreeNode(this.tree, "#text", false);
    this.tree.add(node);
    this.tree.write(Op.TEXT, node.number, text);
    return node;
  }
  createFragment(): TreeNode {
    return new TreeNode(this.tree, "#fragment", false);
  }
  onEvent(): void {}
}

export class TreeNode {
  readonly number: number;
  element: TreeElement | undefined;
  parent: TreeNode | null = null;
  first: TreeNode | null = null;
  last: TreeNode | null = null;
  next: TreeNode | null = null;
  previous: TreeNode | null = null;
  private classes: string[] | null = null;
  private standing = "";
  private isRepainted = false;
  private listens: Map<string, number> | null = null;
  /** Two-way bindings, by property. */
  models: Map<string, (value: unknown) => void> | null = null;

  constructor(
    private readonly tree: Tree,
    readonly tag: string,
    private readonly isHost: boolean,
  ) {
    this.number = tag === "#fragment" ? 0 : tree.number();
  }

  associateValue(element: TreeElement): void {
    this.element = element;
    this.tree.add(this);
    const owner = this.tree.owner(element.ownerShadowRoot?.getHostNode());
    if (this.isHost) this.tree.write(Op.HOST, this.number, this.tag, owner, (element as GeneralComponent).is);
    else this.tree.write(Op.ELEMENT, this.number, this.tag, owner);
    const standing = this.tree.naming.standing(element);
    if (standing.length === 0) return;
    this.standing = standing.join(" ");
    this.paint();
  }

  release(): void {
    if (this.number === 0) return;
    this.models = null;
    this.tree.forget(this);
  }

  appendChild(child: TreeNode): void {
    this.link(child, null);
  }

  insertBefore(child: TreeNode, before: TreeNode): void {
    this.link(child, before);
  }

  removeChild(child: TreeNode): void {
    if (child.parent !== this) return;
    child.unlink();
    this.tree.write(Op.REMOVE, this.number, child.number);
  }

  replaceChild(child: TreeNode, old: TreeNode): void {
    this.link(child, old);
    this.removeChild(old);
  }

  spliceBefore(before: TreeNode, deleteCount: number, list: TreeNode): void {
    this.adopt(list, before);
    this.spliceRemove(before, deleteCount);
  }

  spliceAppend(list: TreeNode): void {
    this.adopt(list, null);
  }

  spliceRemove(before: TreeNode, deleteCount: number): void {
    let node: TreeNode | null = before;
    for (let left = deleteCount; left > 0 && node !== null; left -= 1) {
      const next: TreeNode | null = node.next;
      this.removeChild(node);
      node = next;
    }
  }

  private adopt(list: TreeNode, before: TreeNode | null): void {
    for (let child = list.first; child !== null; child = list.first) {
      child.unlink();
      this.link(child, before);
    }
  }

  private link(child: TreeNode, before: TreeNode | null): void {
    child.unlink();
    child.parent = this;
    child.next = before;
    child.previous = before === null ? this.last : before.previous;
    if (child.previous === null) this.first = child;
    else child.previous.next = child;
    if (before === null) this.last = child;
    else before.previous = child;
    if (this.number === 0) return;
    if (before === null) this.tree.write(Op.APPEND, this.number, child.number);
    else this.tree.write(Op.INSERT, this.number, child.number, before.number);
  }

  private unlink(): void {
    const parent = this.parent;
    if (parent === null) return;
    if (this.previous === null) parent.first = this.next;
    else this.previous.next = this.next;
    if (this.next === null) parent.last = this.previous;
    else this.next.previous = this.previous;
    this.parent = null;
    this.next = null;
    this.previous = null;
  }

  setId(id: string): void {
    this.tree.write(Op.ID, this.number, id);
  }

  setStyleScope(): void {}

  setStyle(text: string): void {
    this.tree.write(Op.STYLE, this.number, text);
  }

  addClass(name: string, scope?: number): void {
    this.classes ??= [];
    this.classes.push(this.scoped(name, scope));
    this.paint();
  }

  removeClass(name: string, scope?: number): void {
    const at = this.classes?.indexOf(this.scoped(name, scope)) ?? -1;
    if (at < 0) return;
    this.classes?.splice(at, 1);
    this.paint();
  }

  clearClasses(): void {
    this.classes = null;
    this.paint();
  }

  private scoped(name: string, scope: number | undefined): string {
    const prefix = scope === undefined ? "" : this.tree.naming.prefix(scope);
    return prefix === "" ? name : `${prefix}--${name}`;
  }

  private paint(): void {
    if (this.isRepainted) return;
    this.isRepainted = true;
    this.tree.repaint(this);
  }

  writeClasses(): void {
    this.isRepainted = false;
    const names = this.classes === null ? "" : this.classes.join(" ");
    const text = this.standing === "" ? names : names === "" ? this.standing : `${this.standing} ${names}`;
    this.tree.write(Op.CLASS, this.number, text);
  }

  setAttribute(name: string, value: unknown): void {
    const isClass = typeof value === "string" && value !== "" && CLASS_PROPERTY.test(name) && this.element !== undefined;
    this.tree.write(Op.PROP, this.number, name, isClass ? this.tree.naming.classes(this.element as TreeElement, value) : sent(value));
  }

  removeAttribute(name: string): void {
    this.tree.write(Op.REMOVE_PROP, this.number, name);
  }

  setText(text: string): void {
    this.tree.write(Op.SET_TEXT, this.number, text);
  }

  setModelBindingStat(name: string, listener: ((value: unknown) => void) | null): void {
    this.models ??= new Map();
    if (listener === null) this.models.delete(name);
    else this.models.set(name, listener);
    this.tree.write(Op.MODEL, this.number, name, listener !== null);
  }

  setListenerStats(type: string, capture: boolean, mutLevel: number): void {
    this.listens ??= new Map();
    const bits = mutLevel === FINAL ? Listen.CATCH : Listen.BIND;
    const flags = (this.listens.get(type) ?? 0) | (capture ? bits << 2 : bits) | (mutLevel === MUT ? Listen.MUT : 0);
    this.listens.set(type, flags);
    this.tree.write(Op.LISTEN, this.number, type, flags);
  }
}

/** A function can't be sent; templates give one when a method is passed as property. */
function sent(value: unknown): unknown {
  return typeof value === "function" || typeof value === "symbol" ? null : value;
}
