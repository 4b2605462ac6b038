import { useWords } from "../app/words";

/** Both languages by their own names, so that whoever reads only one of them finds it. */
export function LanguageLinks() {
  const { language, change } = useWords();
  return (
    <nav className="languages" aria-label="Language / 语言">
      <button type="button" lang="en" aria-pressed={language === "en"} onClick={() => void change("en")}>
        English
      </button>
      <button type="button" lang="zh-CN" aria-pressed={language === "zh-CN"} onClick={() => void change("zh-CN")}>
        中文
      </button>
    </nav>
  );
}
