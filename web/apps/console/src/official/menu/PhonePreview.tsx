/** The menu as a follower will see it, drawn by what draws it for them. */
import { Avatar, MenuBar, type BarButton } from "@hutong/ui";
import type { App } from "../../apps/types";
import { BackIcon, MoreIcon, OpenIcon, ProgramIcon } from "../../icons";
import { useWords } from "../../words";
import type { Draft, DraftButton, Position } from "./draft";

interface PreviewProps {
  app: App;
  draft: Draft;
  chosen: Position | null;
  onChoose: (position: Position) => void;
}

export function PhonePreview({ app, draft, chosen, onChoose }: PreviewProps) {
  const { t } = useWords();
  const [openText] = (chosen ?? "").split(".");
  const open = openText === "" ? -1 : Number(openText);
  const shown = (button: DraftButton, position: Position): BarButton => ({
    name: button.name === "" ? t("menu.unnamed") : button.name,
    hint: hintOf(button),
    run: () => onChoose(position),
    isChosen: chosen === position,
    children: button.children.map((child, nth) => shown(child, `${position}.${nth}`)),
  });
  return (
    <figure className="preview">
      <div className="fone">
        <div className="fone__bar">
          <BackIcon aria-hidden size={18} />
          <Avatar shape="place" name={app.name} colour={app.colour} picture={app.avatar_url} size={26} />
          <b className="grow el">{app.name}</b>
          <MoreIcon aria-hidden size={18} />
        </div>
        <div className="fone__thread">
          <div className="bubble bubble-theirs fone__bubble">
            <div className="bubble-text">{app.intro === "" ? t("menu.sample") : app.intro}</div>
          </div>
        </div>
        <MenuBar label={t("nav.menu")} keyboardLabel="" buttons={draft.buttons.map((button, index) => shown(button, `${index}`))} open={open} />
      </div>
      <figcaption className="note">{t("menu.previewNote")}</figcaption>
    </figure>
  );
}

function hintOf({ type, children }: DraftButton): BarButton["hint"] {
  if (children.length > 0) return undefined;
  if (type === "miniprogram") return { icon: ProgramIcon, label: "" };
  return type === "view" ? { icon: OpenIcon, label: "" } : undefined;
}
