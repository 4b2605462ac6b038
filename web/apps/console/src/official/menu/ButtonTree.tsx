/** The buttons and what is below them, as a list one can walk. */
import { Button } from "antd";
import { BranchIcon, OpenIcon, MessageIcon, PlusIcon, WarnIcon } from "../../icons";
import { Empty } from "../../shared/State";
import { useWords } from "../../words";
import { addButton, addChild, limits } from "./draft";
import type { Draft, DraftProblem, Place, Position } from "./draft";

interface TreeProps {
  draft: Draft;
  chosen: Position | null;
  problems: DraftProblem[];
  onChoose: (position: Position) => void;
  onChange: (draft: Draft) => void;
}

export function ButtonTree({ draft, chosen, problems, onChoose, onChange }: TreeProps) {
  const { t } = useWords();
  const add = ([next, position]: [Draft, Position | null]) => {
    if (position === null) return;
    onChange(next);
    onChoose(position);
  };
  const addFirst = () => add(addButton(draft, ""));
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
            <TreeRow
              place={{ position: `${index}`, button, isChild: false }}
              chosen={chosen}
              problems={problems}
              onChoose={onChoose}
            />
            <ul>
              {button.children.map((child, nth) => (
                <li key={nth}>
                  <TreeRow
                    place={{ position: `${index}.${nth}`, button: child, isChild: true }}
                    chosen={chosen}
                    problems={problems}
                    onChoose={onChoose}
                  />
                </li>
              ))}
              {button.children.length < limits.children && isOpen(index, chosen) && (
                <li>
                  <Button
                    type="link"
                    size="small"
                    className="tree__add"
                    icon={<PlusIcon aria-hidden size={14} weight="bold" />}
                    onClick={() => add(addChild(draft, index, ""))}
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
        <Button block icon={<PlusIcon aria-hidden size={16} weight="bold" />} onClick={addFirst}>
          {t("menu.add")}
        </Button>
      )}
    </div>
  );
}

/** Only the branch being edited offers to grow, so that the list stays quiet. */
function isOpen(index: number, chosen: Position | null): boolean {
  return chosen !== null && chosen.split(".")[0] === String(index);
}

interface RowProps {
  place: Place;
  chosen: Position | null;
  problems: DraftProblem[];
  onChoose: (position: Position) => void;
}

function TreeRow({ place: { position, button, isChild }, chosen, problems, onChoose }: RowProps) {
  const { t } = useWords();
  const isWrong = problems.some((problem) => problem.position === position);
  const Glyph = button.children.length > 0 ? BranchIcon : button.type === "view" ? OpenIcon : MessageIcon;
  const what =
    button.children.length > 0
      ? t("menu.of", { used: button.children.length, limit: limits.children })
      : t(`buttonType.${button.type}`);
  return (
    <button
      type="button"
      className={`tree__row${isChild ? " tree__row--child" : ""}${position === chosen ? " tree__row--on" : ""}`}
      aria-current={position === chosen}
      onClick={() => onChoose(position)}
    >
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
