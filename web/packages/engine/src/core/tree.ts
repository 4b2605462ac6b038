/** The back end of the component tree: what the tree does to its nodes is written down as operations for the view. */
import type { Element as TreeElement, GeneralComponent } from "glass-easel";
import { Op } from "../protocol/ops";
import type { Ops } from "../protocol/ops";
import { TreeNode } from "./tree-node";

/** Tag that tells hosts of custom components from built-ins; never reaches the view. */
export const HOST_TAG = "hutong-host";

/** How a program's own names are made ready for the view. */
export interface Naming {
  /** Prefix of a style scope; "" for styles of pages and of the app. */
  prefix(scope: number): string;
  /** Classes an element has from where it stands: its component's host class, the mark of its owner's template. */
  standing(element: TreeElement): string;
  /** Class names given as a property of a built-in (hover-class …), written as the owner's sheet knows them. */
  classes(element: TreeElement, text: string): string;
}

const MODE_COMPOSED = 2;

export class Tree {
  private ops: Ops = [];
  private readonly nodes = new Map<number, TreeNode>();
  private readonly virtualHosts = new WeakMap<GeneralComponent, number>();
  private readonly componentsByNumber = new Map<number, GeneralComponent>();
  private repainted: TreeNode[] = [];
  /** Built-ins with class names as properties, which external classes may change. */
  private readonly classed = new Set<TreeNode>();
  private areClassesStale = false;
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
    this.out().push(...fields);
  }

  /** Where operations go; for the frequent ones, which push their fields themselves. */
  out(): Ops {
    if (this.ops.length === 0) this.wake();
    return this.ops;
  }

  take(): Ops {
    for (const node of this.repainted) node.writeClasses();
    this.repainted = [];
    if (this.areClassesStale) for (const node of this.classed) node.writeClassProperties();
    this.areClassesStale = false;
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
    this.classed.delete(node);
    this.out().push(Op.RELEASE, node.number);
  }

  repaint(node: TreeNode): void {
    if (this.repainted.length === 0) this.wake();
    this.repainted.push(node);
  }

  classProperties(node: TreeNode): void {
    this.classed.add(node);
  }

  externalClassChanged(): void {
    this.areClassesStale = true;
    this.wake();
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
    this.tree.out().push(Op.TEXT, node.number, text);
    return node;
  }
  createFragment(): TreeNode {
    return new TreeNode(this.tree, "#fragment", false);
  }
  onEvent(): void {}
}
