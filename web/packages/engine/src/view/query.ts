/** Answers of the selector query: the core chose the nodes, the view measures them. */
import type { NodeAnswer, NodeQuery } from "../protocol/messages";
import type { Handover } from "./components/component";
import type { Nodes, ViewNode } from "./nodes";
import type { Page } from "./page";

export interface Answers {
  results: (NodeAnswer | null)[][];
  transfer: Transferable[];
}

export function answer(requests: readonly NodeQuery[], nodes: Nodes, page: Page | undefined): Answers {
  const transfer: Transferable[] = [];
  const results = requests.map((request) => {
    if (request.nodes === "viewport") return [page === undefined ? null : viewport(page, request)];
    return request.nodes.map((number) => {
      const node = nodes.element(number);
      return node === null ? null : measure(node, request, transfer);
    });
  });
  return { results, transfer };
}

function viewport(page: Page, { fields }: NodeQuery): NodeAnswer {
  const found: NodeAnswer = {};
  const { clientWidth: width, clientHeight: height } = page.scroller;
  if (fields.rect === true) Object.assign(found, { left: 0, top: 0, right: width, bottom: height });
  if (fields.size === true || fields.rect === true) Object.assign(found, { width, height });
  if (fields.scrollOffset === true) Object.assign(found, offsets(page.scroller));
  return found;
}

function offsets(element: Element): NodeAnswer {
  return {
    scrollLeft: element.scrollLeft,
    scrollTop: element.scrollTop,
    scrollWidth: element.scrollWidth,
    scrollHeight: element.scrollHeight,
  };
}

function measure(node: ViewNode, { fields }: NodeQuery, transfer: Transferable[]): NodeAnswer {
  const found: NodeAnswer = {};
  if (fields.rect === true || fields.size === true) {
    const box = boxOf(node.element);
    if (fields.rect === true) Object.assign(found, { left: box.left, top: box.top, right: box.right, bottom: box.bottom });
    Object.assign(found, { width: box.width, height: box.height });
    if (fields.rect !== true || fields.size === true) Object.assign(found, { width: box.width, height: box.height });
  }
  if (fields.scrollOffset === true) Object.assign(found, offsets(scrollerOf(node)));
  for (const name of fields.properties ?? []) found[name] = propertyOf(node, name);
  if (fields.computedStyle !== undefined) {
    const style = getComputedStyle(node.element);
    for (const name of fields.computedStyle) found[name] = style.getPropertyValue(name.replace(/[A-Z]/g, (up) => `-${up.toLowerCase()}`));
  }
  if (fields.node === true) found["node"] = given(node.component?.fields?.("node"), transfer);
  if (fields.context === true) found["context"] = given(node.component?.fields?.("context"), transfer);
  return found;
}

/** A host in the style of `display: contents` is as large as what is in it. */
function boxOf(element: HTMLElement): DOMRect {
  const box = element.getBoundingClientRect();
  if (box.width > 0 || box.height > 0 || element.firstElementChild === null) return box;
  if (getComputedStyle(element).display !== "contents") return box;
  const range = document.createRange();
  range.selectNodeContents(element);
  return range.getBoundingClientRect();
}

function scrollerOf(node: ViewNode): Element {
  const own = node.component?.fields?.("scroller");
  return own instanceof Element ? own : node.element;
}

function propertyOf(node: ViewNode, name: string): unknown {
  const live = node.component?.fields?.(name);
  if (live !== undefined && !(live instanceof Node)) return live;
  return node.properties?.[name];
}

function given(result: unknown, transfer: Transferable[]): unknown {
  if (typeof result !== "object" || result === null || !("handover" in result)) return result;
  const handed = result as Handover;
  transfer.push(...handed.transfer);
  return handed.handover;
}
