import { IconButton } from "./Button";
import { KeyboardIcon, MenuIcon, type Icon } from "./icons";
import { Menu } from "./Menu";

/** One button of an account's menu; with children it opens a list, else it does something. */
export interface BarButton {
  name: string;
  /** What it leads to, drawn at its end, and in words. */
  hint?: { icon: Icon; label: string };
  run: () => void;
  isChosen?: boolean;
  children: readonly BarButton[];
}

interface MenuBarProps {
  label: string;
  keyboardLabel: string;
  onKeyboard?: () => void;
  buttons: readonly BarButton[];
  /** Which list stands open, where this is a picture of a menu being edited. */
  open?: number;
}

/** An account's menu at the foot of its thread, at most three buttons; the keyboard at its left swaps it with the composer. */
export function MenuBar({ label, keyboardLabel, onKeyboard, buttons, open }: MenuBarProps) {
  return (
    <div className="menu-bar" role="toolbar" aria-label={label}>
      {onKeyboard ? (
        <IconButton label={keyboardLabel} icon={KeyboardIcon} className="menu-keyboard" onClick={onKeyboard} />
      ) : (
        <span className="menu-keyboard" aria-hidden="true">
          <KeyboardIcon />
        </span>
      )}
      {buttons.map((button, index) => (
        <BarItem key={index} button={button} align={alignOf(index, buttons.length)} isOpen={open === undefined ? undefined : open === index} />
      ))}
    </div>
  );
}

interface BarItemProps {
  button: BarButton;
  align: "start" | "middle" | "end";
  isOpen: boolean | undefined;
}

function BarItem({ button: { name, hint, run, isChosen, children }, align, isOpen }: BarItemProps) {
  const look = isChosen ? "menu-button menu-button-chosen" : "menu-button";
  if (children.length === 0) {
    return (
      <div className="menu-box">
        <button type="button" className={look} onClick={run}>
          <span>{name}</span>
          {hint && <hint.icon weight="bold" aria-label={hint.label || undefined} aria-hidden={hint.label === ""} />}
        </button>
      </div>
    );
  }
  const items = children.map((child) => ({ label: child.name, hint: child.hint?.icon, isChosen: child.isChosen, run: child.run }));
  return (
    <Menu items={items} side="above" align={align} isOpen={isOpen}>
      {({ open, toggle }) => (
        <button type="button" className={look} aria-expanded={open} aria-haspopup="menu" onClick={isOpen === undefined ? toggle : run}>
          <MenuIcon weight="bold" aria-hidden="true" />
          <span>{name}</span>
        </button>
      )}
    </Menu>
  );
}

/** A list of the outer buttons opens inwards, so that it stays on the screen. */
function alignOf(index: number, count: number): "start" | "middle" | "end" {
  if (count > 1 && index === count - 1) return "end";
  return index === 0 ? "start" : "middle";
}
