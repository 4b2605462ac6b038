/** Forms: the view collects the fields it draws, the core adds custom components that are fields. */
import type { Element as TreeElement, GeneralComponent } from "glass-easel";
import { isFormField, isFormGroup } from "./behaviors";
import { isRecord } from "./definitions";

/** The detail of a submit with the values of custom fields below the form. */
export function withCustomFields(form: TreeElement, detail: unknown): unknown {
  if (!isRecord(detail)) return detail;
  const value: Record<string, unknown> = isRecord(detail.value) ? { ...detail.value } : {};
  collect(form, value);
  return { ...detail, value };
}

export function customFieldsOf(form: TreeElement): GeneralComponent[] {
  const fields: GeneralComponent[] = [];
  walk(form, (component) => fields.push(component));
  return fields;
}

function collect(form: TreeElement, value: Record<string, unknown>): void {
  walk(form, (component) => {
    const data = component.data as Record<string, unknown>;
    if (typeof data.name === "string" && data.name !== "") value[data.name] = data.value;
  });
}

/** Fields stand in the form's own template, in slots, or inside components that pass their fields on (form-field-group). */
function walk(element: TreeElement, found: (component: GeneralComponent) => void): void {
  for (const child of element.childNodes) {
    const inner = child.asElement();
    if (inner === null) continue;
    const component = inner.asGeneralComponent();
    if (component !== null && isFormField(component)) found(component);
    const shadowRoot = component !== null && isFormGroup(component) ? component.getShadowRoot() : null;
    if (shadowRoot !== null) walk(shadowRoot, found);
    walk(inner, found);
  }
}
