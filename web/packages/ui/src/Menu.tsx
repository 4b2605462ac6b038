import { useEffect, useLayoutEffect, useRef, useState, type KeyboardEvent, type ReactNode } from "react";
import type { Icon } from "./icons";

export interface MenuItem {
  label: string;
  icon?: Icon;
  /** What one should know before choosing it. */
  note?: string;
  /** Shown at the end of the row, e.g. that it opens a new tab. */
  hint?: Icon;
  danger?: boolean;
  /** The one that is being edited, where the list is a picture of itself. */
  isChosen?: boolean;
  run: () => void;
}

interface MenuProps {
  items: MenuItem[];
  /** Receives whether the list is open and how to open it; draws the button. */
  children: (menu: { open: boolean; toggle: () => void }) => ReactNode;
  side?: "below" | "above";
  align?: "start" | "end" | "middle";
  /** Where something else says whether the list is open: it then stays as it is told and takes no focus. */
  isOpen?: boolean;
}

/** A button and the list it opens: arrows move, Esc and a click elsewhere close, focus goes back to the button. */
export function Menu({ items, children, side = "below", align = "end", isOpen }: MenuProps) {
  const isTold = isOpen !== undefined;
  const [opened, setOpen] = useState(false);
  const open = isOpen ?? opened;
  const box = useRef<HTMLDivElement>(null);
  const close = () => {
    setOpen(false);
    box.current?.querySelector<HTMLElement>(":scope > button")?.focus();
  };

  useEffect(() => {
    if (!open || isTold) return;
    box.current?.querySelector<HTMLElement>("[role=menuitem]")?.focus();
    const outside = (event: PointerEvent) => !box.current?.contains(event.target as Node) && setOpen(false);
    document.addEventListener("pointerdown", outside);
    return () => document.removeEventListener("pointerdown", outside);
  }, [open, isTold]);

  return (
    <div className="menu-box" ref={box} onKeyDown={(event) => open && moveInMenu(event, close)}>
      {children({ open, toggle: () => setOpen(!open) })}
      {open && (
        <div className={`menu menu-${side} menu-${align}`} role="menu">
          <MenuRows
            items={items}
            onChoose={(item) => {
              if (!isTold) close();
              item.run();
            }}
          />
        </div>
      )}
    </div>
  );
}

function MenuRows({ items, onChoose }: { items: MenuItem[]; onChoose: (item: MenuItem) => void }) {
  return items.map((item, index) => {
    const { label, note, icon: Glyph, hint: Hint, danger, isChosen } = item;
    return (
      <button key={`${index} ${label}`} type="button" role="menuitem" tabIndex={-1} className={danger ? "menu-danger" : isChosen ? "menu-chosen" : undefined} onClick={() => onChoose(item)}>
        {Glyph && <Glyph aria-hidden="true" />}
        <span>
          {label}
          {note && <small>{note}</small>}
        </span>
        {Hint && <Hint className="menu-hint" weight="bold" aria-hidden="true" />}
      </button>
    );
  });
}

export interface Point {
  x: number;
  y: number;
}

/** The same list where one pointed to (a right click, a long press): in the top layer, so that nothing cuts it off. */
export function MenuAt({ at, items, label, onClose }: { at: Point; items: MenuItem[]; label: string; onClose: () => void }) {
  const box = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    if (!element.open) element.showModal();
    const { width, height } = element.getBoundingClientRect();
    element.style.left = `${Math.max(8, Math.min(at.x, innerWidth - width - 8))}px`;
    element.style.top = `${Math.max(8, at.y + height > innerHeight - 8 ? at.y - height : at.y)}px`;
    element.querySelector<HTMLElement>("[role=menuitem]")?.focus();
    return () => element.close();
  }, [at]);
  return (
    <dialog
      ref={box}
      className="menu menu-at"
      role="menu"
      aria-label={label}
      onKeyDown={(event) => moveInMenu(event, onClose)}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onContextMenu={(event) => event.preventDefault()}
      onClick={(event) => event.target === box.current && onClose()}
    >
      <MenuRows
        items={items}
        onChoose={(item) => {
          onClose();
          item.run();
        }}
      />
    </dialog>
  );
}

function moveInMenu(event: KeyboardEvent<HTMLElement>, close: () => void): void {
  const rows = [...event.currentTarget.querySelectorAll<HTMLElement>("[role=menuitem]")];
  const at = rows.indexOf(document.activeElement as HTMLElement);
  if (event.key === "Escape") {
    event.stopPropagation();
    close();
  } else if (event.key === "ArrowDown") rows[(at + 1) % rows.length]?.focus();
  else if (event.key === "ArrowUp") rows[(at - 1 + rows.length) % rows.length]?.focus();
  else if (event.key === "Home") rows[0]?.focus();
  else if (event.key === "End") rows[rows.length - 1]?.focus();
  else return;
  event.preventDefault();
}
