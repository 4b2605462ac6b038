/** Bodies as a person would write them: indented JSON and XML, anything else untouched. */

export type Language = "json" | "xml" | "text";

export interface Pretty {
  language: Language;
  text: string;
}

export function pretty(body: string): Pretty {
  const trimmed = body.trim();
  if (/^[[{]/.test(trimmed)) return prettyJson(trimmed) ?? { language: "text", text: body };
  if (trimmed.startsWith("<")) return { language: "xml", text: prettyXml(trimmed) };
  return { language: "text", text: body };
}

function prettyJson(text: string): Pretty | null {
  try {
    return { language: "json", text: JSON.stringify(JSON.parse(text), null, 2) };
  } catch {
    return null;
  }
}

// A parser would repair what it reads; the inspector has to show the mistakes too.
const token = /<!\[CDATA\[[\s\S]*?\]\]>|<[^>]*>|[^<]+/g;

function prettyXml(text: string): string {
  const pieces = (text.match(token) ?? []).map((piece) => piece.trim()).filter((piece) => piece !== "");
  const lines: string[] = [];
  let depth = 0;
  for (let index = 0; index < pieces.length; index += 1) {
    const kind = kindOf(pieces[index]);
    if (kind === "close") depth = Math.max(0, depth - 1);
    const last = kind === "open" ? endOfLeaf(pieces, index) : index;
    lines.push("  ".repeat(depth) + pieces.slice(index, (last ?? index) + 1).join(""));
    if (last === null) depth += 1;
    else index = last;
  }
  return lines.join("\n");
}

/** The place of the closing tag when the element at `index` holds text and nothing else. */
function endOfLeaf(pieces: string[], index: number): number | null {
  let last = index + 1;
  while (kindOf(pieces[last]) === "text") last += 1;
  return kindOf(pieces[last]) === "close" ? last : null;
}

function kindOf(piece: string | undefined): "open" | "close" | "whole" | "text" | null {
  if (piece === undefined) return null;
  if (piece.startsWith("</")) return "close";
  if (piece.startsWith("<![CDATA[") || !piece.startsWith("<")) return "text";
  return piece.endsWith("/>") || /^<[?!]/.test(piece) ? "whole" : "open";
}
