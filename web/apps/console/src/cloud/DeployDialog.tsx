/** Deploying a function: a zip with index.js at its top, and the name it is called by. */
import { App, Button, Input, Modal } from "antd";
import { useRef, useState } from "react";
import { ZipIcon } from "../icons";
import { useSizes } from "../mini/useSizes";
import { FieldNote } from "../shared/Counter";
import { Field } from "../shared/Field";
import { useAct } from "../shared/useAct";
import { useWords } from "../words";
import { cloudKey, deployFunction } from "./queries";

export function DeployDialog({ appId, onClose }: { appId: string; onClose: () => void }) {
  const { t, error } = useWords();
  const size = useSizes();
  const { message } = App.useApp();
  const chooser = useRef<HTMLInputElement>(null);
  const [file, setFile] = useState<File | null>(null);
  const [name, setName] = useState("");
  const wanted = name.trim();
  const deploy = useAct({
    run: (zip: File) => deployFunction(appId, wanted, zip, { progress: () => undefined }),
    refresh: [cloudKey(appId, "functions")],
    done: t("cloud.function.deployed", { name: wanted }),
    onDone: ({ missing }) => {
      if (missing.length > 0) message.warning(t("cloud.function.missing", { names: missing.join(", ") }), 8);
      onClose();
    },
    onRefused: () => true,
  });
  const take = (one: File | undefined) => {
    if (one === undefined) return;
    setFile(one);
    if (wanted === "") setName(one.name.replace(/\.zip$/i, ""));
  };
  return (
    <Modal
      open
      title={t("cloud.function.deploy")}
      okText={t("cloud.function.deployDo")}
      cancelText={t("action.cancel")}
      okButtonProps={{ disabled: file === null || wanted === "", loading: deploy.isPending }}
      onOk={() => file && deploy.mutate(file)}
      onCancel={onClose}
    >
      <div
        className="mini-zip"
        onDragOver={(event) => event.preventDefault()}
        onDrop={(event) => {
          event.preventDefault();
          take(event.dataTransfer.files[0]);
        }}
      >
        <ZipIcon aria-hidden size={32} />
        {file === null ? (
          <p>
            {t("cloud.function.dropHere")}
            <span className="note">{t("cloud.function.zipNote")}</span>
          </p>
        ) : (
          <p>
            <b>{file.name}</b> <span className="num mute">{size(file.size)}</span>
          </p>
        )}
        <Button size="small" onClick={() => chooser.current?.click()}>
          {t(file === null ? "mini.choose" : "mini.chooseOther")}
        </Button>
        <input ref={chooser} type="file" accept=".zip,application/zip" hidden aria-label={t("mini.choose")} onChange={(event) => take(event.target.files?.[0])} />
      </div>
      <Field label={t("cloud.function.name")} note={t("cloud.function.nameNote")}>
        <Input className="mono" maxLength={60} value={name} onChange={(event) => setName(event.target.value)} />
      </Field>
      {deploy.error !== null && <FieldNote error={error(deploy.error)} />}
    </Modal>
  );
}
