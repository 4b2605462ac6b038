/** A view made of plain objects: applies operations, and sends what a person would do. */
import { ARITY, Op } from "../../protocol/ops";
import type { Ops } from "../../protocol/ops";
import type { CoreToView, ViewToCore } from "../../protocol/messages";
import type { Line } from "../links";

export interface MemoryNode {
  number: number;
  tag: string;
  path: string;
  owner: number;
  text: string;
  id: string;
  classes: string;
  style: string;
  props: Record<string, unknown>;
  dataset: Record<string, unknown>;
  listens: Record<string, number>;
  models: Set<string>;
  wxs: Record<string, unknown[]>;
  parent: MemoryNode | undefined;
  children: MemoryNode[];
}

export interface MemoryPage {
  page: number;
  root: MemoryNode;
  path: string;
  isShown: boolean;
  options: Record<string, unknown>;
  sheets: string[];
}

export class MemoryView implements Line {
  onmessage: ((event: { data: unknown }) => void) | null = null;
  readonly nodes = new Map<number, MemoryNode>();
  readonly pages = new Map<number, MemoryPage>();
  readonly methods: { node: number; name: string; args: unknown[] }[] = [];
  readonly animations: unknown[][] = [];
  readonly commands: CoreToView[] = [];
  /** A slow view tells what it has drawn when `drawn` is called. */
  isSlow = false;
  private held: ViewToCore[] = [];
  /** Every operation so far, one array each, for tests that look at the stream itself. */
  log: unknown[][] = [];

  postMessage(message: unknown): void {
    const said = structuredClone(message) as CoreToView;
    if (said.t === "ops") {
      this.apply(said.ops);
      if (said.ack === undefined) return;
      if (this.isSlow) this.held.push({ t: "flushed", id: said.ack });
      else this.say({ t: "flushed", id: said.ack });
      return;
    }
    this.commands.push(said);
    if (said.t === "query") this.say({ t: "answer", id: said.id, result: said.requests.map(({ nodes }) => (nodes === "viewport" ? [{}] : nodes.map((node) => ({ width: node })))) });
  }

  async drawn(): Promise<void> {
    for (const message of this.held.splice(0)) this.say(message);
    await settle();
  }

  say(message: ViewToCore): void {
    queueMicrotask(() => this.onmessage?.({ data: message }));
  }

  /** The page that is seen. */
  get page(): MemoryPage {
    const shown = [...this.pages.values()].filter((page) => page.isShown);
    const page = shown[shown.length - 1];
    if (page === undefined) throw new Error("no page is shown");
    return page;
  }

  find(selector: string, root = this.page.root): MemoryNode {
    const [found] = this.all(selector, root);
    if (found === undefined) throw new Error(`nothing is ${selector} in ${this.html(root)}`);
    return found;
  }

  all(selector: string, root = this.page.root): MemoryNode[] {
    const fits = (node: MemoryNode): boolean => {
      if (selector.startsWith("#")) return node.id === selector.slice(1);
      if (selector.startsWith(".")) return node.classes.split(" ").some((name) => name === selector.slice(1) || name.endsWith(`--${selector.slice(1)}`));
      return node.tag === selector;
    };
    return flat(root).filter(fits);
  }

  text(node = this.page.root): string {
    return node.tag === "#text" ? node.text : node.children.map((child) => this.text(child)).join("");
  }

  html(node = this.page.root): string {
    if (node.tag === "#text") return node.text;
    const classes = node.classes === "" ? "" : ` class="${node.classes}"`;
    return `<${node.tag}${node.id === "" ? "" : ` id="${node.id}"`}${classes}>${node.children.map((child) => this.html(child)).join("")}</${node.tag}>`;
  }

  /** A press on a node, as the gesture code of the view would tell it. */
  async tap(target: string | MemoryNode, type = "tap", detail: unknown = { x: 1, y: 2 }): Promise<void> {
    const node = typeof target === "string" ? this.find(target) : target;
    this.say({ t: "event", node: node.number, type, detail, touches: [], changedTouches: [], bubbles: true, composed: true, timeStamp: 5, offsets: [node.number, 3, 4] });
    await settle();
  }

  async fire(target: string | MemoryNode, type: string, detail: unknown): Promise<void> {
    const node = typeof target === "string" ? this.find(target) : target;
    this.say({ t: "event", node: node.number, type, detail, bubbles: false, composed: false, timeStamp: 5 });
    await settle();
  }

  async type(target: string | MemoryNode, value: string): Promise<void> {
    const node = typeof target === "string" ? this.find(target) : target;
    if (node.models.has("value")) this.say({ t: "value", node: node.number, name: "value", value });
    await this.fire(node, "input", { value, cursor: value.length, keyCode: 0 });
  }

  private apply(ops: Ops): void {
    for (let at = 0; at < ops.length; ) {
      const code = ops[at] as number;
      const arity = ARITY[code];
      if (arity === undefined) throw new Error(`unknown operation ${String(code)} at ${String(at)}`);
      const operands = ops.slice(at + 1, at + 1 + arity);
      this.log.push([code, ...operands]);
      this.one(code, operands);
      at += 1 + arity;
    }
  }

  private one(code: number, [a, b, c, d]: unknown[]): void {
    const node = this.nodes.get(a as number);
    switch (code) {
      case Op.ELEMENT:
        this.nodes.set(a as number, made(a, b, "", c));
        return;
      case Op.HOST:
        this.nodes.set(a as number, made(a, b, d, c));
        return;
      case Op.TEXT:
        this.nodes.set(a as number, { ...made(a, "#text", "", 0), text: String(b) });
        return;
      case Op.APPEND:
        return this.place(a, b, undefined);
      case Op.INSERT:
        return this.place(a, b, c);
      case Op.REMOVE:
        return remove(this.must(b));
      case Op.REPLACE:
        this.place(a, b, c);
        return remove(this.must(c));
      case Op.RELEASE:
        this.nodes.delete(a as number);
        return;
      case Op.PAGE:
        this.pages.set(a as number, { page: a as number, root: this.must(b), path: c as string, isShown: false, options: d as Record<string, unknown>, sheets: [] });
        return;
      case Op.STYLES:
        this.pages.get(a as number)?.sheets.push(...(b as string[]));
        return;
      case Op.PAGE_SHOW:
      case Op.PAGE_HIDE: {
        const page = this.pages.get(a as number);
        if (page !== undefined) page.isShown = code === Op.PAGE_SHOW;
        return;
      }
      case Op.PAGE_DROP:
        this.pages.delete(a as number);
        return;
      case Op.METHOD:
        this.methods.push({ node: a as number, name: b as string, args: c as unknown[] });
        if (d !== 0) this.say({ t: "answer", id: d as number, result: { called: b } });
        return;
      case Op.ANIMATE:
        this.animations.push([a, b, c]);
        if (d !== 0) this.say({ t: "answer", id: d as number, result: undefined });
        return;
      default:
        if (node !== undefined) attribute(code, node, [b, c, d]);
    }
  }

  private must(number: unknown): MemoryNode {
    const node = this.nodes.get(number as number);
    if (node === undefined) throw new Error(`there is no node ${String(number)}`);
    return node;
  }

  private place(parent: unknown, child: unknown, before: unknown): void {
    const above = this.must(parent);
    const node = this.must(child);
    remove(node);
    node.parent = above;
    const at = before === undefined ? above.children.length : above.children.indexOf(this.must(before));
    if (at < 0) throw new Error(`node ${String(before)} is no child of ${String(parent)}`);
    above.children.splice(at, 0, node);
  }
}

function made(number: unknown, tag: unknown, path: unknown, owner: unknown): MemoryNode {
  return {
    number: number as number, tag: tag as string, path: path as string, owner: owner as number, text: "", id: "", classes: "", style: "",
    props: {}, dataset: {}, listens: {}, models: new Set(), wxs: {}, parent: undefined, children: [],
  };
}

function remove(node: MemoryNode): void {
  if (node.parent === undefined) return;
  node.parent.children = node.parent.children.filter((child) => child !== node);
  node.parent = undefined;
}

function attribute(code: number, node: MemoryNode, [first, second, third]: unknown[]): void {
  const name = first as string;
  if (code === Op.SET_TEXT) node.text = name;
  else if (code === Op.PROP) node.props[name] = second;
  else if (code === Op.REMOVE_PROP) Reflect.deleteProperty(node.props, name);
  else if (code === Op.CLASS) node.classes = name;
  else if (code === Op.STYLE) node.style = name;
  else if (code === Op.ID) node.id = name;
  else if (code === Op.DATASET) node.dataset[name] = second;
  else if (code === Op.LISTEN) node.listens[name] = second as number;
  else if (code === Op.MODEL && second === true) node.models.add(name);
  else if (code === Op.WXS_HANDLER || code === Op.WXS_CHANGE) node.wxs[name] = [second, third];
}

function flat(node: MemoryNode): MemoryNode[] {
  return [node, ...node.children.flatMap(flat)];
}

/** Until nothing is left to do: messages, promises, and what they lead to. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 6; turn += 1) await new Promise((done) => setTimeout(done, 0));
}
