/** Makes elements of the program's tags and gives them what the template says. Every tag becomes `wx-<tag>`. */
import { Listen } from "../protocol/ops";
import type { Component, ComponentContext, ComponentFactory } from "./components/component";
import { number, text, truth } from "./components/component";
import { EAGER, HOVERS, LATE, LAZY } from "./components/registry";
import { nearest, nodeOf, toggleClass, ViewNode, writeClasses } from "./nodes";
import { playSteps } from "./animate";
import { safeStyle } from "./style";

/** What elements need of the view. */
export interface ElementsHost {
  context(node: ViewNode): ComponentContext;
  resolve(source: string): string;
  /** The factory of a component in the second file. */
  late(tag: string): Promise<ComponentFactory | undefined>;
  isAlive(node: ViewNode): boolean;
  changed(node: ViewNode, name: string, value: unknown, old: unknown): void;
  listening(node: ViewNode, type: string): void;
  arrived(node: ViewNode): void;
}

const names = new Map<string, string>();

/** "hover-start-time" -> "hoverStartTime". */
export function camel(name: string): string {
  let found = names.get(name);
  if (found === undefined) {
    found = name.replace(/-([a-z])/g, (_dash, letter: string) => letter.toUpperCase());
    names.set(name, found);
  }
  return found;
}

const dashes = new Map<string, string>();

/** "userId" -> "user-id". */
function dashed(name: string): string {
  let found = dashes.get(name);
  if (found === undefined) {
    found = name.replace(/[A-Z]/g, (up) => `-${up.toLowerCase()}`);
    dashes.set(name, found);
  }
  return found;
}

/** What a template may write onto the element itself. */
const ATTRIBUTE = /^(aria-[a-z]+|role|tabindex)$/;
/** Roles of things one taps: keys reach them. */
const PRESSED = /^(button|link|checkbox|radio|switch|tab|menuitem|option)$/;
const TAG = /^[a-z][a-z0-9_-]*$/;

/** A template can name no element of HTML: neither script nor iframe can come of it. */
function elementOf(tag: string): HTMLElement {
  let model = models.get(tag);
  if (model === undefined) {
    const plain = tag.toLowerCase();
    model = document.createElement(`wx-${TAG.test(plain) ? plain : "unknown"}`);
    models.set(tag, model);
  }
  return model.cloneNode(false) as HTMLElement;
}

/** One of each tag: a copy is quicker than a new one. */
const models = new Map<string, HTMLElement>();

export class Elements {
  constructor(private readonly lender: ElementsHost) {}

  create(number_: number, tag: string, owner: number): ViewNode {
    const node = new ViewNode(number_, tag, owner, elementOf(tag));
    const hover = HOVERS[tag];
    if (hover !== undefined) node.hover = { ...hover };
    const factory = EAGER[tag];
    if (factory !== undefined) this.equip(node, factory(node.element, this.lender.context(node)));
    else if (LATE.has(tag)) node.coming = this.fetch(node);
    return node;
  }

  host(number_: number, tag: string, owner: number, path: string): ViewNode {
    const node = new ViewNode(number_, tag, owner, elementOf(tag));
    node.path = path;
    return node;
  }

  /** What came meanwhile, children and properties, is given to the component when it is there. */
  private async fetch(node: ViewNode): Promise<void> {
    const factory = await this.lender.late(node.tag);
    node.coming = null;
    if (factory === undefined || !this.lender.isAlive(node)) return;
    const children = [...node.element.childNodes];
    this.equip(node, factory(node.element, this.lender.context(node)));
    node.place.append(...children);
    for (const [name, value] of Object.entries(node.properties ?? {})) node.component?.prop?.(name, value);
    this.lender.arrived(node);
  }

  private equip(node: ViewNode, component: Component): void {
    node.component = component;
    if (component.content !== undefined) node.place = component.content;
  }

  property(node: ViewNode, raw: string, value: unknown): void {
    const name = camel(raw);
    const old = node.properties?.[name];
    node.properties ??= {};
    node.properties[name] = value;
    if (ATTRIBUTE.test(raw)) this.attribute(node, raw, value);
    else if (name === "ariaRole") this.attribute(node, "role", value);
    else if (name === "ariaLabel") this.attribute(node, "aria-label", value);
    else if (name === "hidden") node.element.toggleAttribute("hidden", truth(value));
    else if (name.startsWith("hover")) this.hover(node, name, value);
    else if (name === "animation") playSteps(node, value);
    else if (name === "slot") node.element.dataset["slot"] = text(value);
    else if (name === "markerId") node.element.dataset["marker"] = text(value);
    if (node.path === "") this.tell(node, name, value);
    if (node.changes?.has(raw) === true) this.lender.changed(node, raw, value, old);
  }

  private tell(node: ViewNode, name: string, value: unknown): void {
    if (node.component === null) {
      const late = LAZY[node.tag];
      if (late === undefined || !late.properties.includes(name)) return;
      this.equip(node, late.factory(node.element, this.lender.context(node)));
      this.lender.arrived(node);
    }
    node.component?.prop?.(name, value);
  }

  private attribute(node: ViewNode, name: string, value: unknown): void {
    if (value === undefined || value === null || value === "") node.element.removeAttribute(name);
    else node.element.setAttribute(name, text(value));
    if (name === "role" && PRESSED.test(text(value)) && !node.element.hasAttribute("tabindex")) node.element.tabIndex = 0;
  }

  private hover(node: ViewNode, name: string, value: unknown): void {
    node.hover ??= { className: "", startMs: 50, stayMs: 400, stops: false };
    if (name === "hoverClass") {
      const given = text(value).trim();
      const standard = HOVERS[node.tag]?.className ?? "";
      node.hover.className = given === "none" ? "" : given === "" ? standard : given;
    } else if (name === "hoverStartTime") node.hover.startMs = number(value, 50);
    else if (name === "hoverStayTime") node.hover.stayMs = number(value, 400);
    else if (name === "hoverStopPropagation") node.hover.stops = truth(value);
  }

  classes(node: ViewNode, whole: string): void {
    node.classes = whole;
    writeClasses(node);
  }

  toggle(node: ViewNode, name: string, isOn: boolean): void {
    toggleClass(node, name, isOn);
  }

  style(node: ViewNode, whole: string): void {
    node.style = whole;
    node.element.style.cssText = safeStyle(whole, this.lender.resolve);
    if (node.wxsStyle === null) return;
    for (const [name, value] of Object.entries(node.wxsStyle)) node.element.style.setProperty(name, value);
  }

  dataset(node: ViewNode, name: string, value: unknown): void {
    node.dataset ??= {};
    node.dataset[name] = value;
    // `[data-state="on"]` in a sheet; whole objects are for scripts alone.
    if (typeof value === "object" || !/^[a-zA-Z][a-zA-Z0-9]*$/.test(name)) return;
    node.element.setAttribute(`data-${dashed(name)}`, text(value));
  }

  /** -1 keeps the flags: a WXS handler came. */
  listen(node: ViewNode, type: string, flags: number): void {
    node.listeners ??= new Map();
    if (flags > 0) node.listeners.set(type, flags);
    else if (flags === 0) node.listeners.delete(type);
    if (flags > 0 && (flags & (Listen.CATCH | Listen.CAPTURE_CATCH)) !== 0 && type === "touchmove") this.block(node);
    this.lender.listening(node, type);
  }

  /** catchtouchmove: the page behind must not scroll, so this one listener may prevent. */
  private block(node: ViewNode): void {
    const prevent = (event: TouchEvent): void => {
      const flags = node.listeners?.get("touchmove") ?? 0;
      if ((flags & (Listen.CATCH | Listen.CAPTURE_CATCH)) !== 0 && event.cancelable) event.preventDefault();
    };
    node.element.addEventListener("touchmove", prevent, { passive: false });
    node.undo = [...(node.undo ?? []), () => node.element.removeEventListener("touchmove", prevent)];
  }

  /** The node whose children stand in this element. */
  holder(element: Element): ViewNode | null {
    const found = nodeOf(element);
    return found instanceof ViewNode ? found : nearest(element);
  }

  above(node: ViewNode): ViewNode | null {
    return nearest(node.element.parentNode);
  }
}
