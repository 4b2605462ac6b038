/** What a built-in component is lent: the view as far as it concerns one node. */
import type { ViewToCore } from "../protocol/messages";
import type { Addresses } from "./addresses";
import type { ComponentContext, EmitOptions, Placed, Surroundings } from "./components/component";
import type { Dispatcher } from "./events/dispatcher";
import { nearest, nodeOf, upwards, ViewNode } from "./nodes";
import { safeStyle } from "./style";

export interface Lender {
  readonly dispatcher: Dispatcher;
  readonly addresses: Addresses;
  readonly surroundings: Surroundings;
  send(message: ViewToCore): void;
  ask(name: string, data: unknown): Promise<unknown>;
  basePath(node: ViewNode): string;
}

const frames = new Set<() => void>();
let isFrameAsked = false;

function nextFrame(done: () => void): void {
  frames.add(done);
  if (isFrameAsked) return;
  isFrameAsked = true;
  requestAnimationFrame(() => {
    isFrameAsked = false;
    const waiting = [...frames];
    frames.clear();
    for (const one of waiting) one();
  });
}

export function contextOf(node: ViewNode, view: Lender): ComponentContext {
  const media = node.tag === "video" || node.tag === "audio" ? "media" : "image";
  return {
    node: node.number,
    tag: node.tag,
    surroundings: view.surroundings,
    emit: (type, detail, options) => emit(node, view, type, detail, options),
    value: (name, value) => {
      if (node.properties !== null) node.properties[name] = value;
      view.send({ t: "value", node: node.number, name, value });
    },
    open: (openType, data) => view.send({ t: "open", node: node.number, openType, data: data ?? {} }),
    navigate: (data) => view.send({ t: "navigate", node: node.number, data }),
    call: (name, data) => view.ask(name, data),
    resolve: (source) => view.addresses.resolve(source, media, view.basePath(node)),
    load: (source) => view.addresses.load(source, media, view.basePath(node)),
    style: (text) => safeStyle(text, (source) => view.addresses.resolve(source, "image", view.basePath(node))),
    listens: (type) => node.listeners?.has(type) === true || node.wxs?.has(type) === true,
    frame: nextFrame,
    above: (...tags) => above(node, tags),
    below: (...tags) => below(node, tags),
  };
}

function emit(node: ViewNode, view: Lender, type: string, detail: unknown, options: EmitOptions = {}): void {
  view.dispatcher.fire(node, {
    type,
    detail: detail ?? {},
    bubbles: options.bubbles ?? false,
    composed: options.composed ?? false,
    ...(options.extra === undefined ? {} : { extra: options.extra }),
  });
}

export function placed(node: ViewNode): Placed | null {
  if (node.component === null) return null;
  return { node: node.number, tag: node.tag, element: node.element, component: node.component };
}

function above(node: ViewNode, tags: readonly string[]): Placed | null {
  const found = upwards(node).find((one) => one !== node && one.path === "" && tags.includes(one.tag) && one.component !== null);
  return found === undefined ? null : placed(found);
}

function below(node: ViewNode, tags: readonly string[]): Placed[] {
  const found: Placed[] = [];
  for (const dom of node.place.querySelectorAll(tags.map((tag) => `wx-${tag}`).join(","))) {
    const one = nodeOf(dom);
    if (!(one instanceof ViewNode) || one.path !== "") continue;
    const here = placed(one);
    if (here !== null) found.push(here);
  }
  return found;
}

export function componentAt(element: Element): Placed | null {
  const node = nearest(element);
  return node?.element === element ? placed(node) : null;
}
