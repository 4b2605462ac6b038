/** Templates as the tree needs them: event handlers get plain events, WXS handlers and listeners go to the view. */
import { Component, template } from "glass-easel";
import type { Element as TreeElement, GeneralComponent, ShadowedEvent, templateEngine } from "glass-easel";
import { Op, Listen } from "../protocol/ops";
import { keepReturn, plainEvent } from "./events";
import { faceOf } from "./faces";
import type { Face } from "./seam";
import type { Tree } from "./tree";
import type { Wxs } from "./wxs";

interface ListenOptions {
  final: boolean;
  mutated: boolean;
  capture: boolean;
}

/** Where a function of a template comes from, as the compiled template says. */
type Origin = (string | number)[] | null | undefined;

/** The part of the template's drawing hand that we guide. */
interface Hand {
  v: (element: TreeElement, type: string, handler: unknown, isFinal: boolean, isMutating: boolean, isCapture: boolean, isDynamic: boolean, origin?: Origin) => void;
  p: (element: TreeElement, name: string, listener: unknown, origin?: Origin) => void;
  d: (element: TreeElement, name: string, value: unknown) => void;
  r: (element: TreeElement, name: string, value: unknown, model?: unknown, origin?: Origin) => void;
  c: (element: TreeElement, value: unknown) => void;
  y: (element: TreeElement, value: unknown) => void;
}

export interface TemplateSurroundings {
  tree: Tree;
  wxs: Wxs;
  /** A listener stands where the view sees no element: it must be told of the type at the page. */
  listenAtPage(element: TreeElement, type: string): void;
  report(error: unknown, where: string): void;
  noHandler(component: GeneralComponent, type: string, handler: string): void;
}

/** glass-easel's own engine, each instance with a guided hand. */
export function guidedEngine(around: TemplateSurroundings): templateEngine.TemplateEngine {
  const engine = new template.GlassEaselTemplateEngine();
  return {
    create(behavior, options) {
      const made = engine.create(behavior, options);
      return {
        createInstance(component, createShadowRoot) {
          const instance = made.createInstance(component, createShadowRoot);
          guide((instance as unknown as { procGenWrapper: Hand }).procGenWrapper, around);
          return forgiving(instance, component, around);
        },
      };
    },
  };
}

/** A template that fails leaves what it had drawn; nothing else stops. */
function forgiving(instance: templateEngine.TemplateInstance, component: GeneralComponent, around: TemplateSurroundings): templateEngine.TemplateInstance {
  const { initValues, updateValues } = instance;
  instance.initValues = (data) => {
    try {
      return initValues.call(instance, data);
    } catch (error) {
      around.report(error, `${component.is}.wxml`);
      return instance.shadowRoot;
    }
  };
  instance.updateValues = (data, changes) => {
    try {
      updateValues.call(instance, data, changes);
    } catch (error) {
      around.report(error, `${component.is}.wxml`);
    }
  };
  return instance;
}

/** bindtap, catchtap, capture-bindtap, mut-bindtap: events written without a colon. Few properties begin with b, c or m. */
const EVENT_NAME = /^(capture-)?(mut-bind|bind|catch)(.+)$/;

/** A component may have a property called "bindable"; then it is one. */
function isProperty(element: TreeElement, name: string): boolean {
  const component = element.asGeneralComponent();
  if (component === null) return false;
  return Component.hasProperty(component, name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase())) || component.hasExternalClass(name);
}

function guide(hand: Hand, around: TemplateSurroundings): void {
  const { tree, wxs } = around;
  const listeners = new WeakMap<TreeElement, Map<string, (event: ShadowedEvent<unknown>) => unknown>>();
  const watched = new WeakMap<TreeElement, Set<string>>();

  const listen = (element: TreeElement, type: string, handler: string | null, options: ListenOptions, isDynamic: boolean): void => {
    const listener = (event: ShadowedEvent<unknown>): unknown => {
      if (handler === null) return undefined;
      const host = element.ownerShadowRoot?.getHostNode();
      return host === undefined ? undefined : call(host, handler, event);
    };
    if (isDynamic) replaced(element, type, listener, options);
    if (handler === "") return;
    element.addListener(type, listener as never, options);
    if (element.getBackendElement() === null) around.listenAtPage(element, type);
  };

  /** A handler whose name is an expression: the one before goes. */
  const replaced = (element: TreeElement, type: string, listener: (event: ShadowedEvent<unknown>) => unknown, options: ListenOptions): void => {
    const key = `${type}/${String(options.capture)}/${String(options.final)}/${String(options.mutated)}`;
    const known = listeners.get(element) ?? new Map<string, (event: ShadowedEvent<unknown>) => unknown>();
    const before = known.get(key);
    if (before !== undefined) element.removeListener(type, before as never, options);
    listeners.set(element, known.set(key, listener));
  };

  const call = (host: GeneralComponent, handler: string, event: ShadowedEvent<unknown>): unknown => {
    const face: Face = faceOf(host);
    const method = face[handler];
    if (typeof method !== "function") {
      around.noHandler(host, event.type, handler);
      return undefined;
    }
    let returned: unknown;
    try {
      returned = method.call(face, plainEvent(event, (one) => tree.numberOf(one)));
    } catch (error) {
      around.report(error, `${host.is} ${handler}`);
      return undefined;
    }
    keepReturn(event, returned);
    // Only false stops an event; a promise or a number means nothing.
    return returned === false ? false : undefined;
  };

  hand.v = (element, type, handler, isFinal, isMutating, isCapture, isDynamic, origin) => {
    const options = { final: isFinal, mutated: isMutating, capture: isCapture };
    const source = wxs.source(handler, origin);
    if (source === undefined) {
      listen(element, type, typeof handler === "string" ? handler : handler === null || handler === undefined ? "" : String(handler), options, isDynamic);
      return;
    }
    const flags = (isFinal ? Listen.CATCH : Listen.BIND) * (isCapture ? 4 : 1) + (isMutating ? Listen.MUT : 0);
    const owner = tree.owner(element.ownerShadowRoot?.getHostNode());
    tree.write(Op.WXS_HANDLER, tree.numberOf(element), type, flags, source.module, source.name, owner);
    // The function runs in the view; here the event only has to stop where it stops there.
    if (isFinal || isMutating) listen(element, type, null, options, isDynamic);
  };

  hand.p = (element, name, listener, origin) => {
    const source = wxs.source(listener, origin);
    if (source === undefined) return;
    const names = watched.get(element) ?? new Set<string>();
    if (names.has(name)) return;
    watched.set(element, names.add(name));
    const owner = tree.owner(element.ownerShadowRoot?.getHostNode());
    tree.write(Op.WXS_CHANGE, tree.numberOf(element), name, source.module, source.name, owner);
  };

  const setDataset = hand.d;
  hand.d = (element, name, value) => {
    if (element.dataset[name] === value && (typeof value !== "object" || value === null) && value !== undefined) return;
    setDataset(element, name, value);
    const number = tree.numberOf(element);
    if (number !== 0) tree.write(Op.DATASET, number, name, typeof value === "function" ? null : value);
  };

  /** Properties of components stay here, except those a WXS listener in the view waits for. */
  const tell = (element: TreeElement, name: string, value: unknown): void => {
    if (watched.get(element)?.has(name) !== true || element.asNativeNode() !== null) return;
    tree.write(Op.PROP, tree.numberOf(element), name, typeof value === "function" ? null : value);
  };
  const setProperty = hand.r;
  hand.r = (element, name, value, model, origin) => {
    const first = name.charCodeAt(0);
    const event = first === 98 || first === 99 || first === 109 ? EVENT_NAME.exec(name) : null;
    if (event !== null && !isProperty(element, name)) {
      const [, capture, how, type = ""] = event;
      hand.v(element, type, value, how === "catch", how === "mut-bind", capture !== undefined, true, origin);
      return;
    }
    setProperty(element, name, value, model, origin);
    if (element.asGeneralComponent()?.hasExternalClass(name) === true) tree.externalClassChanged();
    tell(element, name, value);
  };
}
