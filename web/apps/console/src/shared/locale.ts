import type { Language } from "@hutong/ui/words";

/** The house writes day before month and counts to 24 in both languages. */
export function localeOf(language: Language): string {
  return language === "en" ? "en-GB" : language;
}
