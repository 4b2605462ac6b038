/**
 * Words in two languages: flat keys, `{name}` for what changes, `_one` / `_other` for what counts.
 *
 * An app makes its translator from its own locale files; `tools/check-words.mjs` keeps those complete.
 */
export type Language = "en" | "zh-CN";
export type Params = Record<string, string | number>;
export type Locale = Record<string, string>;

export interface Words {
  language: Language;
  /** The words for `key`; the key itself when nobody has written them, so that a gap is seen and not hidden. */
  t(key: string, params?: Params): string;
  has(key: string): boolean;
}

export function makeWords(language: Language, locale: Locale): Words {
  const plural = new Intl.PluralRules(language);

  function find(key: string, params: Params | undefined): string | undefined {
    const whole = locale[key];
    if (whole !== undefined) return whole;
    const count = params?.["count"];
    if (typeof count !== "number") return undefined;
    return locale[`${key}_${plural.select(count)}`] ?? locale[`${key}_other`];
  }

  return {
    language,
    t: (key, params) => fill(find(key, params) ?? key, params),
    has: (key) => key in locale || `${key}_other` in locale,
  };
}

/** The language to begin with: what this browser was told before, else what it asks for. */
export function preferredLanguage(remembered: string | null, wanted: readonly string[]): Language {
  if (remembered === "en" || remembered === "zh-CN") return remembered;
  return wanted.some((one) => one.toLowerCase().startsWith("zh")) && !wanted[0]?.toLowerCase().startsWith("en") ? "zh-CN" : "en";
}

function fill(text: string, params: Params | undefined): string {
  if (!params) return text;
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(params[name] ?? whole));
}
