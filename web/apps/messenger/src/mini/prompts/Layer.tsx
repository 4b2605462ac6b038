/** A sheet of the house's inside the program's own place: over its frame, never below it, and nothing else of the messenger is covered. */
import { IconButton } from "@hutong/ui";
import { CloseIcon } from "@hutong/ui/icons";
import { useEffect, useId, useLayoutEffect, useRef, type KeyboardEvent, type ReactNode } from "react";
import { useWords } from "../../app/words";

interface LayerProps {
  title: string;
  /** Where the title is drawn by what stands inside. */
  hasOwnTitle?: boolean;
  /** A card in the middle for short words, a sheet from below for everything else, a page for what one stays on. */
  look?: "sheet" | "card" | "page";
  /** What Esc, the cross and a press beside it mean; null where one must choose. */
  onClose: (() => void) | null;
  children: ReactNode;
}

const FOCUSABLE = "button:not(:disabled), a[href], input:not(:disabled), textarea, select, [tabindex='0']";

export function Layer({ title, hasOwnTitle = false, look = "sheet", onClose, children }: LayerProps) {
  const { t } = useWords();
  const box = useRef<HTMLElement>(null);
  const id = useId();
  useLayoutEffect(() => {
    const before = document.activeElement as HTMLElement | null;
    const element = box.current;
    if (element && !element.contains(document.activeElement)) (element.querySelector<HTMLElement>("[data-first]") ?? element).focus();
    return () => {
      if (before?.isConnected && before !== document.body) before.focus();
    };
  }, []);
  useEffect(() => {
    const press = (event: globalThis.KeyboardEvent) => {
      if (event.key !== "Escape" || document.querySelector("dialog[open]")) return;
      event.preventDefault();
      onClose?.();
    };
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, [onClose]);
  return (
    <div className={`layer layer-${look}`}>
      {look !== "page" && <div className="layer-scrim" onClick={() => onClose?.()} />}
      <section ref={box} role="dialog" aria-modal="true" aria-labelledby={id} tabIndex={-1} className="layer-box" onKeyDown={(event) => stayInside(event, box.current)}>
        {hasOwnTitle ? (
          <h2 id={id} className="sr">{title}</h2>
        ) : (
          <header className="layer-head">
            <h2 id={id}>{title}</h2>
            {onClose && <IconButton label={t("app.close")} icon={CloseIcon} onClick={onClose} />}
          </header>
        )}
        {children}
      </section>
    </div>
  );
}

/** The tabulator goes round inside: what lies below is still there, but not to be operated. */
function stayInside(event: KeyboardEvent, box: HTMLElement | null): void {
  if (event.key !== "Tab" || !box) return;
  const all = [...box.querySelectorAll<HTMLElement>(FOCUSABLE)].filter((one) => one.offsetParent !== null);
  const [first, last] = [all[0], all.at(-1)];
  const from = document.activeElement;
  if (event.shiftKey ? from === first || from === box : from === last) {
    event.preventDefault();
    (event.shiftKey ? last : first)?.focus();
  }
}
