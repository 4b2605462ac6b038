/** A document as JSON, to be read, changed and saved; what is not JSON is said before it is sent. */
import { Button, Input } from "antd";
import { useState } from "react";
import { FieldNote } from "../shared/Counter";
import { Field } from "../shared/Field";
import { useAct } from "../shared/useAct";
import { useWords } from "../words";
import { idOf, parsed, textOf } from "./document";
import { addDocument, cloudKey, saveDocument } from "./queries";
import { SideSheet } from "./SideSheet";
import type { Document } from "./types";

interface DocumentDrawerProps {
  appId: string;
  collection: string;
  /** Null for one that is to be added. */
  document: Document | null;
  onClose: () => void;
}

const START = '{\n  "name": ""\n}';

export function DocumentDrawer({ appId, collection, document, onClose }: DocumentDrawerProps) {
  const { t, error } = useWords();
  const [text, setText] = useState(() => (document === null ? START : textOf(document)));
  const read = parsed(text);
  const save = useAct({
    run: (wanted: Document) => (document === null ? addDocument(appId, collection, wanted) : saveDocument(appId, collection, idOf(document), wanted)),
    refresh: [cloudKey(appId, "documents", collection), cloudKey(appId, "collections")],
    done: t("cloud.document.saved"),
    onDone: onClose,
    onRefused: () => true,
  });
  return (
    <SideSheet
      title={document === null ? t("cloud.document.add") : <span className="mono el">{idOf(document)}</span>}
      onClose={onClose}
      footer={
        <div className="form-end">
          <Button onClick={onClose}>{t("action.cancel")}</Button>
          <Button type="primary" disabled={!("document" in read)} loading={save.isPending} onClick={() => "document" in read && save.mutate(read.document)}>
            {t(document === null ? "cloud.document.addDo" : "cloud.document.save")}
          </Button>
        </div>
      }
    >
      <Field
        label={t("cloud.document.json")}
        note={t("cloud.document.jsonNote")}
        error={"problem" in read ? t(`cloud.document.wrong.${read.problem}`, { detail: read.detail }) : undefined}
      >
        <Input.TextArea className="mono" spellCheck={false} autoFocus autoSize={{ minRows: 14, maxRows: 32 }} value={text} onChange={(event) => setText(event.target.value)} />
      </Field>
      {save.error !== null && <FieldNote error={error(save.error)} />}
    </SideSheet>
  );
}
