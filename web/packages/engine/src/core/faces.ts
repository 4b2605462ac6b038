/** Faces: what user code sees as `this`. A face knows its component, nothing in it can be enumerated by accident. */
import type { Element as TreeElement, GeneralComponent } from "glass-easel";
import type { Face } from "./seam";

const COMPONENT = Symbol("component");

export function bindFace(face: Face, component: GeneralComponent): void {
  Object.defineProperty(face, COMPONENT, { value: component });
}

export function componentOf(face: unknown): GeneralComponent | undefined {
  if (typeof face !== "object" || face === null) return undefined;
  return (face as { [COMPONENT]?: GeneralComponent })[COMPONENT];
}

export function faceOf(component: GeneralComponent): Face {
  return component.getMethodCaller() as unknown as Face;
}

/** Elements of the tree and faces of components both stand for an element. */
export function elementOf(target: unknown): TreeElement {
  return componentOf(target) ?? (target as TreeElement);
}

/** The page component a component lives in. */
export function rootOf(element: TreeElement): GeneralComponent {
  let node = element;
  for (let owner = node.ownerShadowRoot; owner !== null; owner = node.ownerShadowRoot) node = owner.getHostNode();
  return node as GeneralComponent;
}
