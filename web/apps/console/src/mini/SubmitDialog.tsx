/** Asking for a review: what the reviewer should know, and what up to five of the pages are. */
import { Button, Input, Modal, Select } from "antd";
import { useState } from "react";
import { PlusIcon, RemoveIcon } from "../icons";
import { Field } from "../shared/Field";
import { useAct } from "../shared/useAct";
import { useWords } from "../words";
import { miniKey, submit } from "./queries";
import type { Item, Program, Version } from "./types";

const mostItems = 5;

export function SubmitDialog({ program, version, onClose }: { program: Program; version: Version; onClose: () => void }) {
  const { t } = useWords();
  const held = program.categories.filter((one) => one.state === "passed");
  const [note, setNote] = useState("");
  const [items, setItems] = useState<Item[]>([]);
  const send = useAct({
    run: () => submit(program.app_id, { version_id: version.version_id, items, note: note.trim() }),
    refresh: [miniKey(program.app_id)],
    done: t("mini.submitted", { number: version.number }),
    onDone: onClose,
  });
  const add = () => {
    const address = version.pages.find((page) => !items.some((item) => item.address === page)) ?? version.pages[0] ?? "";
    setItems([...items, { address, title: "", tag: "", first: held[0]?.first ?? 0, second: held[0]?.second ?? 0 }]);
  };
  const put = (nth: number, part: Partial<Item>) => setItems(items.map((item, place) => (place === nth ? { ...item, ...part } : item)));
  return (
    <Modal
      open
      width={600}
      title={t("mini.submitTitle", { number: version.number })}
      okText={t("mini.submit")}
      cancelText={t("action.cancel")}
      okButtonProps={{ loading: send.isPending }}
      onOk={() => send.mutate()}
      onCancel={onClose}
    >
      <p className="lead-note">{t("mini.submitText", { count: program.reviews_left })}</p>
      <Field label={t("mini.note")} note={t("mini.noteNote")}>
        <Input.TextArea autoFocus maxLength={200} showCount autoSize={{ minRows: 2, maxRows: 6 }} value={note} onChange={(event) => setNote(event.target.value)} />
      </Field>
      <h3 className="mini-items__head">{t("mini.items")}</h3>
      <ul className="mini-items">
        {items.map((item, nth) => (
          <li key={nth}>
            <ItemFields item={item} pages={version.pages} held={held} onChange={(part) => put(nth, part)} />
            <Button
              type="text"
              aria-label={t("mini.removeItem", { page: item.address })}
              icon={<RemoveIcon aria-hidden size={18} />}
              onClick={() => setItems(items.filter((_, place) => place !== nth))}
            />
          </li>
        ))}
      </ul>
      {items.length < mostItems && version.pages.length > 0 && (
        <Button size="small" icon={<PlusIcon aria-hidden size={16} />} onClick={add}>
          {t("mini.addItem")}
        </Button>
      )}
    </Modal>
  );
}

interface ItemFieldsProps {
  item: Item;
  pages: readonly string[];
  held: Program["categories"];
  onChange: (part: Partial<Item>) => void;
}

function ItemFields({ item, pages, held, onChange }: ItemFieldsProps) {
  const { t, language } = useWords();
  const categories = held.map((one) => ({ value: `${one.first}/${one.second}`, label: language === "en" ? one.name_en : one.name }));
  const choose = (value: string) => {
    const [first = 0, second = 0] = value.split("/").map(Number);
    onChange({ first, second });
  };
  return (
    <div className="mini-items__fields">
      <Select aria-label={t("mini.page")} showSearch value={item.address} options={pages.map((page) => ({ value: page, label: page }))} onChange={(address) => onChange({ address })} />
      <Select aria-label={t("nav.categories")} value={`${item.first}/${item.second}`} options={categories} onChange={choose} />
      <Input aria-label={t("mini.itemTitle")} placeholder={t("mini.itemTitle")} maxLength={32} value={item.title} onChange={(event) => onChange({ title: event.target.value })} />
      <Input aria-label={t("mini.itemTags")} placeholder={t("mini.itemTags")} value={item.tag} onChange={(event) => onChange({ tag: event.target.value })} />
    </div>
  );
}
