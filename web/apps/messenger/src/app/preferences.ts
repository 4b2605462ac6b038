/** What this browser remembers for whoever uses it: theme, language, and whose eyes this tab looks through. */
import { preferredLanguage, type Language } from "@hutong/ui/words";

export type Theme = "system" | "light" | "dark";

const THEME = "hutong.theme";
const LANGUAGE = "hutong.language";
const CARE = "hutong.care";
const DETAILS = "hutong.details";
const PERSON = "hutong.as";

export const preferences = {
  theme: (): Theme => {
    const theme = localStorage.getItem(THEME);
    return theme === "light" || theme === "dark" ? theme : "system";
  },
  setTheme(theme: Theme): void {
    localStorage.setItem(THEME, theme);
    applyTheme(theme);
  },
  /** Large type, large targets, fewer things at once. */
  care: (): boolean => localStorage.getItem(CARE) === "on",
  setCare(on: boolean): void {
    localStorage.setItem(CARE, on ? "on" : "off");
    applyCare(on);
  },
  hasDetails: (): boolean => localStorage.getItem(DETAILS) === "on",
  setDetails: (on: boolean): void => localStorage.setItem(DETAILS, on ? "on" : "off"),
  language: (): Language => preferredLanguage(localStorage.getItem(LANGUAGE), navigator.languages),
  hasLanguage: (): boolean => localStorage.getItem(LANGUAGE) !== null,
  setLanguage: (language: Language): void => localStorage.setItem(LANGUAGE, language),
};

const darkSystem = matchMedia("(prefers-color-scheme: dark)");
darkSystem.addEventListener("change", () => applyTheme(preferences.theme()));

export function applyTheme(theme: Theme): void {
  const isDark = theme === "dark" || (theme === "system" && darkSystem.matches);
  document.documentElement.dataset["theme"] = isDark ? "dark" : "light";
}

export function applyCare(on: boolean): void {
  if (on) document.documentElement.dataset["care"] = "on";
  else delete document.documentElement.dataset["care"];
}

// What is chosen in one tab holds in the others.
window.addEventListener("storage", ({ key }) => {
  if (key === THEME) applyTheme(preferences.theme());
  if (key === CARE) applyCare(preferences.care());
});

/**
 * The person of this tab, who stays over reloads while others sign in elsewhere. An address with `?as=…` asks for
 * somebody else, and so does a sign-in link, which arrives here by a redirect.
 */
export function personOfTab(): string | null {
  const address = new URL(location.href);
  const asked = address.searchParams.get("as");
  if (asked) {
    keepPersonOfTab(asked);
    address.searchParams.delete("as");
    history.replaceState(history.state, "", address);
  } else if (isFirstLook && cameByRedirect()) keepPersonOfTab(null);
  isFirstLook = false;
  return sessionStorage.getItem(PERSON);
}

let isFirstLook = true;

function cameByRedirect(): boolean {
  const [navigation] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
  return (navigation?.redirectCount ?? 0) > 0;
}

export function keepPersonOfTab(personId: string | null): void {
  if (personId) sessionStorage.setItem(PERSON, personId);
  else sessionStorage.removeItem(PERSON);
}
