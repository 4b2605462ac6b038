/** Nodes by selector: #id, .class, tag, attribute, descendants, and >>> into components. */
import type { Element as TreeElement } from "glass-easel";

interface Step {
  tag: string;
  id: string;
  classes: string[];
  attributes: [string, string][];
  /** How it stands to the step before. */
  relation: "descendant" | "child" | "inside";
}

const PART = /([#.]?)(-?[\w\u0080-\uffff][\w\u0080-\uffff:-]*|\*)|\[([\w-]+)(?:\s*=\s*["']?([^"'\]]*)["']?)?\]/g;

export function find(root: TreeElement, selector: string, all: boolean): TreeElement[] {
  const alternatives = selector.split(",").map(steps).filter((one) => one.length > 0);
  const found: TreeElement[] = [];
  const reaches = alternatives.some((one) => one.some((step) => step.relation === "inside"));
  walk(root, reaches, (element, path) => {
    if (alternatives.some((one) => matches(element, path, one, one.length - 1))) found.push(element);
    return all || found.length === 0;
  });
  return found;
}

/** Depth first; `path` leads from the root to the element's parent. Gives false to stop. */
function walk(element: TreeElement, reaches: boolean, visit: (element: TreeElement, path: TreeElement[]) => boolean, path: TreeElement[] = []): boolean {
  const inside = reaches && path.length > 0 ? element.asGeneralComponent()?.getShadowRoot() : undefined;
  const below = [...path, element];
  if (inside !== undefined && inside !== null && !walk(inside, reaches, visit, below)) return false;
  for (const child of element.childNodes) {
    const inner = child.asElement();
    if (inner === null) continue;
    const isReal = inner.asVirtualNode() === null;
    if (isReal && !visit(inner, below)) return false;
    if (!walk(inner, reaches, visit, below)) return false;
  }
  return true;
}

function matches(element: TreeElement, path: TreeElement[], chain: Step[], at: number): boolean {
  const step = chain[at];
  if (step === undefined) return true;
  if (!fits(element, step)) return false;
  if (at === 0) return true;
  for (let index = path.length - 1; index >= 0; index -= 1) {
    const above = path[index] as TreeElement;
    if (above.asVirtualNode() !== null && above.asShadowRoot() === null) continue;
    if (above.asShadowRoot() !== null) {
      if (step.relation !== "inside") return false;
      continue;
    }
    if (matches(above, path.slice(0, index), chain, at - 1)) return true;
    if (step.relation === "child") return false;
  }
  return false;
}

function fits(element: TreeElement, step: Step): boolean {
  if (step.id !== "" && element.id !== step.id) return false;
  if (!step.classes.every((name) => element.classList?.contains(name))) return false;
  if (step.tag !== "" && step.tag !== "*" && tagOf(element) !== step.tag) return false;
  return step.attributes.every(([name, value]) => {
    const own = name.startsWith("data-") ? element.dataset[camel(name.slice(5))] : element.getAttribute(name);
    return value === "" ? own !== undefined && own !== null : String(own) === value;
  });
}

export function tagOf(element: TreeElement): string {
  return element.asNativeNode()?.is ?? element.asGeneralComponent()?.tagName ?? "";
}

function camel(name: string): string {
  return name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
}

function steps(selector: string): Step[] {
  const chain: Step[] = [];
  let relation: Step["relation"] = "descendant";
  for (const word of selector.trim().replace(/\s*>>>\s*/g, " >>> ").replace(/\s*(?<!>)>(?!>)\s*/g, " > ").split(/\s+/)) {
    if (word === ">>>") relation = "inside";
    else if (word === ">") relation = "child";
    else if (word !== "") {
      const step = stepOf(word, relation);
      if (step === undefined) return [];
      chain.push(step);
      relation = "descendant";
    }
  }
  return chain;
}

function stepOf(word: string, relation: Step["relation"]): Step | undefined {
  const step: Step = { tag: "", id: "", classes: [], attributes: [], relation };
  let read = 0;
  for (const [text, mark, name, attribute, value] of word.matchAll(PART)) {
    read += text.length;
    if (attribute !== undefined) step.attributes.push([attribute, value ?? ""]);
    else if (mark === "#") step.id = name ?? "";
    else if (mark === ".") step.classes.push(name ?? "");
    else step.tag = name ?? "";
  }
  return read === word.length ? step : undefined;
}
