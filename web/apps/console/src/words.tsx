/** The console's words, in the language this browser chose. */
import { makeWords, preferredLanguage } from "@hutong/ui/words";
import type { Language, Params, Words } from "@hutong/ui/words";
import { createContext, useCallback, useContext, useEffect, useMemo, useState } from "react";
import type { ReactNode } from "react";
import { ApiError } from "@hutong/api";
import en from "../locales/en.json";
import zh from "../locales/zh-CN.json";

interface ConsoleWords extends Words {
  setLanguage: (language: Language) => void;
  /** The words for a refusal, whatever was thrown. */
  error: (thrown: unknown) => string;
}

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
