/** The words of both apps as their own translators say them, so that a journey reads what a person reads. */
import { readdirSync, readFileSync } from "node:fs";
import { basename } from "node:path";
import { makeWords, type Language, type Locale, type Words } from "../../packages/ui/src/words";

export type App = "messenger" | "console";

export function wordsOf(app: App, language: Language): Words["t"] {
  const folder = new URL(`../../apps/${app}/locales/`, import.meta.url);
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => basename(name) === `${language}.json`);
  const locale = Object.assign({}, ...files.map((name) => JSON.parse(readFileSync(new URL(name, folder), "utf8")) as Locale)) as Locale;
  const words = makeWords(language, locale);
  return (key, params) => {
    // A key that was renamed should fail here, by name, and not as a button that nobody finds.
    if (!words.has(key)) throw new Error(`${app} has no word ${key} in ${language}`);
    return words.t(key, params);
  };
}
