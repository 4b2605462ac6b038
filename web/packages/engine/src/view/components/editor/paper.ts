/** The editable paper of an editor: a delta drawn as elements, elements read back as nodes, and formats put on what is chosen. */
import type { RichElement, RichNode } from "../content/html";
import {
  characterFormats, isSafe, kebab, lineFormats, linesOf, lineStyle, readNodes, runStyle, runTags, type Formats, type Insert, type Line,
} from "./delta";

/** Images are found by whoever draws the paper; an address the program gave stays beside the one that was found. */
export type Load = (source: string) => Promise<string>;

export function drawDelta(paper: HTMLElement, delta: Insert[], load: Load): void {
  const made: HTMLElement[] = [];
  let before: unknown;
  for (const line of linesOf(delta)) {
    const kind = line.formats["list"];
    if (kind !== undefined && kind !== before) made.push(listElement(String(kind)));
    before = kind;
    if (kind === undefined) made.push(lineElement(line, load));
    else made.at(-1)?.append(lineElement(line, load));
  }
  paper.replaceChildren(...made);
}

function listElement(kind: string): HTMLElement {
  const element = document.createElement(kind === "ordered" ? "ol" : "ul");
  if (kind === "checked" || kind === "unchecked") element.dataset["checked"] = String(kind === "checked");
  return element;
}

function lineElement({ runs, formats }: Line, load: Load): HTMLElement {
  if (runs.length === 1 && typeof runs[0]?.insert === "object" && "divider" in runs[0].insert) return document.createElement("hr");
  const element = document.createElement(formats["list"] !== undefined ? "li" : formats["header"] ? `h${String(Number(formats["header"]) || 1)}` : "p");
  dress(element, lineStyle(formats));
  if (formats["indent"]) indent(element, Number(formats["indent"]));
  element.append(...(runs.length > 0 ? runs.map((run) => runNode(run, load)) : [document.createElement("br")]));
  return element;
}

function runNode({ insert, attributes = {} }: Insert, load: Load): Node {
  if (typeof insert !== "string") return "image" in insert ? imageElement(insert.image, attributes, load) : document.createTextNode("");
  let node: Node = document.createTextNode(insert);
  const style = runStyle(attributes);
  const around = [...runTags(attributes), ...(Object.keys(style).length > 0 ? ["span"] : [])];
  for (const tag of around.reverse()) {
    const element = document.createElement(tag);
    if (tag === "span") dress(element, style);
    element.append(node);
    node = element;
  }
  return node;
}

export function imageElement(source: string, attributes: Formats, load: Load): HTMLImageElement {
  const image = document.createElement("img");
  image.dataset["src"] = source;
  image.alt = String(attributes["alt"] ?? "");
  if (attributes["data-custom"]) image.dataset["custom"] = String(attributes["data-custom"]);
  for (const side of ["width", "height"] as const) {
    const size = String(attributes[side] ?? "");
    if (size !== "" && isSafe(size)) image.style[side] = /^\d+(\.\d+)?$/.test(size) ? `${size}px` : size;
    if (size !== "") image.dataset[side] = size;
  }
  void load(source).then((address) => (image.src = address));
  return image;
}

export function dress(element: HTMLElement, style: Record<string, string>): void {
  for (const [name, value] of Object.entries(style)) if (isSafe(value)) element.style.setProperty(kebab(name), value);
}

export function indent(element: HTMLElement, steps: number): void {
  const held = Math.max(0, Math.min(8, steps));
  if (held === 0) delete element.dataset["indent"];
  else element.dataset["indent"] = String(held);
  element.style.paddingInlineStart = held === 0 ? "" : `${String(held * 2)}em`;
}

/** What stands on the paper, as nodes that a reader of HTML understands. */
export function readPaper(paper: HTMLElement): Insert[] {
  return readNodes([...paper.childNodes].flatMap(nodesOf));
}

function nodesOf(node: Node): RichNode[] {
  if (node instanceof Text) return [{ type: "text", text: node.data }];
  if (!(node instanceof HTMLElement)) return [];
  return [{ ...asElement(node), children: [...node.childNodes].flatMap(nodesOf) }];
}

function asElement(element: HTMLElement): RichElement {
  const attrs: Record<string, string> = { style: element.style.cssText };
  for (const name of ["alt", "color", "dir"]) if (element.getAttribute(name)) attrs[name] = element.getAttribute(name) ?? "";
  for (const [name, value] of Object.entries(element.dataset)) attrs[name === "width" || name === "height" ? name : `data-${name}`] = value ?? "";
  return { type: "node", name: element.tagName.toLowerCase(), attrs, children: [] };
}

/** The formats where the cursor stands. */
export function formatsAt(paper: HTMLElement, at: Node | null): Formats {
  const formats: Formats = {};
  for (let node = at; node && node !== paper; node = node.parentNode) {
    if (!(node instanceof HTMLElement)) continue;
    const element = asElement(node);
    Object.assign(formats, { ...characterFormats(element), ...lineFormats(element), ...formats });
    if (element.name === "ol" || element.name === "ul") formats["list"] = node.dataset["checked"] ? (node.dataset["checked"] === "true" ? "checked" : "unchecked") : element.name === "ol" ? "ordered" : "bullet";
  }
  return formats;
}

/** The lines that the selection touches. */
export function chosenLines(paper: HTMLElement): HTMLElement[] {
  const selection = getSelection();
  if (!selection || selection.rangeCount === 0) return [];
  const range = selection.getRangeAt(0);
  const lines = [...paper.querySelectorAll<HTMLElement>("p,h1,h2,h3,h4,h5,h6,li,div,blockquote")];
  return lines.filter((line) => range.intersectsNode(line));
}
