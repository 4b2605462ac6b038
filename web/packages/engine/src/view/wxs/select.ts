/** Selectors of `selectComponent` in WXS: ids, classes (with or without their scope), descendants. */

/** ".a .b, #c" as selectors that also find scoped classes ("c1--a"). */
export function scopedSelector(selector: string): string | null {
  const groups = selector.split(",").map((group) => group.trim().split(/\s*>>>\s*|\s+/));
  const written: string[] = [];
  for (const group of groups) {
    const parts = group.map(compound);
    if (parts.some((part) => part === null)) return null;
    written.push(parts.join(" "));
  }
  return written.join(", ");
}

function compound(text: string): string | null {
  if (text === ">") return ">";
  if (!/^([.#]?[\w-]+)+$/.test(text)) return null;
  return text.replace(/([.#]?)([\w-]+)/g, (_whole, kind: string, name: string) => {
    if (kind === "#") return `#${CSS.escape(name)}`;
    if (kind === ".") return `:is(.${CSS.escape(name)}, [class$="--${name}"], [class*="--${name} "])`;
    return `wx-${name}`;
  });
}

export function select(roots: readonly Element[], selector: string): Element[] {
  const written = scopedSelector(selector);
  if (written === null) return [];
  const found = new Set<Element>();
  for (const root of roots) {
    if (root.matches(written)) found.add(root);
    for (const element of root.querySelectorAll(written)) found.add(element);
  }
  return [...found];
}
