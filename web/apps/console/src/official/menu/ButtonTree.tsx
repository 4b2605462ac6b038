/** The buttons and what is below them, as a list one can walk and put in order: by mouse, or by Alt with the arrows. */
import { Button } from "antd";
import { useState } from "react";
import type { KeyboardEvent } from "react";
import { BranchIcon, DragIcon, PlusIcon, WarnIcon } from "../../icons";
import { Empty } from "../../shared/State";
import { useWords } from "../../words";
import { addButton, addChild, isChild, limits, move, place } from "./draft";
import type { Draft, DraftProblem, Place, Position } from "./draft";
import { glyphs } from "./glyphs";

interface TreeProps {
  draft: Draft;
  chosen: Position | null;
  problems: DraftProblem[];
  onChoose: (position: Position) => void;
  onChange: (draft: Draft) => void;
}

export function ButtonTree({ draft, chosen, problems, onChoose, onChange }: TreeProps) {
  const { t } = useWords();
  const [dragged, drag] = useState<Position | null>(null);
  const [over, hover] = useState<Position | null>(null);
  const take = ([next, position]: [Draft, Position | null]) => {
    if (position === null) return;
    onChange(next);
    onChoose(position);
  };
  const row = (position: Position, button: Place["button"]) => (
    <TreeRow
      position={position}
      button={button}
      isChosen={position === chosen}
      isWrong={problems.some((problem) => problem.position === position)}
      isOver={position === over && dragged !== null && isChild(dragged) === isChild(position)}
      onChoose={() => onChoose(position)}
      onShift={(by) => take(move(draft, position, by))}
      onDrag={() => drag(position)}
      onOver={() => hover(position)}
      onEnd={() => {
        if (dragged !== null && over !== null) take(place(draft, dragged, over));
        drag(null);
        hover(null);
      }}
    />
  );
  return (
    <div className="tree">
      <h2>
        {t("menu.buttons")}{" "}
        <span className="mute num">{t("menu.of", { used: draft.buttons.length, limit: limits.buttons })}</span>
      </h2>
      {draft.buttons.length === 0 && <Empty title={t("menu.empty")} text={t("menu.emptyText")} />}
      <ul>
        {draft.buttons.map((button, index) => (
          <li key={index}>
            {row(`${index}`, button)}
            <ul>
              {button.children.map((child, nth) => (
                <li key={nth}>{row(`${index}.${nth}`, child)}</li>
              ))}
              {button.children.length < limits.children && isOpen(index, chosen) && (
                <li>
                  <Button
                    type="link"
                    size="small"
                    className="tree__add"
                    icon={<PlusIcon aria-hidden size={14} weight="bold" />}
                    onClick={() => take(addChild(draft, index, ""))}
                  >
                    {t("menu.addChild")}
                  </Button>
                </li>
              )}
            </ul>
          </li>
        ))}
      </ul>
      {draft.buttons.length < limits.buttons && (
        <Button block icon={<PlusIcon aria-hidden size={16} weight="bold" />} onClick={() => take(addButton(draft, ""))}>
          {t("menu.add")}
        </Button>
      )}
      {draft.buttons.length > 0 && <p className="note tree__note">{t("menu.orderNote")}</p>}
    </div>
  );
}

/** Only the branch being edited offers to grow, so that the list stays quiet. */
function isOpen(index: number, chosen: Position | null): boolean {
  return chosen !== null && chosen.split(".")[0] === String(index);
}

interface RowProps {
  position: Position;
  button: Place["button"];
  isChosen: boolean;
  isWrong: boolean;
  isOver: boolean;
  onChoose: () => void;
  onShift: (by: -1 | 1) => void;
  onDrag: () => void;
  onOver: () => void;
  onEnd: () => void;
}

function TreeRow({ position, button, isChosen, isWrong, isOver, onChoose, onShift, onDrag, onOver, onEnd }: RowProps) {
  const { t } = useWords();
  const isParent = button.children.length > 0;
  const Glyph = isParent ? BranchIcon : glyphs[button.type];
  const what = isParent
    ? t("menu.of", { used: button.children.length, limit: limits.children })
    : t(`buttonType.${button.type}`);
  const onKeyDown = (event: KeyboardEvent) => {
    if (!event.altKey || (event.key !== "ArrowUp" && event.key !== "ArrowDown")) return;
    event.preventDefault();
    onShift(event.key === "ArrowUp" ? -1 : 1);
  };
  const looks = ["tree__row", isChild(position) && "tree__row--child", isChosen && "tree__row--on", isOver && "tree__row--over"];
  return (
    <button
      type="button"
      draggable
      className={looks.filter(Boolean).join(" ")}
      aria-current={isChosen}
      aria-keyshortcuts="Alt+ArrowUp Alt+ArrowDown"
      onClick={onChoose}
      onKeyDown={onKeyDown}
      onDragStart={(event) => {
        event.dataTransfer.effectAllowed = "move";
        onDrag();
      }}
      onDragOver={(event) => {
        event.preventDefault();
        onOver();
      }}
      onDragEnd={onEnd}
    >
      <DragIcon aria-hidden size={16} className="tree__grip" weight="bold" />
      <Glyph aria-hidden size={18} />
      <span className="grow el">{button.name === "" ? t("menu.unnamed") : button.name}</span>
      {isWrong ? (
        <WarnIcon aria-label={t("menu.hasProblem")} size={16} className="no" />
      ) : (
        <span className="mute el tree__what">{what}</span>
      )}
    </button>
  );
}
