/** An account's own menu in the place of the composer; the keyboard at its left swaps them. */
import type { MediaKind, MenuButton, Place } from "@hutong/api";
import { Button, Field, IconButton, Menu, Sheet } from "@hutong/ui";
import { KeyboardIcon, MenuIcon, OpenIcon } from "@hutong/ui/icons";
import { lazy, Suspense, useRef, useState, type ChangeEvent } from "react";
import { useSelf } from "../app/session";
import { useSay } from "../app/toasts";
import { useErrorWords } from "../app/useErrorWords";
import { useWords } from "../app/words";
import { PlaceSheet } from "./PlaceSheet";
import { kindOf } from "./files";

interface MenuBarProps {
  appId: string;
  buttons: MenuButton[];
  onKeyboard: () => void;
  onPicture: (file: File, kind: MediaKind) => void;
}

const Scanner = lazy(() => import("../scan/Scanner"));

type Asking = { button: MenuButton; for: "place" | "scan" } | null;

export function MenuBar({ appId, buttons, onKeyboard, onPicture }: MenuBarProps) {
  const { t } = useWords();
  const { api } = useSelf();
  const say = useSay();
  const wordsFor = useErrorWords();
  const [asking, setAsking] = useState<Asking>(null);
  const [picking, setPicking] = useState<MenuButton | null>(null);
  const pictures = useRef<HTMLInputElement>(null);

  const press = async (button: MenuButton, more: { location?: Place; scan_result?: string } = {}) => {
    setAsking(null);
    try {
      const { open_url } = await api.pressMenu(appId, button.index, more);
      if (open_url) window.open(open_url, "_blank", "noopener,noreferrer");
    } catch (error) {
      say(wordsFor(error));
    }
  };
  const choose = (button: MenuButton) => {
    if (button.type === "location_select") setAsking({ button, for: "place" });
    else if (button.type?.startsWith("scancode")) setAsking({ button, for: "scan" });
    else if (button.type?.startsWith("pic_")) {
      setPicking(button);
      pictures.current?.click();
    } else void press(button);
  };
  const onFiles = async (event: ChangeEvent<HTMLInputElement>) => {
    const files = [...(event.target.files ?? [])];
    if (!picking || files.length === 0) return;
    // The account hears of the choice first, then gets the pictures.
    await press(picking);
    for (const file of files) onPicture(file, kindOf(file));
  };

  return (
    <div className="menu-bar" role="toolbar" aria-label={t("menu.label")}>
      <IconButton label={t("menu.keyboard")} icon={KeyboardIcon} className="menu-keyboard" onClick={onKeyboard} />
      {buttons.map((button, index) => (
        <MenuBarButton key={button.index} button={button} align={alignOf(index, buttons.length)} onChoose={choose} />
      ))}
      <input ref={pictures} type="file" accept="image/*" multiple hidden onChange={(event) => void onFiles(event)} />
      {asking?.for === "place" && <PlaceSheet onClose={() => setAsking(null)} onPlace={(location) => void press(asking.button, { location })} />}
      {asking?.for === "scan" && <ScanSheet onClose={() => setAsking(null)} onText={(scan_result) => void press(asking.button, { scan_result })} />}
    </div>
  );
}

interface MenuBarButtonProps {
  button: MenuButton;
  align: "start" | "middle" | "end";
  onChoose: (button: MenuButton) => void;
}

function MenuBarButton({ button, align, onChoose }: MenuBarButtonProps) {
  const { t } = useWords();
  const hint = button.type === "view" ? OpenIcon : undefined;
  if (button.children.length === 0) {
    return (
      <div className="menu-box">
        <button type="button" className="menu-button" onClick={() => onChoose(button)}>
          <span>{button.name}</span>
          {hint && <OpenIcon weight="bold" aria-label={t("menu.opensTab")} />}
        </button>
      </div>
    );
  }
  const items = button.children.map((child) => ({
    label: child.name,
    hint: child.type === "view" ? OpenIcon : undefined,
    run: () => onChoose(child),
  }));
  return (
    <Menu items={items} side="above" align={align}>
      {({ open, toggle }) => (
        <button type="button" className="menu-button" aria-expanded={open} aria-haspopup="menu" onClick={toggle}>
          <MenuIcon weight="bold" aria-hidden="true" />
          <span>{button.name}</span>
        </button>
      )}
    </Menu>
  );
}

/** By the camera, from a picture, or what the code says, typed or pasted. */
function ScanSheet({ onText, onClose }: { onText: (text: string) => void; onClose: () => void }) {
  const { t } = useWords();
  const [text, setText] = useState("");
  return (
    <Sheet title={t("menu.scanTitle")} closeLabel={t("app.close")} onClose={onClose}>
      <Suspense fallback={<div className="scan-view" />}>
        <Scanner onText={onText} />
      </Suspense>
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          if (text.trim()) onText(text.trim());
        }}
      >
        <Field label={t("menu.scanText")} value={text} onChange={(event) => setText(event.target.value)} />
        <Button look="door" type="submit" disabled={text.trim() === ""} wide>
          {t("menu.scanSend")}
        </Button>
      </form>
    </Sheet>
  );
}

/** A popover of the outer buttons opens inwards, so that it stays on the screen. */
function alignOf(index: number, count: number): "start" | "middle" | "end" {
  if (count > 1 && index === count - 1) return "end";
  return index === 0 ? "start" : "middle";
}
