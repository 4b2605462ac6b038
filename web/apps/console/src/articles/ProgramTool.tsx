/** Puts the card of a mini program into an article: which, at which page, under which words. */
import type { Editor } from "@tiptap/react";
import { AutoComplete, Button, Input, Popover, Tooltip } from "antd";
import { useState } from "react";
import { ProgramIcon } from "../icons";
import { Field } from "../shared/Field";
import { useWords } from "../words";
import type { ProgramCard } from "./programCard";
import { usePrograms } from "./queries";

const NONE: ProgramCard = { appId: "", path: "", title: "", name: "" };
const APP_ID = /^wx[0-9a-f]{16}$/;

export function ProgramTool({ editor }: { editor: Editor }) {
  const { t } = useWords();
  const [isOpen, setOpen] = useState(false);
  const [card, setCard] = useState(NONE);
  const programs = usePrograms(isOpen).data ?? [];
  const change = (part: Partial<ProgramCard>) => setCard((before) => ({ ...before, ...part }));
  const choose = (appId: string) => change({ appId: appId.trim(), name: programs.find((one) => one.app_id === appId)?.name ?? "" });
  const isWhole = APP_ID.test(card.appId) && card.title.trim() !== "";
  const insert = () => {
    editor.chain().focus().insertContent({ type: "programCard", attrs: { ...card, title: card.title.trim(), path: card.path.trim() } }).run();
    setOpen(false);
    setCard(NONE);
  };
  return (
    <Popover
      open={isOpen}
      onOpenChange={setOpen}
      trigger="click"
      content={
        <div className="rich-text__program">
          <Field label={t("articles.program.which")}>
            <AutoComplete
              autoFocus
              aria-label={t("articles.program.which")}
              placeholder="wx…"
              value={card.appId}
              onChange={choose}
              options={programs.map(({ app_id, name }) => ({ value: app_id, label: `${name} · ${app_id}` }))}
            />
          </Field>
          <Field label={t("articles.program.title")}>
            <Input maxLength={40} value={card.title} onChange={(event) => change({ title: event.target.value })} onPressEnter={() => isWhole && insert()} />
          </Field>
          <Field label={t("articles.program.path")}>
            <Input placeholder="pages/index/index" value={card.path} onChange={(event) => change({ path: event.target.value })} onPressEnter={() => isWhole && insert()} />
          </Field>
          <Button type="primary" disabled={!isWhole} onClick={insert}>
            {t("articles.program.insert")}
          </Button>
        </div>
      }
    >
      <Tooltip title={t("articles.tool.program")}>
        <Button type="text" size="small" aria-label={t("articles.tool.program")} icon={<ProgramIcon aria-hidden size={18} />} onMouseDown={(event) => event.preventDefault()} />
      </Tooltip>
    </Popover>
  );
}
