/** Keys that work everywhere, and the sheet that names them all. */
import { Sheet } from "@hutong/ui";
import { useEffect, useState } from "react";
import { useWords } from "../app/words";
import { SEARCH_EVENT } from "../chat/searchEvent";

const KEYS: { keys: string[]; word: "find" | "move" | "menu" | "leave" | "send" | "line" | "voice" | "picture" | "help" }[] = [
  { keys: ["Ctrl K"], word: "find" },
  { keys: ["↑", "↓"], word: "move" },
  { keys: ["Shift F10"], word: "menu" },
  { keys: ["Esc"], word: "leave" },
  { keys: ["Enter"], word: "send" },
  { keys: ["Shift Enter"], word: "line" },
  { keys: ["←", "→"], word: "voice" },
  { keys: ["+", "−", "0"], word: "picture" },
  { keys: ["?"], word: "help" },
];

export function Shortcuts({ onSearch }: { onSearch: () => void }) {
  const { t } = useWords();
  const [isOpen, setOpen] = useState(false);
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (document.querySelector("dialog[open]")) return;
      const isWriting = (event.target as HTMLElement).closest("input, textarea, [contenteditable]") !== null;
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
        event.preventDefault();
        onSearch();
        // The list may only now come into sight.
        setTimeout(() => window.dispatchEvent(new Event(SEARCH_EVENT)), 0);
      } else if (event.key === "?" && !isWriting) setOpen(true);
    };
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, [onSearch]);
  if (!isOpen) return null;
  return (
    <Sheet title={t("keys.title")} closeLabel={t("app.close")} onClose={() => setOpen(false)}>
      <dl className="keys">
        {KEYS.map(({ keys, word }) => (
          <div key={word}>
            <dt>
              {keys.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{t(`keys.${word}`)}</dd>
          </div>
        ))}
      </dl>
    </Sheet>
  );
}
