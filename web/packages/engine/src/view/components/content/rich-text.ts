/** `<rich-text>`: trusted elements of a text or a list of nodes, built one by one. */
import { part, text, truth } from "../component";
import type { ComponentContext, ComponentFactory } from "../component";
import { listed, parseHtml, withoutEntities } from "./html";
import { spaced } from "./text";

export const richText: ComponentFactory = (element, context) => {
  const holder = part("rich");
  element.append(holder);
  let nodes: unknown = "";
  let space = "";
  const draw = (): void => {
    const list = typeof nodes === "string" ? parseHtml(nodes) : Array.isArray(nodes) ? (nodes as unknown[]) : [];
    holder.replaceChildren(...list.flatMap((node) => built(node, space, context, 0)));
  };
  return {
    prop(name, value) {
      if (name === "nodes") nodes = value;
      else if (name === "space") space = text(value);
      else if (name === "userSelect" || name === "selectable") return void element.classList.toggle("hutong-selectable", truth(value));
      else return;
      draw();
    },
  };
};

function built(node: unknown, space: string, context: ComponentContext, depth: number): Node[] {
  if (typeof node !== "object" || node === null || depth > 100) return [];
  const given = node as { type?: unknown; text?: unknown; name?: unknown; attrs?: unknown; children?: unknown };
  if (given.type === "text" || (given.name === undefined && given.text !== undefined)) {
    return [document.createTextNode(spaced(withoutEntities(text(given.text)), space))];
  }
  const name = text(given.name).toLowerCase();
  const attributes = listed(name);
  if (attributes === undefined) return [];
  const element = document.createElement(name);
  for (const [attribute, value] of Object.entries((given.attrs ?? {}) as Record<string, unknown>)) {
    if (attributes.has(attribute.toLowerCase())) give(element, attribute.toLowerCase(), text(value), context);
  }
  for (const child of Array.isArray(given.children) ? (given.children as unknown[]) : []) {
    element.append(...built(child, space, context, depth + 1));
  }
  return [element];
}

function give(element: HTMLElement, name: string, value: string, context: ComponentContext): void {
  if (name === "style") element.style.cssText = context.style(value);
  else if (name === "class") element.className = value;
  else if (name === "src" && element instanceof HTMLImageElement) {
    element.referrerPolicy = "no-referrer";
    element.loading = "lazy";
    void context.load(value).then((address) => {
      if (address !== "") element.src = address;
    });
  } else element.setAttribute(name, value);
}
