/** An account's own menu in the place of the composer; the keyboard at its left swaps them. */
import type { MediaKind, MenuButton, Place } from "@hutong/api";
import { Button, Field, MenuBar as MenuBarView, Sheet, type BarButton } from "@hutong/ui";
import { OpenIcon } from "@hutong/ui/icons";
import { lazy, Suspense, useRef, useState, type ChangeEvent } from "react";
import { useLocation } from "wouter";
import { useSelf } from "../app/session";
import { useSay } from "../app/toasts";
import { useErrorWords } from "../app/useErrorWords";
import { useWords } from "../app/words";
import { openPath } from "../browser/openPath";
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
  const [, go] = useLocation();
  const say = useSay();
  const wordsFor = useErrorWords();
  const [asking, setAsking] = useState<Asking>(null);
  const [picking, setPicking] = useState<MenuButton | null>(null);
  const pictures = useRef<HTMLInputElement>(null);

  const press = async (button: MenuButton, more: { location?: Place; scan_result?: string } = {}) => {
    setAsking(null);
    try {
      const { open_url } = await api.pressMenu(appId, button.index, more);
      if (open_url) go(openPath(open_url, appId));
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
  const shown = (button: MenuButton): BarButton => ({
    name: button.name,
    hint: button.type === "view" ? { icon: OpenIcon, label: t("menu.opensTab") } : undefined,
    run: () => choose(button),
    children: button.children.map(shown),
  });
  const onFiles = async (event: ChangeEvent<HTMLInputElement>) => {
    const files = [...(event.target.files ?? [])];
    if (!picking || files.length === 0) return;
    // The account hears of the choice first, then gets the pictures.
    await press(picking);
    for (const file of files) onPicture(file, kindOf(file));
  };

  return (
    <>
      <MenuBarView label={t("menu.label")} keyboardLabel={t("menu.keyboard")} onKeyboard={onKeyboard} buttons={buttons.map(shown)} />
      <input ref={pictures} type="file" accept="image/*" multiple hidden onChange={(event) => void onFiles(event)} />
      {asking?.for === "place" && <PlaceSheet onClose={() => setAsking(null)} onPlace={(location) => void press(asking.button, { location })} />}
      {asking?.for === "scan" && <ScanSheet onClose={() => setAsking(null)} onText={(scan_result) => void press(asking.button, { scan_result })} />}
    </>
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
