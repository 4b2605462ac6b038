/** Definitions as programs write them, put in the shape the tree takes. */

/** The object given to Component(), Page() or Behavior(). */
export type Definition = Record<string, unknown>;
type Functions = Record<string, (...args: unknown[]) => unknown>;

const LIFETIMES = ["created", "attached", "ready", "moved", "detached", "error"];
const PAGE_EVENTS = new Set(["options", "behaviors", "data", "observers", "lifetimes", "pageLifetimes", "properties", "methods", "externalClasses", "relations"]);

/** Component() and Behavior(): only what the tree knows, each of the right kind. */
export function tidied(definition: Definition, isComponent: boolean): Definition {
  const { options, ...rest } = definition;
  const tidy: Definition = {};
  if (Array.isArray(rest.behaviors)) tidy.behaviors = rest.behaviors.filter((one) => one !== undefined && one !== null);
  if (isRecord(rest.properties)) tidy.properties = properties(rest.properties);
  if (isRecord(rest.data) || typeof rest.data === "function") tidy.data = rest.data;
  if (isRecord(rest.methods)) tidy.methods = functions(rest.methods);
  // wx://component-export: what selectComponent gives instead of the component.
  if (typeof rest.export === "function") tidy.methods = { ...(tidy.methods as Functions | undefined), export: rest.export };
  if (isRecord(rest.observers)) tidy.observers = functions(rest.observers, true);
  if (isRecord(rest.lifetimes) || LIFETIMES.some((name) => typeof rest[name] === "function")) tidy.lifetimes = lifetimes(rest);
  if (isRecord(rest.pageLifetimes)) tidy.pageLifetimes = functions(rest.pageLifetimes);
  if (isRecord(rest.relations)) tidy.relations = rest.relations;
  if (Array.isArray(rest.externalClasses)) tidy.externalClasses = rest.externalClasses.filter((name) => typeof name === "string");
  if (isComponent && isRecord(options)) tidy.options = options;
  return tidy;
}

/** Page(): functions become methods, other fields are laid on each page by `extras`. */
export function asComponent(definition: Definition): { definition: Definition; extras: () => Record<string, unknown> } {
  const methods: Functions = {};
  const fields: [string, unknown][] = [];
  for (const name in definition) {
    const value = definition[name];
    if (typeof value === "function" && !PAGE_EVENTS.has(name)) methods[name] = value as Functions[string];
    else if (!PAGE_EVENTS.has(name)) fields.push([name, value]);
  }
  const { behaviors, data, options, observers, lifetimes: life, pageLifetimes, properties: props, relations, externalClasses } = definition;
  const more = isRecord(definition.methods) ? functions(definition.methods) : {};
  return {
    definition: { behaviors, data, options, observers, lifetimes: life, pageLifetimes, properties: props, relations, externalClasses, methods: { ...more, ...methods } },
    extras: () => Object.fromEntries(fields.map(([name, value]) => [name, copied(value)])),
  };
}

/** Plain values are copied for each page; instances of classes stay one. */
export function copied<Value>(value: Value): Value {
  if (Array.isArray(value)) return value.map(copied) as Value;
  if (!isRecord(value)) return value;
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== null && prototype !== Object.prototype) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, copied(one)])) as Value;
}

function properties(given: Definition): Definition {
  const tidy: Definition = {};
  for (const [name, value] of Object.entries(given)) {
    if (!isRecord(value)) tidy[name] = typeOf(Array.isArray(value) ? value[0] : value);
    else if (Array.isArray(value.type)) tidy[name] = { ...value, type: typeOf(value.type[0]), optionalTypes: value.type.map(typeOf), observer: observerOf(value.observer) };
    else tidy[name] = { ...value, type: typeOf(value.type), observer: observerOf(value.observer) };
  }
  return tidy;
}

const TYPES: readonly unknown[] = [String, Number, Boolean, Object, Array, Function];

/** What is no type of the platform takes any value. */
function typeOf(type: unknown): unknown {
  return TYPES.includes(type) ? type : null;
}

/** An observer may be the name of a method, which may be missing. */
function observerOf(observer: unknown): unknown {
  if (typeof observer !== "string") return typeof observer === "function" ? observer : undefined;
  return function (this: Record<string, unknown>, ...args: unknown[]): unknown {
    const method = this[observer];
    return typeof method === "function" ? method.apply(this, args) : undefined;
  };
}

function functions(given: Definition, areNamesAllowed = false): Functions {
  const kept: Functions = {};
  for (const name in given) {
    const value = given[name];
    if (typeof value === "function" || (areNamesAllowed && typeof value === "string")) kept[name] = value as Functions[string];
  }
  return kept;
}

function lifetimes(definition: Definition): Functions {
  const inside = isRecord(definition.lifetimes) ? functions(definition.lifetimes) : {};
  for (const name of LIFETIMES) {
    const value = definition[name];
    if (inside[name] === undefined && typeof value === "function") inside[name] = value as Functions[string];
  }
  return inside;
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
