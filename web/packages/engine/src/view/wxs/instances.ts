/** What WXS sees of nodes and components: a few harmless methods, nothing of the document. */
import type { ViewToCore } from "../../protocol/messages";
import { nodeOf, toggleClass, upwards, ViewNode } from "../nodes";
import type { Nodes } from "../nodes";
import { withoutRpx } from "../style";
import { select } from "./select";

export type Instance = Readonly<Record<string, (...args: never[]) => unknown>>;

export class Instances {
  private readonly made = new Map<number, Instance>();
  private readonly states = new Map<number, Record<string, unknown>>();

  constructor(
    private readonly nodes: Nodes,
    private readonly send: (message: ViewToCore) => void,
  ) {}

  /** One and the same object for a node as long as it lives. */
  of(number: number): Instance | null {
    const isKnown = this.nodes.element(number) !== null || this.nodes.virtual.has(number);
    if (!isKnown) {
      this.made.delete(number);
      this.states.delete(number);
      return null;
    }
    let instance = this.made.get(number);
    if (instance === undefined) {
      instance = Object.freeze(this.make(number));
      this.made.set(number, instance);
    }
    return instance;
  }

  private make(number: number): Instance {
    const node = (): ViewNode | null => this.nodes.element(number);
    return {
      selectComponent: (selector: string) => this.select(number, selector)[0] ?? null,
      selectAllComponents: (selector: string) => this.select(number, selector),
      setStyle: (style: unknown) => this.withNode(node(), (one) => setStyle(one, style)),
      addClass: (name: string) => this.withNode(node(), (one) => toggleClass(one, this.scoped(one, name), true)),
      removeClass: (name: string) => this.withNode(node(), (one) => removeClass(one, name)),
      hasClass: (name: string) => hasClass(node(), name),
      getDataset: () => ({ ...node()?.dataset }),
      callMethod: (method: string, args: unknown) => this.callMethod(number, method, args),
      requestAnimationFrame: (done: () => void) => requestAnimationFrame(() => done()),
      cancelAnimationFrame: (frame: number) => cancelAnimationFrame(frame),
      setTimeout: (done: () => void, ms: number) => window.setTimeout(() => done(), ms),
      clearTimeout: (timer: number) => window.clearTimeout(timer),
      getState: () => this.state(number),
      triggerEvent: (type: string, detail: unknown, options: Record<string, unknown>) => this.trigger(number, type, detail, options),
      getComputedStyle: (names: string[]) => computed(node(), names),
      getBoundingClientRect: () => rectangle(node()),
    };
  }

  private withNode(node: ViewNode | null, done: (node: ViewNode) => void): void {
    if (node !== null) done(node);
  }

  private state(number: number): Record<string, unknown> {
    let state = this.states.get(number);
    if (state === undefined) {
      state = {};
      this.states.set(number, state);
    }
    return state;
  }

  /** A component sees its own template; a page sees all of its own. */
  private select(number: number, selector: string): Instance[] {
    const found: Instance[] = [];
    for (const element of select(this.roots(number), selector)) {
      const node = nodeOf(element);
      if (!(node instanceof ViewNode) || node.owner !== number) continue;
      const instance = this.of(node.number);
      if (instance !== null) found.push(instance);
    }
    return found;
  }

  private roots(number: number): Element[] {
    const own = this.nodes.element(number);
    if (own !== null) return [own.element];
    return [...this.nodes.elements()].filter((node) => node.owner === number).map((node) => node.element);
  }

  /** Methods are those of the component itself, or of the one in whose template the element stands. */
  private callMethod(number: number, method: string, args: unknown): void {
    const component = this.componentOf(number);
    if (component !== 0) this.send({ t: "wxs", kind: "call", component, method: String(method), args: plain(args) });
  }

  private trigger(number: number, type: string, detail: unknown, options: Record<string, unknown> = {}): void {
    const component = this.componentOf(number);
    if (component === 0) return;
    this.send({ t: "wxs", kind: "trigger", component, type: String(type), detail: plain(detail), options: { ...options } });
  }

  private componentOf(number: number): number {
    const node = this.nodes.element(number);
    if (node === null) return this.nodes.virtual.has(number) ? number : 0;
    return node.path !== "" || node.tag === "page" ? number : node.owner;
  }

  private scoped(node: ViewNode, name: string): string {
    const prefix = ownPrefix(node);
    return prefix === "" ? name : `${name} ${prefix}${name}`;
  }
}

/** The prefix of isolated classes, as the element itself shows it: "c3f--row" -> "c3f--". */
function ownPrefix(node: ViewNode): string {
  for (const one of [node, ...upwards(node)]) {
    if (one.owner !== node.owner) continue;
    const found = /(?:^|\s)([\w-]+?--)[\w-]/.exec(one.classes);
    if (found?.[1] !== undefined) return found[1];
  }
  return "";
}

function removeClass(node: ViewNode, name: string): void {
  toggleClass(node, `${name} ${ownPrefix(node)}${name}`, false);
  node.classes = node.classes
    .split(/\s+/)
    .filter((one) => one !== name && one !== `${ownPrefix(node)}${name}`)
    .join(" ");
  toggleClass(node, "", false);
}

function hasClass(node: ViewNode | null, name: string): boolean {
  if (node === null) return false;
  return [...node.element.classList].some((one) => one === name || one.endsWith(`--${name}`));
}

function setStyle(node: ViewNode, style: unknown): void {
  const given: Record<string, string> = {};
  if (typeof style === "string") {
    for (const line of style.split(";")) {
      const colon = line.indexOf(":");
      if (colon > 0) given[line.slice(0, colon).trim()] = withoutRpx(line.slice(colon + 1).trim());
    }
  } else if (typeof style === "object" && style !== null) {
    for (const [name, value] of Object.entries(style)) given[dashed(name)] = withoutRpx(String(value ?? ""));
  }
  node.wxsStyle = { ...node.wxsStyle, ...given };
  for (const [name, value] of Object.entries(given)) {
    if (/url\s*\(/i.test(value)) continue;
    const isImportant = /!\s*important\s*$/i.test(value);
    node.element.style.setProperty(name, value.replace(/!\s*important\s*$/i, ""), isImportant ? "important" : "");
  }
}

function dashed(name: string): string {
  return name.replace(/[A-Z]/g, (up) => `-${up.toLowerCase()}`);
}

function computed(node: ViewNode | null, names: unknown): Record<string, string> {
  if (node === null || !Array.isArray(names)) return {};
  const style = getComputedStyle(node.element);
  return Object.fromEntries(names.map((name) => [String(name), style.getPropertyValue(dashed(String(name)))]));
}

function rectangle(node: ViewNode | null): Record<string, number> {
  const box = node?.element.getBoundingClientRect();
  if (box === undefined) return { left: 0, top: 0, right: 0, bottom: 0, width: 0, height: 0 };
  const { left, top, right, bottom, width, height } = box;
  return { left, top, right, bottom, width, height };
}

/** Only data goes to the core: functions and instances stay. */
function plain(value: unknown): unknown {
  try {
    return JSON.parse(JSON.stringify(value ?? null));
  } catch {
    return null;
  }
}
