/**
 * form, label.
 *
 * | method of form | arguments | result |
 * |---|---|---|
 * | submit | {} (called by a button with form-type="submit") | tells `submit` {value: {name: value}, formId: ""} |
 * | reset | {} | every field goes back, then tells `reset` {} |
 *
 * The core adds the custom components with `wx://form-field` below the form to the value before the handlers run.
 */
import type { ComponentContext, ComponentFactory, Placed } from "../component";
import { text } from "../component";
import { isField, type Field } from "./field";

export const FIELDS = ["input", "textarea", "checkbox-group", "radio-group", "switch", "slider", "picker", "picker-view"];
const LABELLED = ["checkbox", "radio", "switch", "button", "input", "textarea", "picker"];

/** The values of named fields; the last of two with the same name stays, as an object must have it. */
export function collect(fields: Pick<Field, "fieldName" | "value">[]): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  for (const field of fields) {
    const name = field.fieldName();
    if (name !== "") Object.defineProperty(values, name, { value: field.value(), enumerable: true, configurable: true, writable: true });
  }
  return values;
}

export const form: ComponentFactory = (_element, context) => {
  const fields = () => context.below(...FIELDS).map((placed) => placed.component).filter(isField);
  return {
    method(name) {
      if (name === "submit") context.emit("submit", { value: collect(fields()), formId: "" });
      if (name !== "reset") return;
      for (const field of fields()) field.reset();
      context.emit("reset", {});
    },
  };
};

export const label: ComponentFactory = (element, context) => {
  let target = "";
  const found = () => (target === "" ? context.below(...LABELLED)[0] : named(element, context, target));

  /** The words of the label are the name of what it labels. */
  function name(): void {
    const control = found()?.element;
    const words = element.textContent.replace(/\s+/g, " ").trim();
    if (!control || words === "") return;
    (control.querySelector("input, textarea") ?? control).setAttribute("aria-label", words);
  }

  return {
    prop(prop, value) {
      if (prop === "for") target = text(value);
    },
    ready: () => context.frame(name),
    children: () => context.frame(name),
    activate(isSpent) {
      const component = isSpent ? undefined : found()?.component;
      if (component && !component.disabled?.()) component.activate?.(false);
    },
  };
};

function named(element: HTMLElement, context: ComponentContext, id: string): Placed | null {
  const target = (element.closest("wx-page") ?? element.ownerDocument).querySelector(`#${CSS.escape(id)}`);
  return target ? context.surroundings.at(target) : null;
}
