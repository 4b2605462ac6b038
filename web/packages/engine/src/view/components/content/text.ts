/** `<text>` with `decode` or `space`: the written text differs from the given one. */
import { nodeOf, TextNode } from "../../nodes";
import { text as asText, truth } from "../component";
import type { ComponentFactory } from "../component";

const ENTITIES: Readonly<Record<string, string>> = {
  nbsp: "\u00a0", lt: "<", gt: ">", amp: "&", apos: "'", quot: '"', ensp: "\u2002", emsp: "\u2003",
};
const SPACES: Readonly<Record<string, string>> = { nbsp: "\u00a0", ensp: "\u2002", emsp: "\u2003" };

export function decoded(source: string): string {
  return source.replace(/&(nbsp|lt|gt|amp|apos|quot|ensp|emsp);/g, (_whole, name: string) => ENTITIES[name] ?? "");
}

export function spaced(source: string, space: string): string {
  const wide = SPACES[space];
  return wide === undefined ? source : source.replace(/ /g, wide);
}

/** A line feed that was written as backslash and n. */
export function withLineFeeds(source: string): string {
  return source.includes("\\n") ? source.replaceAll("\\n", "\n") : source;
}

export const text: ComponentFactory = (element) => {
  let isDecoded = false;
  let space = "";
  const rewrite = (): void => {
    for (const child of element.childNodes) {
      const node = nodeOf(child);
      if (!(node instanceof TextNode)) continue;
      const source = withLineFeeds(node.source);
      const written = spaced(isDecoded ? decoded(source) : source, space);
      if (node.element.data !== written) node.element.data = written;
    }
  };
  return {
    prop(name, value) {
      if (name === "decode") isDecoded = truth(value);
      else if (name === "space") space = asText(value);
      else element.classList.toggle("hutong-selectable", truth(value));
      rewrite();
    },
    children: rewrite,
  };
};
