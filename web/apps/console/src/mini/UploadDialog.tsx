/** Uploading a version: a zip by drag or from the chooser, its number and what is new; then how its compiling goes. */
import { Button, Input, Modal, Progress } from "antd";
import { useRef, useState } from "react";
import type { DragEvent } from "react";
import { useQueryClient } from "@tanstack/react-query";
import { CheckIcon, ZipIcon } from "../icons";
import { Field } from "../shared/Field";
import { FieldNote } from "../shared/Counter";
import { useWords } from "../words";
import { Problems } from "./Problems";
import { nextNumber } from "./progress";
import { miniKey, upload, useVersions } from "./queries";
import { useSizes } from "./useSizes";
import { Compiling } from "./VersionRow";
import type { Version } from "./types";

interface UploadDialogProps {
  appId: string;
  versions: readonly Version[];
  first: File | null;
  onClose: () => void;
}

export function UploadDialog({ appId, versions, first, onClose }: UploadDialogProps) {
  const { t, error: words } = useWords();
  const client = useQueryClient();
  const [file, setFile] = useState(first);
  const [number, setNumber] = useState(() => nextNumber(versions));
  const [description, setDescription] = useState("");
  const [sent, setSent] = useState<number | null>(null);
  const [refusal, setRefusal] = useState<unknown>(null);
  const [madeId, setMadeId] = useState<string | null>(null);
  const stop = useRef<AbortController | null>(null);

  const send = async () => {
    if (file === null) return;
    setRefusal(null);
    setSent(0);
    stop.current = new AbortController();
    try {
      const made = await upload(appId, file, { number: number.trim(), description: description.trim() }, { progress: setSent, signal: stop.current.signal });
      await client.invalidateQueries({ queryKey: miniKey(appId) });
      setMadeId(made.version_id);
    } catch (thrown) {
      setRefusal(thrown);
    } finally {
      setSent(null);
    }
  };
  const close = () => {
    stop.current?.abort();
    onClose();
  };
  if (madeId !== null) return <Made appId={appId} versionId={madeId} onClose={onClose} />;
  return (
    <Modal
      open
      title={t("mini.upload")}
      okText={t("mini.uploadDo", { number: number.trim() || "…" })}
      cancelText={t("action.cancel")}
      okButtonProps={{ disabled: file === null || number.trim() === "", loading: sent !== null }}
      onOk={() => void send()}
      onCancel={close}
    >
      <Zip file={file} onFile={setFile} isSending={sent !== null} />
      {sent !== null && (
        <div className="mini-compiling" role="status">
          <span className="brick">{t("mini.sending")}</span>
          <Progress percent={Math.round(100 * sent)} size="small" aria-label={t("mini.sending")} />
        </div>
      )}
      {refusal !== null && <FieldNote error={words(refusal)} />}
      <Field label={t("mini.number")} note={t("mini.numberNote")}>
        <Input className="mono" maxLength={64} value={number} onChange={(event) => setNumber(event.target.value)} />
      </Field>
      <Field label={t("mini.description")}>
        <Input.TextArea maxLength={1000} autoSize={{ minRows: 2, maxRows: 6 }} value={description} onChange={(event) => setDescription(event.target.value)} />
      </Field>
    </Modal>
  );
}

function Zip({ file, onFile, isSending }: { file: File | null; onFile: (file: File) => void; isSending: boolean }) {
  const { t } = useWords();
  const size = useSizes();
  const chooser = useRef<HTMLInputElement>(null);
  const [isOver, setOver] = useState(false);
  const take = (one: File | undefined) => {
    if (one !== undefined && !isSending) onFile(one);
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer.files[0]);
  };
  return (
    <div
      className={isOver ? "mini-zip mini-zip--over" : "mini-zip"}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <ZipIcon aria-hidden size={32} />
      {file === null ? (
        <p>
          {t("mini.dropHere")}
          <span className="note">{t("mini.zipNote")}</span>
        </p>
      ) : (
        <p>
          <b>{file.name}</b> <span className="num mute">{size(file.size)}</span>
        </p>
      )}
      <Button size="small" disabled={isSending} onClick={() => chooser.current?.click()}>
        {t(file === null ? "mini.choose" : "mini.chooseOther")}
      </Button>
      <input ref={chooser} type="file" accept=".zip,application/zip" hidden aria-label={t("mini.choose")} onChange={(event) => take(event.target.files?.[0])} />
    </div>
  );
}

/** How the compiling goes; the dialog may be closed meanwhile, the list tells the same. */
function Made({ appId, versionId, onClose }: { appId: string; versionId: string; onClose: () => void }) {
  const { t } = useWords();
  const version = useVersions(appId).data?.items.find((one) => one.version_id === versionId);
  return (
    <Modal open title={t("mini.upload")} footer={<Button onClick={onClose}>{t("action.close")}</Button>} onCancel={onClose}>
      {version === undefined || version.state === "compiling" ? (
        version && <Compiling version={version} />
      ) : (
        <>
          <p className={version.state === "ready" ? "mini-told yes" : "mini-told no"} role="status">
            {version.state === "ready" && <CheckIcon aria-hidden weight="bold" size={18} />}
            {t(version.state === "ready" ? "mini.isReady" : "mini.isFailed", { number: version.number })}
          </p>
          <Problems problems={version.problems} isFailed={version.state === "failed"} />
        </>
      )}
    </Modal>
  );
}
