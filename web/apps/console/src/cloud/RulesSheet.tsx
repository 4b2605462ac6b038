/** Security rules of a collection, written as the platform's: a condition for each thing that may be done. */
import { Button, Input } from "antd";
import { useState } from "react";
import { FieldNote } from "../shared/Counter";
import { Field } from "../shared/Field";
import { useAct } from "../shared/useAct";
import { useWords } from "../words";
import { parsed, textOf } from "./document";
import { cloudKey, permitCollection } from "./queries";
import { SideSheet } from "./SideSheet";
import type { Collection } from "./types";

/** All read, the creator writes: where most begin. */
const START = { read: true, write: "doc._openid == auth.openid" };

export function RulesSheet({ appId, collection: { name, permission, rules }, onClose }: { appId: string; collection: Collection; onClose: () => void }) {
  const { t, error } = useWords();
  const [text, setText] = useState(() => textOf(permission === "CUSTOM" ? rules : START));
  const read = parsed(text);
  const save = useAct({
    run: (wanted: Record<string, unknown>) => permitCollection(appId, name, "CUSTOM", wanted),
    refresh: [cloudKey(appId, "collections")],
    done: t("cloud.rules.saved"),
    onDone: onClose,
    onRefused: () => true,
  });
  return (
    <SideSheet
      title={t("cloud.rules.of", { name })}
      footer={
        <div className="form-end">
          <Button onClick={onClose}>{t("action.cancel")}</Button>
          <Button type="primary" disabled={!("document" in read)} loading={save.isPending} onClick={() => "document" in read && save.mutate(read.document)}>
            {t("cloud.rules.save")}
          </Button>
        </div>
      }
      onClose={onClose}
    >
      <Field label={t("cloud.rules.json")} note={t("cloud.rules.note")} error={"problem" in read ? t(`cloud.document.wrong.${read.problem}`, { detail: read.detail }) : undefined}>
        <Input.TextArea className="mono" spellCheck={false} autoFocus autoSize={{ minRows: 6, maxRows: 20 }} value={text} onChange={(event) => setText(event.target.value)} />
      </Field>
      {save.error !== null && <FieldNote error={error(save.error)} />}
    </SideSheet>
  );
}
