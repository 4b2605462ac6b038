/** Light or dark, as this browser chose; words have their own choice in `words.tsx`. */
import { createContext, useContext, useEffect, useState } from "react";
import type { ReactNode } from "react";
import type { ThemeName } from "../theme";

const remembered = "hutong.theme";
const night = "(prefers-color-scheme: dark)";

interface Preference {
  theme: ThemeName;
  setTheme: (theme: ThemeName) => void;
}

const ThemeContext = createContext<Preference | null>(null);

export function ThemeChoice({ children }: { children: ReactNode }) {
  const [chosen, choose] = useState<string | null>(() => localStorage.getItem(remembered));
  const [isNight, setNight] = useState(() => matchMedia(night).matches);
  useEffect(() => {
    const media = matchMedia(night);
    const follow = () => setNight(media.matches);
    media.addEventListener("change", follow);
    return () => media.removeEventListener("change", follow);
  }, []);
  const theme: ThemeName = chosen === "dark" || chosen === "light" ? chosen : isNight ? "dark" : "light";
  useEffect(() => {
    document.documentElement.dataset["theme"] = theme;
  }, [theme]);
  const setTheme = (next: ThemeName) => {
    localStorage.setItem(remembered, next);
    choose(next);
  };
  return <ThemeContext value={{ theme, setTheme }}>{children}</ThemeContext>;
}

export function useTheme(): Preference {
  const preference = useContext(ThemeContext);
  if (preference === null) throw new Error("useTheme stands outside ThemeChoice");
  return preference;
}
