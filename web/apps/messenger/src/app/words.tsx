/** The words of this tab, and changing the language while it is open. */
import { makeWords, type Language, type Locale, type Words } from "@hutong/ui/words";
import { createContext, use, useEffect, useMemo, useState, type ReactNode } from "react";
import { preferences } from "./preferences";

const locales: Record<Language, () => Promise<{ default: Locale }[]>> = {
  en: () => Promise.all([import("../../locales/en.json"), import("../../locales/money/en.json"), import("../../locales/feed/en.json"), import("../../locales/browser/en.json"), import("../../locales/notifications/en.json"), import("../../locales/cards/en.json"), import("../../locales/mini/en.json")]),
  "zh-CN": () => Promise.all([import("../../locales/zh-CN.json"), import("../../locales/money/zh-CN.json"), import("../../locales/feed/zh-CN.json"), import("../../locales/browser/zh-CN.json"), import("../../locales/notifications/zh-CN.json"), import("../../locales/cards/zh-CN.json"), import("../../locales/mini/zh-CN.json")]),
};

export async function loadWords(language: Language): Promise<Words> {
  return makeWords(language, Object.assign({}, ...(await locales[language]()).map((one) => one.default)) as Locale);
}

interface WordsContext extends Words {
  change(language: Language): Promise<void>;
}

const Context = createContext<WordsContext | null>(null);

export function WordsProvider({ first, children }: { first: Words; children: ReactNode }) {
  const [words, setWords] = useState(first);
  useEffect(() => {
    document.documentElement.lang = words.language;
  }, [words]);
  const value = useMemo(
    () => ({
      ...words,
      async change(language: Language) {
        preferences.setLanguage(language);
        setWords(await loadWords(language));
      },
    }),
    [words],
  );
  return <Context value={value}>{children}</Context>;
}

export function useWords(): WordsContext {
  const words = use(Context);
  if (!words) throw new Error("useWords stands inside WordsProvider");
  return words;
}
