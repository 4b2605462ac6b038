/** Behaviours: those of programs and the platform's own (wx://form-field and its like). */
import { ComponentSpace } from "glass-easel";
import type { GeneralBehavior, GeneralComponent } from "glass-easel";
import { tidied } from "./definitions";
import type { Definition } from "./definitions";

type Filter = (definition: Definition, filters: Filter[]) => void;

const FORM_FIELD = "form-field";
const filters = new WeakMap<object, Filter>();
const nested = new WeakMap<object, Filter[]>();

/** `wx://…` behaviours live in a space of their own, found by that address. */
export function addPlatformBehaviors(space: ComponentSpace): void {
  const own = new ComponentSpace();
  own.define(FORM_FIELD).definition({ properties: { name: String, value: null } } as never).registerBehavior();
  own.define("form-field-group").definition({}).registerBehavior();
  own.define("form-field-button").definition({}).registerBehavior();
  own.define("proxy-scroll-view").definition({}).registerBehavior();
  own.define("component-export").definition({}).registerBehavior();
  space.importSpace("wx://", own, true);
}

export function isFormField(component: GeneralComponent): boolean {
  return component.hasBehavior(`wx://${FORM_FIELD}`);
}

export function isFormGroup(component: GeneralComponent): boolean {
  return component.hasBehavior("wx://form-field-group");
}

export function exportsItself(component: GeneralComponent): boolean {
  return component.hasBehavior("wx://component-export");
}

/** What Behavior() gives: the tree's own object, so that relations and hasBehavior know it. */
export function makeBehavior(space: ComponentSpace, definition: Definition): GeneralBehavior {
  filtered(definition);
  const behavior = space.define().definition(tidied(definition, false) as never).registerBehavior() as unknown as GeneralBehavior;
  if (typeof definition.definitionFilter === "function") {
    filters.set(behavior, definition.definitionFilter as Filter);
    nested.set(behavior, filtersOf(definition));
  }
  return behavior;
}

/** definitionFilter of behaviours sees, and may change, what uses them. */
export function filtered(definition: Definition): void {
  for (const behavior of listed(definition)) {
    if (typeof behavior !== "object" || behavior === null) continue;
    filters.get(behavior)?.(definition, nested.get(behavior) ?? []);
  }
}

function filtersOf(definition: Definition): Filter[] {
  return listed(definition).flatMap((behavior) => {
    const filter = typeof behavior === "object" && behavior !== null ? filters.get(behavior) : undefined;
    return filter === undefined ? [] : [filter];
  });
}

function listed(definition: Definition): unknown[] {
  return Array.isArray(definition.behaviors) ? definition.behaviors : [];
}
