/** The words of both apps as their own translators say them, so that a journey reads what a person reads. */
import { readFileSync } from "node:fs";
import { makeWords, type Language, type Locale, type Words } from "../../packages/ui/src/words";

export type App = "messenger" | "console";

export function wordsOf(app: App, language: Language): Words["t"] {
  const path = new URL(`../../apps/${app}/locales/${language}.json`, import.meta.url);
  const words = makeWords(language, JSON.parse(readFileSync(path, "utf8")) as Locale);
  return (key, params) => {
    // A key that was renamed should fail here, by name, and not as a button that nobody finds.
    if (!words.has(key)) throw new Error(`${app} has no word ${key} in ${language}`);
    return words.t(key, params);
  };
}
