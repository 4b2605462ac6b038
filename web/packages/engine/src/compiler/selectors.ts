/** Selectors of a style sheet, rewritten so that they reach only what they may. */

/** How far a sheet reaches. */
export interface Reach {
  /** In front of everything: ":where(.page) " for the program's own sheet; "" inside a component. */
  limit: string;
  /** Prefix of classes and mark of elements of an isolated component. */
  scope?: string;
}

export interface Rewritten {
  text: string;
  /** Selects by tag, id or attribute inside a component, so its elements need their mark. */
  usesMark: boolean;
}

const NAME = /(?:[\w-]|[^\0-\x7f]|\\[^])+/y;
const NESTING = new Set(["not", "is", "where", "has", "matches", "-webkit-any", "nth-child", "nth-last-child"]);

/** One selector list, without its block. */
export function rewriteSelectors(list: string, reach: Reach): Rewritten {
  const writer = new Writer(list, reach);
  const text = writer.list(true);
  return { text, usesMark: writer.usesMark };
}

class Writer {
  usesMark = false;
  private at = 0;

  constructor(
    private readonly text: string,
    private readonly reach: Reach,
  ) {}

  /** Selectors up to a closing bracket or the end. */
  list(isOuter: boolean): string {
    const selectors: string[] = [];
    do selectors.push(this.selector(isOuter).trim());
    while (this.eat(","));
    return selectors.filter((one) => one !== "").join(isOuter ? ",\n" : ",");
  }

  private selector(isOuter: boolean): string {
    let out = "";
    let namesPage = false;
    for (;;) {
      const compound = this.compound();
      namesPage ||= compound.isPage;
      out += compound.text;
      const gap = this.match(/\s*[>+~]\s*|\s+(?![,)\s]|$)/y);
      if (gap === undefined) break;
      out += gap.trim() || " ";
    }
    this.match(/\s+/y);
    const needsLimit = isOuter && !namesPage && this.reach.scope === undefined && out.trim() !== "";
    return needsLimit ? `${this.reach.limit} ${out.trim()}` : out;
  }

  /** Everything between two combinators. A mark goes in front of pseudo elements. */
  private compound(): { text: string; isPage: boolean } {
    const { scope } = this.reach;
    let head = "";
    let tail = "";
    let hasClass = false;
    let isPage = false;
    this.match(/\s+/y);
    for (;;) {
      const next = this.text[this.at];
      if (next === undefined || /[\s,)>+~]/.test(next)) break;
      if (next === ".") {
        this.at += 1;
        head += this.className();
        hasClass = true;
      } else if (next === "#") {
        this.at += 1;
        head += `#${this.name()}`;
      } else if (next === "[") head += this.attribute();
      else if (next === ":") {
        const pseudo = this.pseudo();
        if (pseudo.isHost) hasClass = true;
        if (pseudo.isElement) tail += pseudo.text;
        else if (tail) tail += pseudo.text;
        else head += pseudo.text;
      } else if (next === "*" || next === "&") {
        this.at += 1;
        head += next;
        hasClass ||= next === "&";
      } else if (/[\d%]/.test(next)) head += this.match(/[\d.]+%/y) ?? this.letter();
      else {
        const tag = this.name();
        isPage ||= tag === "page";
        head += tag === "page" ? this.page() : tag === "" ? this.letter() : `wx-${tag}`;
      }
    }
    if (scope !== undefined && !hasClass && !isPage && (head !== "" || tail !== "") && !/^[\d.]+%$/.test(head)) {
      this.usesMark = true;
      head += `:where(.${scope}--in)`;
    }
    return { text: head + tail, isPage };
  }

  /** Parts of built-in components keep their names: programs restyle them from where they are. */
  private className(): string {
    const name = this.name();
    const { scope } = this.reach;
    return scope === undefined || name.startsWith("wx-") ? `.${name}` : `.${scope}--${name}`;
  }

  private page(): string {
    const limit = /:where\((.*)\)/.exec(this.reach.limit)?.[1] ?? ".page";
    return `wx-page:where(${limit})`;
  }

  private pseudo(): { text: string; isElement: boolean; isHost: boolean } {
    const colons = this.match(/::?/y) ?? ":";
    const name = this.name();
    const { scope } = this.reach;
    if (name === "host") {
      const inner = this.eat("(") ? this.closed(this.list(false)) : "";
      return { text: scope === undefined ? `${this.reach.limit}${inner}` : `.${scope}--host${inner}`, isElement: false, isHost: true };
    }
    let text = colons + name;
    if (this.text[this.at] === "(") {
      if (NESTING.has(name) && !name.startsWith("nth")) {
        this.at += 1;
        text += `(${this.closed(this.list(false))})`;
      } else text += this.brackets("(", ")");
    }
    const isOld = /^(?:before|after|first-line|first-letter)$/.test(name);
    return { text, isElement: colons === "::" || isOld, isHost: false };
  }

  private closed(inside: string): string {
    this.eat(")");
    return inside;
  }

  private attribute(): string {
    return this.brackets("[", "]");
  }

  private brackets(open: string, close: string): string {
    const from = this.at;
    let depth = 0;
    for (; this.at < this.text.length; this.at += 1) {
      const letter = this.text[this.at];
      if (letter === '"' || letter === "'") this.match(letter === '"' ? /"(?:[^"\\]|\\[^])*/y : /'(?:[^'\\]|\\[^])*/y);
      else if (letter === open) depth += 1;
      else if (letter === close && (depth -= 1) === 0) break;
    }
    this.at += 1;
    return this.text.slice(from, this.at);
  }

  private name(): string {
    return this.match(NAME) ?? "";
  }

  private letter(): string {
    this.at += 1;
    return this.text[this.at - 1] ?? "";
  }

  private eat(letter: string): boolean {
    if (this.text[this.at] !== letter) return false;
    this.at += 1;
    return true;
  }

  private match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text);
    if (found) this.at = pattern.lastIndex;
    return found?.[0];
  }
}
