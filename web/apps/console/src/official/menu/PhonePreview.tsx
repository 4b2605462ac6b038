/** The menu as a follower will see it. */
import { Avatar } from "@hutong/ui";
import type { App } from "../../apps/types";
import { BackIcon, BranchIcon, KeyboardIcon, MoreIcon, OpenIcon, ProgramIcon } from "../../icons";
import { useWords } from "../../words";
import type { Draft, Position } from "./draft";

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
  const children = draft.buttons[open]?.children ?? [];
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
          {children.length > 0 && (
            <div className={`fone__sub fone__sub--${open}of${draft.buttons.length}`}>
              {children.map((child, nth) => (
                <button
                  key={nth}
                  type="button"
                  className={chosen === `${open}.${nth}` ? "on" : undefined}
                  onClick={() => onChoose(`${open}.${nth}`)}
                >
                  <span className="el">{child.name === "" ? t("menu.unnamed") : child.name}</span>
                  {child.type === "miniprogram" && <ProgramIcon aria-hidden size={16} />}
                  {child.type === "view" && <OpenIcon aria-hidden size={16} />}
                </button>
              ))}
            </div>
          )}
        </div>
        <div className="fone__menu">
          <span className="fone__keys">
            <KeyboardIcon aria-hidden size={20} />
          </span>
          {draft.buttons.map((button, index) => (
            <button
              key={index}
              type="button"
              className={lookOf(index === open, chosen === `${index}`)}
              onClick={() => onChoose(`${index}`)}
            >
              {button.children.length > 0 && <BranchIcon aria-hidden size={14} weight="bold" />}
              <span className="el">{button.name === "" ? t("menu.unnamed") : button.name}</span>
            </button>
          ))}
        </div>
      </div>
      <figcaption className="note">{t("menu.previewNote")}</figcaption>
    </figure>
  );
}

/** The open button under its lintel; the one being edited, if it opens nothing, in a ring. */
function lookOf(isOpen: boolean, isEdited: boolean): string | undefined {
  return isEdited ? "on on--edited" : isOpen ? "on" : undefined;
}
