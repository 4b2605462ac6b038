/** What the fields of a form have in common: a name, and knowing one another by their elements. */
import type { Component } from "../component";

export interface Field extends Component {
  /** The name a form collects the value under; "" when the program gave none. */
  fieldName(): string;
  value(): unknown;
  reset(): void;
}

export function isField(component: Component): component is Field {
  return "fieldName" in component;
}

/** Keyboard and screen readers: what the element is, and whether it can be reached. */
export function announce(element: HTMLElement, role: string, isDisabled: boolean, states: Record<string, string | number | boolean>): void {
  element.setAttribute("role", role);
  element.tabIndex = isDisabled ? -1 : 0;
  element.toggleAttribute("disabled", isDisabled);
  element.setAttribute("aria-disabled", String(isDisabled));
  for (const [name, value] of Object.entries(states)) element.setAttribute(`aria-${name}`, String(value));
}
