/**
 * Text with its links found. Accounts may also write `<a href="…">words</a>`, as their servers do for WeChat; nothing
 * else of HTML is understood, it stays as it was typed.
 */
export type Piece =
  | { kind: "text"; text: string }
  | { kind: "link"; text: string; url: string }
  /** A link that answers for the person: `weixin://bizmsgmenu?msgmenucontent=…&msgmenuid=…`. */
  | { kind: "answer"; text: string; content: string; id: string };

const ANCHOR = /<a\s[^>]*?href\s*=\s*(?:"([^"]*)"|'([^']*)')[^>]*>([\s\S]*?)<\/a>/gi;
const ADDRESS = /https?:\/\/[^\s<>"'，。；！？、）】》」』]+/gi;
const TRAILING = /[.,;:!?)\]}'"]+$/;

export function piecesOf(text: string, withAnchors: boolean): Piece[] {
  if (!withAnchors) return addressesIn(text);
  const pieces: Piece[] = [];
  let from = 0;
  for (const match of text.matchAll(ANCHOR)) {
    const anchor = anchorOf(match[1] ?? match[2] ?? "", match[3] ?? "");
    if (!anchor) continue;
    pieces.push(...addressesIn(text.slice(from, match.index)), anchor);
    from = match.index + match[0].length;
  }
  pieces.push(...addressesIn(text.slice(from)));
  return pieces;
}

/** The same text as words alone, for one line of preview. */
export function plainText(text: string): string {
  return piecesOf(text, true)
    .map((piece) => piece.text)
    .join("");
}

function anchorOf(href: string, words: string): Piece | null {
  const url = parse(href.replaceAll("&amp;", "&"));
  if (url?.protocol === "http:" || url?.protocol === "https:") return { kind: "link", text: words, url: url.href };
  if (url?.protocol === "weixin:" && /bizmsgmenu/i.test(href)) {
    return { kind: "answer", text: words, content: url.searchParams.get("msgmenucontent") ?? words, id: url.searchParams.get("msgmenuid") ?? "" };
  }
  return null;
}

function addressesIn(text: string): Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  for (const match of text.matchAll(ADDRESS)) {
    const address = match[0].replace(TRAILING, "");
    if (!parse(address)) continue;
    if (match.index > from) pieces.push({ kind: "text", text: text.slice(from, match.index) });
    pieces.push({ kind: "link", text: address, url: address });
    from = match.index + address.length;
  }
  if (from < text.length) pieces.push({ kind: "text", text: text.slice(from) });
  return pieces;
}

function parse(address: string): URL | null {
  try {
    return new URL(address);
  } catch {
    return null;
  }
}
