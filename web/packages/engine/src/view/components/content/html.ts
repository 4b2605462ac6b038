/** HTML texts of `<rich-text>` as plain nodes. No parser of the browser is asked: what isn't on the list is never made. */

export type RichNode = { type: "text"; text: string } | RichElement;

export interface RichElement {
  type: "node";
  name: string;
  attrs: Record<string, string>;
  children: RichNode[];
}

const COMMON = "class style";
const LISTED: Readonly<Record<string, string>> = {
  bdo: "dir", col: "span width", colgroup: "span width", img: "alt src height width", ol: "start type", table: "width",
  td: "colspan height rowspan width", th: "colspan height rowspan width",
};
const PLAIN =
  "a abbr address article aside b bdi bdo big blockquote br caption center cite code col colgroup dd del div dl dt em fieldset font footer h1 h2 h3 h4 h5 h6 header hr i img ins " +
  "label legend li mark nav ol p pre q rt ruby s section small span strong sub sup table tbody td tfoot th thead tr tt u ul";
const ATTRIBUTES = new Map(PLAIN.split(" ").map((name) => [name, new Set(`${COMMON} ${LISTED[name] ?? ""}`.split(" ").filter(Boolean))]));
const VOID = new Set(["br", "hr", "img", "col", "input", "meta", "link", "source", "wbr", "area", "base", "embed", "param", "track"]);
/** Their text is no text. */
const RAW = /^(script|style|textarea|title|iframe|noscript|template|xmp|noembed|noframes)$/;

/** The attributes an element may have; undefined for elements that are left out. */
export function listed(name: string): ReadonlySet<string> | undefined {
  return ATTRIBUTES.get(name);
}

const NAMED: Readonly<Record<string, string>> = {
  nbsp: "\u00a0", lt: "<", gt: ">", amp: "&", apos: "'", quot: '"', ensp: "\u2002", emsp: "\u2003", copy: "©", reg: "®", trade: "™",
  middot: "·", bull: "•", hellip: "…", mdash: "—", ndash: "–", ldquo: "“", rdquo: "”", lsquo: "‘", rsquo: "’", times: "×", divide: "÷",
  yen: "¥", euro: "€", pound: "£", cent: "¢", deg: "°", plusmn: "±", laquo: "«", raquo: "»", rarr: "→", larr: "←", uarr: "↑", darr: "↓",
};

export function withoutEntities(text: string): string {
  if (!text.includes("&")) return text;
  return text.replace(/&(#x[0-9a-f]{1,6}|#\d{1,7}|[a-z]{2,8});/gi, (whole, name: string) => {
    if (!name.startsWith("#")) return NAMED[name] ?? whole;
    const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : "";
  });
}

const TAG = /<!--[\s\S]*?(?:-->|$)|<!\[CDATA\[([\s\S]*?)\]\]>|<[!?][^>]*>|<\/([a-z][\w:-]*)[^>]*>|<([a-z][\w:-]*)((?:[^>"']|"[^"]*"|'[^']*')*)>/gi;
const ATTRIBUTE = /([^\s=/"'<>]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/g;

export function parseHtml(source: string): RichNode[] {
  const root: RichElement = { type: "node", name: "", attrs: {}, children: [] };
  const open: RichElement[] = [root];
  let at = 0;
  const top = (): RichElement => open[open.length - 1] ?? root;
  const say = (text: string): void => {
    if (text !== "") top().children.push({ type: "text", text: withoutEntities(text) });
  };
  for (const found of source.matchAll(TAG)) {
    if (found.index < at) continue;
    say(source.slice(at, found.index));
    at = found.index + found[0].length;
    const opened = found[3]?.toLowerCase();
    const closed = found[2]?.toLowerCase();
    if (found[1] !== undefined) say(found[1]);
    else if (closed !== undefined) close(open, closed);
    else if (opened !== undefined && RAW.test(opened)) at = afterRaw(source, at, opened);
    else if (opened !== undefined) {
      const made: RichElement = { type: "node", name: opened, attrs: attributes(found[4] ?? ""), children: [] };
      if (opened === "p" || opened === "li" || opened === "tr" || opened === "td") closeSame(open, opened);
      top().children.push(made);
      if (!VOID.has(opened) && !/\/\s*$/.test(found[4] ?? "") && open.length < 200) open.push(made);
    }
  }
  say(source.slice(at));
  return root.children;
}

function close(open: RichElement[], name: string): void {
  for (let at = open.length - 1; at > 0; at -= 1) {
    if (open[at]?.name === name) {
      open.length = at;
      return;
    }
  }
}

/** `<p>a<p>b`: the first ends where the second begins. */
function closeSame(open: RichElement[], name: string): void {
  if (open[open.length - 1]?.name === name) open.pop();
}

function afterRaw(source: string, from: number, name: string): number {
  const end = source.toLowerCase().indexOf(`</${name}`, from);
  if (end < 0) return source.length;
  const closed = source.indexOf(">", end);
  return closed < 0 ? source.length : closed + 1;
}

function attributes(text: string): Record<string, string> {
  const found: Record<string, string> = {};
  for (const [, name = "", a, b, c] of text.matchAll(ATTRIBUTE)) {
    found[name.toLowerCase()] = withoutEntities(a ?? b ?? c ?? "");
  }
  return found;
}
