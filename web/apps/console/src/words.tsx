/** The console's words, in the language this browser chose. */
import { makeWords, preferredLanguage } from "@hutong/ui/words";
import type { Language, Locale, Params, Words } from "@hutong/ui/words";
import { createContext, useCallback, useContext, useEffect, useMemo, useState } from "react";
import type { ReactNode } from "react";
import { ApiError } from "@hutong/api";

interface ConsoleWords extends Words {
  setLanguage: (language: Language) => void;
  /** The words for a refusal, whatever was thrown. */
  error: (thrown: unknown) => string;
}

/** The console's own words, and those of stories that keep theirs in a folder. */
const en = together(import.meta.glob<Locale>("../locales/**/en.json", { eager: true, import: "default" }));
const zh = together(import.meta.glob<Locale>("../locales/**/zh-CN.json", { eager: true, import: "default" }));

const remembered = "hutong.language";
const WordsContext = createContext<ConsoleWords | null>(null);

export function WordsProvider({ children }: { children: ReactNode }) {
  const [language, choose] = useState<Language>(() =>
    preferredLanguage(localStorage.getItem(remembered), navigator.languages),
  );
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  const setLanguage = useCallback((next: Language) => {
    localStorage.setItem(remembered, next);
    choose(next);
  }, []);
  const words = useMemo(() => {
    const made = makeWords(language, language === "en" ? en : zh);
    return { ...made, setLanguage, error: (thrown: unknown) => errorWords(made, thrown) };
  }, [language, setLanguage]);
  return <WordsContext value={words}>{children}</WordsContext>;
}

export function useWords(): ConsoleWords {
  const words = useContext(WordsContext);
  if (words === null) throw new Error("useWords stands outside WordsProvider");
  return words;
}

function errorWords(words: Words, thrown: unknown): string {
  if (!(thrown instanceof ApiError)) return words.t("errors.unknown", { detail: String(thrown) });
  const key = `errors.${thrown.code}`;
  if (words.has(key)) return words.t(key, spelt(thrown.params));
  return words.t("errors.other", { code: thrown.code, request: thrown.requestId ?? "–" });
}

function spelt(params: Record<string, unknown>): Params {
  return Object.fromEntries(
    Object.entries(params).map(([name, value]) => [
      name,
      typeof value === "number" ? value : typeof value === "string" ? value : JSON.stringify(value),
    ]),
  );
}

function together(files: Record<string, Locale>): Locale {
  return Object.assign({}, ...Object.values(files)) as Locale;
}
