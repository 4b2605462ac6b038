/** What the fields of a form have in common: a name, and knowing one another by their elements. */
import type { Component, ComponentContext } from "../component";

export interface Field extends Component {
  /** The name a form collects the value under; "" when the program gave none. */
  fieldName(): string;
  value(): unknown;
  reset(): void;
}

export function isField(component: Component): component is Field {
  return "fieldName" in component;
}

const standing = new WeakMap<Element, Component>();

/** Remember which component an element is, so that a label can find what its `for` names. */
export function stand<C extends Component>(element: Element, component: C): C {
  standing.set(element, component);
  return component;
}

export function standingAt(element: Element | null): Component | null {
  return (element && standing.get(element)) ?? null;
}

/** Class names of the program, in the sheet of the component that wrote them. */
export function classes(context: ComponentContext, names: string): string {
  const scoped = (context as { classes?: (text: string) => string }).classes;
  return scoped ? scoped.call(context, names) : names;
}

/** Keyboard and screen readers: what the element is, and whether it can be reached. */
export function announce(element: HTMLElement, role: string, isDisabled: boolean, states: Record<string, string | number | boolean>): void {
  element.setAttribute("role", role);
  element.tabIndex = isDisabled ? -1 : 0;
  element.toggleAttribute("disabled", isDisabled);
  element.setAttribute("aria-disabled", String(isDisabled));
  for (const [name, value] of Object.entries(states)) element.setAttribute(`aria-${name}`, String(value));
}

/** Space or Enter on the element itself does what a tap does. */
export function pressable(element: HTMLElement, press: () => void, keys = [" "]): void {
  element.addEventListener("keydown", (event) => {
    if (event.target !== element || !keys.includes(event.key)) return;
    event.preventDefault();
    press();
  });
}
