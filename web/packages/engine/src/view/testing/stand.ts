/**
 * The view without a core and without a messenger: a test draws a tree, does what a person does, and reads what was told.
 * It stands alone in a document, under the headers a frame has.
 */
import { Op, type Ops } from "../../protocol/ops";
import type { Boot } from "../../protocol/messages";
import { View } from "../view";

/** [tag, attributes, ...children]; `id`, `class`, `style`, `on` and `catch` (events to listen for) are what they say, the rest are properties. */
export type Tree = string | [tag: string, attributes: Record<string, unknown>, ...children: Tree[]];

export interface Heard {
  /** The id the tree gave to the element. */
  id: string;
  /** An event, or "=name" for a two-way property. */
  type: string;
  detail: unknown;
}

const PAGE = 1;

export class Stand {
  heard: Heard[] = [];
  /** What the messenger answers, by the name of the question. */
  readonly answers: Record<string, unknown> = {};
  readonly #core = new MessageChannel();
  readonly #host = new MessageChannel();
  readonly #numbers = new Map<string, number>();
  readonly #ids = new Map<number, string>();
  readonly #waiting = new Map<number, (result: unknown) => void>();
  #hearsTaps = false;
  #last = 100;
  #asked = 0;

  constructor(readonly options: { theme: "light" | "dark"; language: "zh_CN" | "en"; style: string; files: string; page?: object; sheet?: string }) {
    this.#core.port2.onmessage = ({ data }) => this.#fromView(data as Record<string, unknown>);
    this.#host.port2.onmessage = ({ data }) => {
      const { t, id, name } = data as { t: string; id: number; name: string };
      if (t === "ask") this.#host.port2.postMessage({ t: "answer", id, result: this.answers[name] ?? null });
    };
    const boot = {
      protocol: 1, manifest: { darkmode: true, components: {} }, main: { name: "main", service: "", view: "", styles: { "": options.sheet ?? "" } },
      assetBase: options.files, proxyBase: options.files, theme: options.theme, language: options.language,
    };
    new View(boot as unknown as Boot, { core: this.#core.port1, host: this.#host.port1 }, 0);
  }

  show(trees: Tree[]): void {
    const ops: Ops = [Op.ELEMENT, PAGE, "page", 0];
    const page = {
      scope: "p", enablePullDownRefresh: false, onReachBottomDistance: 50, disableScroll: false, wantsScroll: false, wantsReachBottom: false,
      navigationStyle: "default", hasTabBar: false, style: this.options.style, ...this.options.page,
    };
    for (const tree of trees) ops.push(Op.APPEND, PAGE, this.#build(tree, ops));
    this.#send([...ops, Op.PAGE, PAGE, PAGE, "pages/a", page, Op.PAGE_SHOW, PAGE, "none"]);
  }

  prop(id: string, name: string, value: unknown): void {
    this.#send([Op.PROP, this.#numbers.get(id), name, value]);
  }

  method(id: string, name: string, ...args: unknown[]): Promise<unknown> {
    return this.#ask((call) => this.#send([Op.METHOD, this.#numbers.get(id), name, args, call]));
  }

  node(id: string): Promise<unknown> {
    const requests = [{ nodes: [this.#numbers.get(id)], single: true, fields: { node: true } }];
    return this.#ask((call) => this.#core.port2.postMessage({ t: "query", id: call, page: PAGE, requests })).then((result) => (result as { node: unknown }[][])[0]?.[0]?.node);
  }

  /** What a selector query gives for one element, or for the page. */
  measure(id: string | null, fields: Record<string, unknown>): Promise<unknown> {
    const nodes = id === null ? "viewport" : [this.#numbers.get(id)];
    return this.#ask((call) => this.#core.port2.postMessage({ t: "query", id: call, page: PAGE, requests: [{ nodes, single: true, fields }] })).then(
      (result) => (result as unknown[][])[0]?.[0],
    );
  }

  /** wx.pageScrollTo and what else concerns the page. */
  command(name: string, data: unknown): void {
    this.#core.port2.postMessage({ t: "page", page: PAGE, name, data });
  }

  observe(id: string, thresholds: number[]): void {
    const relatives = [{ node: 0, margins: { left: 0, top: 0, right: 0, bottom: 0 } }];
    this.#core.port2.postMessage({ t: "observe", id: 1, page: PAGE, request: { nodes: [this.#numbers.get(id)], relatives, thresholds, initialRatio: 0 } });
  }

  #ask(send: (call: number) => void): Promise<unknown> {
    const call = ++this.#asked;
    return new Promise((resolve) => {
      this.#waiting.set(call, resolve);
      send(call);
    });
  }

  #build(tree: Tree, ops: Ops): number {
    const node = ++this.#last;
    if (typeof tree === "string") {
      ops.push(Op.TEXT, node, tree);
      return node;
    }
    const [tag, attributes, ...children] = tree;
    ops.push(Op.ELEMENT, node, tag, PAGE);
    for (const [name, value] of Object.entries(attributes)) {
      if (name === "style") ops.push(Op.STYLE, node, value);
      else if (name === "class") ops.push(Op.CLASS, node, value);
      else if (name === "on" || name === "catch") for (const type of value as string[]) this.#listen(node, type, name === "catch" ? 2 : 1, ops);
      else if (name === "id") this.#name(node, String(value), ops);
      else ops.push(Op.PROP, node, name, value);
    }
    for (const child of children) ops.push(Op.APPEND, node, this.#build(child, ops));
    return node;
  }

  #listen(node: number, type: string, flags: number, ops: Ops): void {
    if (type === "tap") this.#hearsTaps = true;
    ops.push(Op.LISTEN, node, type, flags);
  }

  #name(node: number, id: string, ops: Ops): void {
    ops.push(Op.ID, node, id);
    this.#ids.set(node, id);
    this.#numbers.set(id, node);
  }

  #send(ops: Ops): void {
    this.#core.port2.postMessage({ t: "ops", ops });
  }

  #fromView(message: Record<string, unknown>): void {
    const id = this.#ids.get(message["node"] as number) ?? "";
    const hear = (type: string, detail: unknown, of = id): void => void this.heard.push({ id: of, type, detail });
    switch (message["t"]) {
      case "event":
        // A tap is told whether anybody listens or not.
        if (message["type"] !== "tap" || this.#hearsTaps) hear(String(message["type"]), message["detail"]);
        return;
      case "value":
        return hear(`=${String(message["name"])}`, message["value"]);
      case "open":
        return hear("open", message["openType"]);
      case "navigate":
        return hear("navigate", message["data"]);
      case "seen":
        return hear("seen", (message["data"] as { intersectionRatio: number }).intersectionRatio);
      case "bottom":
      case "pull":
      case "scroll":
        return hear(message["t"], message["top"] ?? null, "page");
      case "error":
        return hear("failed", message["message"], "");
      case "answer":
        this.#waiting.get(message["id"] as number)?.(message["result"]);
    }
  }
}

Object.assign(globalThis, { Stand });
