/** `EditorContext.format`: the name of a format and its value put on what is chosen. */
import { isSafe, LINE_FORMATS, STYLED, type Formats } from "./delta";
import { chosenLines, dress, indent } from "./paper";

const COMMANDS: Record<string, string> = { bold: "bold", italic: "italic", underline: "underline", ins: "underline", strike: "strikeThrough" };

function run(command: string, value?: string): void {
  document.execCommand(command, false, value);
}

/** Giving a format that is there already takes it away, as the platform does. */
export function format(paper: HTMLElement, name: string, value: unknown, now: Formats): void {
  const wanted = value === undefined || value === null ? "" : String(value as string);
  if (!isSafe(wanted)) return;
  const isOff = wanted === "" || wanted === "false" || (String(now[name] ?? "") === wanted && name !== "indent");
  if (COMMANDS[name]) run(COMMANDS[name]);
  else if (name === "script") run((isOff ? now["script"] : wanted) === "sub" ? "subscript" : "superscript");
  else if (name === "header") retag(paper, isOff ? "p" : `h${String(Math.min(6, Math.max(1, Number(wanted) || 1)))}`);
  else if (name === "align") chosenLines(paper).forEach((line) => dress(line, { textAlign: isOff ? "" : wanted }));
  else if (name === "list") list(paper, wanted, now);
  else if (name === "indent") chosenLines(paper).forEach((line) => indent(line, Number(line.dataset["indent"] ?? 0) + (Number(wanted) || 0)));
  else if (name === "direction") chosenLines(paper).forEach((line) => (line.style.direction = isOff ? "" : wanted));
  else if (LINE_FORMATS.includes(name)) chosenLines(paper).forEach((line) => dress(line, { [name]: isOff ? "" : wanted }));
  else if (STYLED.includes(name)) characters(paper, name, isOff ? "" : wanted);
}

/** Other elements for the chosen lines, with what is in them, their styles and the selection. */
function retag(paper: HTMLElement, tag: string): void {
  const selection = getSelection();
  const lines = chosenLines(paper).filter((line) => line.tagName !== "LI");
  if (lines.length === 0) run("formatBlock", tag);
  if (!selection || selection.rangeCount === 0 || lines.length === 0) return;
  const { startContainer, startOffset, endContainer, endOffset } = selection.getRangeAt(0);
  const made = new Map<Node, HTMLElement>();
  for (const line of lines) {
    const element = document.createElement(tag);
    for (const name of line.style) element.style.setProperty(name, line.style.getPropertyValue(name));
    Object.assign(element.dataset, line.dataset);
    element.append(...line.childNodes);
    line.replaceWith(element);
    made.set(line, element);
  }
  selection.setBaseAndExtent(made.get(startContainer) ?? startContainer, startOffset, made.get(endContainer) ?? endContainer, endOffset);
}

function list(paper: HTMLElement, wanted: string, now: Formats): void {
  const isOrdered = now["list"] === "ordered";
  const isSame = now["list"] === wanted || (wanted === "check" && /checked$/.test(String(now["list"] ?? "")));
  if (isSame || wanted === "") return run(isOrdered ? "insertOrderedList" : "insertUnorderedList");
  if (wanted === "ordered" ? !isOrdered : now["list"] === undefined || isOrdered) run(wanted === "ordered" ? "insertOrderedList" : "insertUnorderedList");
  for (const line of chosenLines(paper)) {
    const holder = line.closest<HTMLElement>("ul");
    if (!holder || !paper.contains(holder)) continue;
    if (wanted === "check" || wanted === "unchecked") holder.dataset["checked"] = "false";
    else if (wanted === "checked") holder.dataset["checked"] = "true";
    else delete holder.dataset["checked"];
  }
}

// The browser marks the chosen characters with a font of its own; the mark then becomes the style that was asked for. Styles that the
// browser's own commands would write are refused by the frame's policy, ours are set one by one.
const MARK = "hutong-mark";

function characters(paper: HTMLElement, name: string, value: string): void {
  run("fontName", MARK);
  for (const element of paper.querySelectorAll<HTMLElement>(`font[face='${MARK}']`)) {
    element.removeAttribute("face");
    dress(element, { [name]: value === "" ? "inherit" : value });
  }
}

/** Tags instead of styles, and a <p> for each line. */
export function prepareCommands(): void {
  run("styleWithCSS", "false");
  run("defaultParagraphSeparator", "p");
}
