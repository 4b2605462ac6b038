/**
 * editor.
 *
 * | method | arguments | result |
 * |---|---|---|
 * | format | name, value (the value as `rest[0]`), or {name, value} | |
 * | removeFormat, undo, redo, clear, blur, scrollIntoView, deleteText, insertDivider | {} | |
 * | insertText | {text} | |
 * | insertImage | {src, alt, width, height, data} | |
 * | setContents | {html} or {delta} | |
 * | getContents | {} | {html, text, delta: {ops}} |
 * | getSelectionText | {} | {text} |
 *
 * Told: ready {}, focus, blur, input {html, text, delta}, statuschange (the formats where the cursor stands).
 */
import { parseHtml } from "../content/html";
import { part, text, truth, type ComponentFactory } from "../component";
import { plainText, readDelta, readNodes, writeHtml, type Formats, type Insert } from "./delta";
import { format, prepareCommands } from "./format";
import { drawDelta, formatsAt, imageElement, readPaper } from "./paper";

const METHODS = [
  "format", "removeFormat", "undo", "redo", "clear", "blur", "scrollIntoView", "deleteText", "insertDivider", "insertText", "insertImage",
  "setContents", "getContents", "getSelectionText",
];
const EMPTY: Insert[] = [{ insert: "\n" }];

export const editor: ComponentFactory = (element, context) => {
  const paper = part("paper");
  paper.contentEditable = "true";
  paper.role = "textbox";
  paper.ariaMultiLine = "true";
  paper.ariaLabel = context.surroundings.language() === "en" ? "Text" : "正文";
  element.append(paper);
  let kept: Range | null = null;
  let told = "{}";
  const load = (source: string) => context.load(source);

  function contents(): { html: string; text: string; delta: { ops: Insert[] } } {
    const delta = readPaper(paper);
    return { html: writeHtml(delta), text: plainText(delta), delta: { ops: delta } };
  }

  function put(delta: Insert[]): void {
    drawDelta(paper, delta.length > 0 ? delta : EMPTY, load);
    changed();
  }

  function changed(): void {
    paper.classList.toggle("hutong-paper-empty", paper.textContent === "" && !paper.querySelector("img,hr,li"));
    status();
    if (context.listens("input")) context.emit("input", contents());
  }

  function formats(): Formats {
    return formatsAt(paper, getSelection()?.anchorNode ?? null);
  }

  function status(): void {
    const now = formats();
    const written = JSON.stringify(now);
    if (written === told) return;
    told = written;
    context.emit("statuschange", now);
  }

  /** A press on the program's own tools took the cursor away: it comes back to where it was. */
  function hold(): void {
    const selection = getSelection();
    if (selection?.anchorNode && paper.contains(selection.anchorNode)) return;
    paper.focus({ preventScroll: true });
    selection?.selectAllChildren(paper.lastElementChild ?? paper);
    selection?.collapseToEnd();
    if (!kept || !paper.contains(kept.startContainer)) return;
    selection?.removeAllRanges();
    selection?.addRange(kept);
  }

  const watch = (): void => {
    const selection = getSelection();
    if (!selection?.anchorNode || !paper.contains(selection.anchorNode)) return;
    kept = selection.getRangeAt(0).cloneRange();
    status();
  };
  document.addEventListener("selectionchange", watch);
  paper.addEventListener("focus", () => context.emit("focus", contents()));
  paper.addEventListener("blur", () => context.emit("blur", contents()));
  paper.addEventListener("keydown", prepareCommands);
  paper.addEventListener("input", changed);
  paper.addEventListener("drop", (event) => event.preventDefault());
  paper.addEventListener("paste", (event) => {
    event.preventDefault();
    document.execCommand("insertText", false, event.clipboardData?.getData("text/plain") ?? "");
  });

  function insertNode(node: Node): void {
    const selection = getSelection();
    if (!selection || selection.rangeCount === 0) return;
    const range = selection.getRangeAt(0);
    range.deleteContents();
    range.insertNode(node);
    selection.collapse(node.parentNode, [...(node.parentNode?.childNodes ?? [])].indexOf(node as ChildNode) + 1);
    changed();
  }

  function edit(name: string, args: Record<string, unknown>): void {
    hold();
    prepareCommands();
    const rest = args["rest"] as unknown[] | undefined;
    if (name === "format") format(paper, text(args["name"] ?? args["value"]), rest ? rest[0] : args["name"] === undefined ? undefined : args["value"], formats());
    else if (name === "removeFormat") document.execCommand("removeFormat");
    else if (name === "undo" || name === "redo") document.execCommand(name);
    else if (name === "deleteText") document.execCommand("delete");
    else if (name === "insertText") document.execCommand("insertText", false, text(args["text"]));
    else if (name === "insertDivider") document.execCommand("insertHorizontalRule");
    else if (name === "insertImage") return insertNode(imageElement(text(args["src"]), imageFacts(args), load));
    changed();
  }

  drawDelta(paper, EMPTY, load);
  paper.classList.add("hutong-paper-empty");
  return {
    prop(name, value) {
      if (name === "readOnly") paper.contentEditable = String(!truth(value));
      else if (name === "placeholder") paper.dataset["placeholder"] = paper.ariaPlaceholder = paper.ariaLabel = text(value);
      else if (name === "enterkeyhint") paper.enterKeyHint = text(value);
    },
    ready: () => context.emit("ready", {}),
    fields: (name) => (name === "context" || name === "node" ? { methods: METHODS } : undefined),
    method(name, args) {
      if (name === "getContents") return contents();
      if (name === "getSelectionText") return { text: kept?.toString() ?? "" };
      if (name === "setContents") put(args["delta"] === undefined ? readNodes(parseHtml(text(args["html"]))) : readDelta(args["delta"]));
      else if (name === "clear") put(EMPTY);
      else if (name === "blur") paper.blur();
      else if (name === "scrollIntoView") (kept?.startContainer.parentElement ?? paper).scrollIntoView({ block: "nearest" });
      else if (METHODS.includes(name)) edit(name, args);
      return {};
    },
    activate: () => {
      if (document.activeElement !== paper) paper.focus();
    },
    dispose: () => document.removeEventListener("selectionchange", watch),
  };
};

function imageFacts(args: Record<string, unknown>): Formats {
  const facts: Formats = {};
  for (const name of ["alt", "width", "height"]) if (args[name] !== undefined) facts[name] = text(args[name]);
  const data = args["data"];
  if (typeof data === "object" && data !== null) facts["data-custom"] = new URLSearchParams(data as Record<string, string>).toString();
  return facts;
}
