/** Running a function to see what it does: its input, what it answered, and what it said on the way. */
import { Button, Input } from "antd";
import { useState } from "react";
import { PlayIcon } from "../icons";
import { FieldNote } from "../shared/Counter";
import { Field } from "../shared/Field";
import { useAct } from "../shared/useAct";
import { useWords } from "../words";
import { parsed } from "./document";
import { cloudKey, tryFunction } from "./queries";
import { Run } from "./Run";
import { SideSheet } from "./SideSheet";

export function TrySheet({ appId, name, onClose }: { appId: string; name: string; onClose: () => void }) {
  const { t, error } = useWords();
  const [text, setText] = useState("{}");
  const [openid, setOpenid] = useState("");
  const read = parsed(text);
  const run = useAct({
    run: (data: unknown) => tryFunction(appId, name, data, openid.trim() || null),
    refresh: [cloudKey(appId, "invocations")],
    onRefused: () => true,
  });
  return (
    <SideSheet
      title={t("cloud.function.tryOf", { name })}
      footer={
        <div className="form-end">
          <Button onClick={onClose}>{t("action.close")}</Button>
          <Button type="primary" icon={<PlayIcon aria-hidden size={16} />} disabled={!("document" in read)} loading={run.isPending} onClick={() => "document" in read && run.mutate(read.document)}>
            {t("cloud.function.run")}
          </Button>
        </div>
      }
      onClose={onClose}
    >
      <Field label={t("cloud.function.event")} error={"problem" in read ? t(`cloud.document.wrong.${read.problem}`, { detail: read.detail }) : undefined}>
        <Input.TextArea className="mono" spellCheck={false} autoFocus autoSize={{ minRows: 4, maxRows: 14 }} value={text} onChange={(event) => setText(event.target.value)} />
      </Field>
      <Field label={t("cloud.function.openid")} note={t("cloud.function.openidNote")}>
        <Input className="mono" spellCheck={false} value={openid} onChange={(event) => setOpenid(event.target.value)} />
      </Field>
      {run.error !== null && <FieldNote error={error(run.error)} />}
      {run.data && (
        <section className="cloud-answer" aria-live="polite">
          {run.data.invocation.state === "done" && (
            <>
              <h3>{t("cloud.function.result")}</h3>
              <pre className="cloud-code">{JSON.stringify(run.data.result, null, 2)}</pre>
            </>
          )}
          <Run run={run.data.invocation} />
        </section>
      )}
    </SideSheet>
  );
}
