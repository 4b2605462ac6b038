/** One button: its name, what it does, and where it stands. */
import { Button, Input, Segmented, Select, Tooltip } from "antd";
import { useState } from "react";
import type { ReactNode } from "react";
import { ArrowDownIcon, ArrowUpIcon, RemoveIcon } from "../../icons";
import { ByteCounter, FieldNote } from "../../shared/Counter";
import { Field } from "../../shared/Field";
import { useConfirm } from "../../shared/useConfirm";
import { useWords } from "../../words";
import { change, isChild, limits, move, nameLimit, remove } from "./draft";
import type { Draft, DraftButton, DraftProblem, Position } from "./draft";
import { glyphs } from "./glyphs";
import { buttonTypes, fieldsOf } from "./wire";
import type { ButtonField, ButtonType } from "./wire";

interface FormProps {
  draft: Draft;
  position: Position;
  button: DraftButton;
  problems: DraftProblem[];
  showAll: boolean;
  refusal: { field: string; thrown: unknown } | null;
  onChange: (draft: Draft) => void;
  onChoose: (position: Position | null) => void;
}

const usual: ButtonType[] = ["click", "view", "text"];
const more = buttonTypes.filter((type) => !usual.includes(type));
const fieldLimits: Partial<Record<ButtonField, number>> = { key: limits.keyBytes, url: limits.urlBytes };

export function ButtonForm({ draft, position, button, problems, showAll, refusal, onChange, onChoose }: FormProps) {
  const { t, error } = useWords();
  const [left, setLeft] = useState<string[]>([]);
  const leave = (field: string) => setLeft((fields) => [...fields, field]);
  const edit = (part: Partial<DraftButton>) => onChange(change(draft, position, (now) => ({ ...now, ...part })));
  const problemOf = (field: string) => {
    if (refusal?.field === field) return error(refusal.thrown);
    const problem = problems.find((one) => one.field === field);
    if (problem === undefined) return undefined;
    // A length is wrong as soon as it is typed; a missing word only once one has left the field.
    const isDue = showAll || problem.code === "too_many_bytes" || left.includes(field);
    return isDue ? t(`menuProblem.${problem.code}`, problem.params) : undefined;
  };
  const hasChildren = button.children.length > 0;
  const nameProblem = problemOf("name");
  const typeProblem = problemOf("type") ?? problemOf("sub_button");
  return (
    <div className="button-form">
      <div className="button-form__head">
        <h2 className="grow el">{button.name === "" ? t("menu.unnamed") : button.name}</h2>
        <FormActions draft={draft} position={position} button={button} onChange={onChange} onChoose={onChoose} />
      </div>
      <Field
        label={t("menu.name")}
        error={nameProblem}
        note={
          <>
            <ByteCounter text={button.name} limit={nameLimit(position)} /> ·{" "}
            {t(isChild(position) ? "menu.childNameNote" : "menu.nameNote")}
          </>
        }
      >
        <Input
          autoFocus={button.name === ""}
          value={button.name}
          onBlur={() => leave("name")}
          onChange={(event) => edit({ name: event.target.value })}
        />
      </Field>
      {hasChildren ? (
        <p className="note">{t("menu.parentNote")}</p>
      ) : (
        <>
          <TypeChoice type={button.type} onChange={(type) => edit({ type })} />
          {typeProblem !== undefined && <FieldNote error={typeProblem} />}
          {fieldsOf[button.type].map((field) => {
            const problem = problemOf(field);
            const limit = fieldLimits[field];
            return (
              <Field
                key={field}
                label={t(`menuField.${field}`)}
                error={problem}
                note={
                  <>
                    {limit !== undefined && (
                      <>
                        <ByteCounter text={button.fields[field]} limit={limit} /> ·{" "}
                      </>
                    )}
                    {t(`menuHelp.${field}`)}
                  </>
                }
              >
                <Input
                  className="mono"
                  spellCheck={false}
                  value={button.fields[field]}
                  placeholder={t(`menuPlaceholder.${field}`)}
                  onBlur={() => leave(field)}
                  onChange={(event) => edit({ fields: { ...button.fields, [field]: event.target.value } })}
                />
              </Field>
            );
          })}
        </>
      )}
    </div>
  );
}

function TypeChoice({ type, onChange }: { type: ButtonType; onChange: (type: ButtonType) => void }) {
  const { t } = useWords();
  const isUsual = usual.includes(type);
  return (
    <div className="field-box">
      <span>{t("menu.does")}</span>
      <Segmented
        aria-label={t("menu.does")}
        value={isUsual ? type : "more"}
        options={[
          ...usual.map((one) => ({ value: one as string, label: <Labelled type={one} /> })),
          { value: "more", label: t("menu.more") },
        ]}
        onChange={(next) => onChange(next === "more" ? "scancode_push" : (next as ButtonType))}
      />
      {!isUsual && (
        <Select
          aria-label={t("menu.more")}
          className="more-types"
          value={type}
          options={more.map((one) => ({ value: one, label: t(`buttonType.${one}`) }))}
          onChange={onChange}
        />
      )}
      <FieldNote>{t(`buttonTypeText.${type}`)}</FieldNote>
    </div>
  );
}

function Labelled({ type }: { type: ButtonType }) {
  const { t } = useWords();
  const Glyph = glyphs[type];
  return (
    <span className="type-label">
      <Glyph aria-hidden size={18} />
      {t(`buttonType.${type}`)}
    </span>
  );
}

type ActionsProps = Pick<FormProps, "draft" | "position" | "button" | "onChange" | "onChoose">;

function FormActions({ draft, position, button, onChange, onChoose }: ActionsProps) {
  const { t } = useWords();
  const confirm = useConfirm();
  const shift = (by: -1 | 1) => {
    const [next, moved] = move(draft, position, by);
    onChange(next);
    onChoose(moved);
  };
  const take = async () => {
    onChange(remove(draft, position));
    onChoose(null);
  };
  const ask = () => {
    if (button.children.length === 0) void take();
    else
      confirm({
        title: t("menu.removeTitle", { name: button.name }),
        text: t("menu.removeText", { count: button.children.length }),
        action: t("menu.remove"),
        run: take,
      });
  };
  const icon = (label: string, glyph: ReactNode, run: () => void, danger = false) => (
    <Tooltip title={label}>
      <Button type="text" size="small" danger={danger} aria-label={label} icon={glyph} onClick={run} />
    </Tooltip>
  );
  return (
    <>
      {icon(t("menu.up"), <ArrowUpIcon aria-hidden size={16} />, () => shift(-1))}
      {icon(t("menu.down"), <ArrowDownIcon aria-hidden size={16} />, () => shift(1))}
      {icon(t("menu.remove"), <RemoveIcon aria-hidden size={16} />, ask, true)}
    </>
  );
}
