/** One node of the tree as the back end keeps it: its place among its siblings, its classes, what is listened for. */
import type { Element as TreeElement, GeneralComponent } from "glass-easel";
import { Listen, Op } from "../protocol/ops";
import type { Tree } from "./tree";

const MUT = 1;
const FINAL = 2;
const CLASS_PROPERTY = /(?:-c|C)lass$/;

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
  private classProperties: Map<string, { given: string; written: string }> | null = null;
  /** Types and flags in turn: few nodes listen for more than one. */
  private listens: (string | number)[] | null = null;
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
    if (this.isHost) this.tree.out().push(Op.HOST, this.number, this.tag, owner, (element as GeneralComponent).is);
    else this.tree.out().push(Op.ELEMENT, this.number, this.tag, owner);
    this.standing = this.tree.naming.standing(element);
    if (this.standing !== "") this.paint();
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
    this.tree.out().push(Op.REMOVE, this.number, child.number);
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
    // Some built-ins have slots of their own, such as the refresher of a scroll-view.
    const slot = child.element?.slot ?? "";
    if (slot !== "" && !this.isHost) this.tree.out().push(Op.PROP, child.number, "slot", slot);
    if (before === null) this.tree.out().push(Op.APPEND, this.number, child.number);
    else this.tree.out().push(Op.INSERT, this.number, child.number, before.number);
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
    this.tree.out().push(Op.ID, this.number, id);
  }

  setStyleScope(): void {}

  setStyle(text: string): void {
    this.tree.out().push(Op.STYLE, this.number, text);
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
    this.tree.out().push(Op.CLASS, this.number, text);
  }

  setAttribute(name: string, value: unknown): void {
    if (typeof value !== "string" || !CLASS_PROPERTY.test(name) || this.element === undefined) {
      this.tree.out().push(Op.PROP, this.number, name, sent(value));
      return;
    }
    const written = this.tree.naming.classes(this.element, value);
    this.classProperties ??= new Map();
    this.classProperties.set(name, { given: value, written });
    this.tree.classProperties(this);
    this.tree.out().push(Op.PROP, this.number, name, written);
  }

  writeClassProperties(): void {
    for (const [name, one] of this.classProperties ?? []) {
      const written = this.tree.naming.classes(this.element as TreeElement, one.given);
      if (written === one.written) continue;
      one.written = written;
      this.tree.out().push(Op.PROP, this.number, name, written);
    }
  }

  removeAttribute(name: string): void {
    this.tree.out().push(Op.REMOVE_PROP, this.number, name);
  }

  setText(text: string): void {
    this.tree.out().push(Op.SET_TEXT, this.number, text);
  }

  setModelBindingStat(name: string, listener: ((value: unknown) => void) | null): void {
    this.models ??= new Map();
    if (listener === null) this.models.delete(name);
    else this.models.set(name, listener);
    this.tree.out().push(Op.MODEL, this.number, name, listener !== null);
  }

  setListenerStats(type: string, capture: boolean, mutLevel: number): void {
    this.listens ??= [];
    const known = this.listens.indexOf(type);
    const at = known < 0 ? this.listens.push(type, 0) - 2 : known;
    const bits = mutLevel === FINAL ? Listen.CATCH : Listen.BIND;
    const flags = (this.listens[at + 1] as number) | (capture ? bits << 2 : bits) | (mutLevel === MUT ? Listen.MUT : 0);
    this.listens[at + 1] = flags;
    this.tree.out().push(Op.LISTEN, this.number, type, flags);
  }
}

/** A function can't be sent; templates give one when a method is passed as property. */
function sent(value: unknown): unknown {
  return typeof value === "function" || typeof value === "symbol" ? null : value;
}
