/** In what a program serves, and what else its owner may choose. */
import { Chip } from "@hutong/ui";
import { Button, Modal, Select } from "antd";
import { useRef, useState } from "react";
import { useAppId } from "../apps/queries";
import { PlusIcon, RemoveIcon, UploadIcon } from "../icons";
import { FieldNote } from "../shared/Counter";
import { ApiCallButton } from "../shared/code/CodeDrawer";
import { Field } from "../shared/Field";
import { Answer, Empty } from "../shared/State";
import { useAct } from "../shared/useAct";
import { useConfirm } from "../shared/useConfirm";
import { Box, Page } from "../shell/Page";
import { useWords } from "../words";
import { categoryCalls } from "./calls";
import { keyOf, optionsOf } from "./categoryOptions";
import { miniKey, useProgram } from "./queries";
import { addCategory, keepPaper, removeCategory, useCategories } from "./settingQueries";
import type { Category, HeldCategory, Program } from "./types";
import "./mini.css";

const tones = { waiting: "warn", passed: "ok", refused: "bad" } as const;
const mostPapers = 5;

export default function Categories() {
  const { t } = useWords();
  const program = useProgram(useAppId());
  const table = useCategories().data;
  const [isAdding, setAdding] = useState(false);
  const held = program.data?.categories ?? [];
  const add = (
    <Button type="primary" icon={<PlusIcon aria-hidden weight="bold" />} disabled={table === undefined || held.length >= table.most} onClick={() => setAdding(true)}>
      {t("categories.add")}
    </Button>
  );
  return (
    <Page
      title={t("nav.categories")}
      chips={table && <Chip>{t("categories.count", { count: held.length, most: table.most })}</Chip>}
      soft={<ApiCallButton calls={categoryCalls(t, held)} />}
      door={held.length > 0 ? add : undefined}
    >
      <Answer asked={program}>
        {(one) => (
          <Box>
            <p className="lead-note">{t(one.owner_kind === "individual" ? "categories.individual" : "categories.company")}</p>
            {one.categories.length === 0 ? (
              <Empty title={t("categories.none")} text={t("categories.noneText")}>
                {add}
              </Empty>
            ) : (
              <ul className="rows">
                {one.categories.map((category) => (
                  <HeldRow key={`${category.first}/${category.second}`} appId={one.app_id} category={category} />
                ))}
              </ul>
            )}
          </Box>
        )}
      </Answer>
      {isAdding && program.data && table && <AddDialog program={program.data} table={table.items} onClose={() => setAdding(false)} />}
    </Page>
  );
}

function HeldRow({ appId, category }: { appId: string; category: HeldCategory }) {
  const { t, language } = useWords();
  const ask = useConfirm();
  const remove = useAct({ run: () => removeCategory(appId, category), refresh: [miniKey(appId)] });
  const name = language === "en" ? category.name_en : category.name;
  return (
    <li className="row">
      <div className="grow">
        <b>{name}</b>
        <span className="mute">{language === "en" ? category.group_en : category.group}</span>
        {category.reason !== "" && <p className="mini-reason">{category.reason}</p>}
      </div>
      <span className="row__end">
        <Chip tone={tones[category.state]}>{t(`categories.state.${category.state}`)}</Chip>
        <Button
          type="text"
          aria-label={t("categories.removeOf", { name })}
          icon={<RemoveIcon aria-hidden size={18} />}
          loading={remove.isPending}
          onClick={() => ask({ title: t("categories.removeTitle", { name }), text: t("categories.removeText"), action: t("categories.remove"), run: () => remove.mutateAsync() })}
        />
      </span>
    </li>
  );
}

function AddDialog({ program, table, onClose }: { program: Program; table: Category[]; onClose: () => void }) {
  const { t, error, language } = useWords();
  const [key, setKey] = useState<string | null>(null);
  const [papers, setPapers] = useState<string[]>([]);
  const chooser = useRef<HTMLInputElement>(null);
  const isEnglish = language === "en";
  const chosen = table.find((one) => keyOf(one) === key);
  const add = useAct({
    run: async () => chosen && addCategory(program.app_id, chosen, papers),
    refresh: [miniKey(program.app_id)],
    done: t("categories.added"),
    onDone: onClose,
    onRefused: () => true,
  });
  const keep = useAct({
    run: (file: File) => keepPaper(program.app_id, file),
    onDone: ({ digest }) => setPapers((now) => [...new Set([...now, digest])].slice(0, mostPapers)),
  });
  const isHeld = (one: Category) => program.categories.some((other) => keyOf(other) === keyOf(one));
  const isClosed = (one: Category) => program.owner_kind === "individual" && !one.for_individuals;
  const options = optionsOf(table, language, (one, name) => ({
    label: isClosed(one) ? t("categories.closed", { name }) : name,
    disabled: isHeld(one) || isClosed(one),
  }));
  const needs = chosen === undefined ? "" : isEnglish ? chosen.papers_en : chosen.papers;
  return (
    <Modal
      open
      title={t("categories.add")}
      okText={t("categories.addDo")}
      cancelText={t("action.cancel")}
      okButtonProps={{ disabled: chosen === undefined || (needs !== "" && papers.length === 0), loading: add.isPending }}
      onOk={() => add.mutate()}
      onCancel={onClose}
    >
      <Field label={t("categories.which")} note={needs === "" ? undefined : t("categories.needs", { papers: needs })}>
        <Select
          showSearch={{ optionFilterProp: "label" }}
          value={key}
          options={options}
          onChange={(next: string) => {
            setKey(next);
            setPapers([]);
          }}
        />
      </Field>
      {needs !== "" && (
        <div className="mini-do mini-missing">
          <Button size="small" icon={<UploadIcon aria-hidden size={16} />} loading={keep.isPending} disabled={papers.length >= mostPapers} onClick={() => chooser.current?.click()}>
            {t("categories.paper")}
          </Button>
          <span className="mute">{t("categories.papers", { count: papers.length })}</span>
          <input
            ref={chooser}
            type="file"
            accept="image/*"
            hidden
            aria-label={t("categories.paper")}
            onChange={(event) => {
              const file = event.target.files?.[0];
              if (file !== undefined) keep.mutate(file);
              event.target.value = "";
            }}
          />
        </div>
      )}
      {add.error !== null && <FieldNote error={error(add.error)} />}
    </Modal>
  );
}
