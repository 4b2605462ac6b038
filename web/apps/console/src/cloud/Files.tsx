/** The files of a program's cloud, folder by folder. */
import { Chip } from "@hutong/ui";
import { App, Button, Modal, Progress, Tooltip } from "antd";
import { useRef, useState } from "react";
import { useQueryClient } from "@tanstack/react-query";
import { useSearchParams } from "react-router";
import { useAppId } from "../apps/queries";
import { FolderIcon, RemoveIcon, RevealIcon, UploadIcon } from "../icons";
import { useSizes } from "../mini/useSizes";
import { CopyButton } from "../shared/Copy";
import { Moment } from "../shared/Moment";
import { Answer, Empty } from "../shared/State";
import { Table } from "../shared/Table";
import { useAct } from "../shared/useAct";
import { useConfirm } from "../shared/useConfirm";
import { Box } from "../shell/Page";
import { useWords } from "../words";
import { CloudPage } from "./CloudPage";
import { PermissionChoice } from "./PermissionChoice";
import { cloudKey, contentOf, permitFiles, removeFile, uploadFile, useFolder } from "./queries";
import { permissions } from "./types";
import type { CloudFile, Folder, Permission } from "./types";

export default function Files() {
  const [params] = useSearchParams();
  const folder = params.get("folder") ?? "";
  return (
    <CloudPage part="files" door={<UploadButton folder={folder} />}>
      {(appId) => <Inside appId={appId} folder={folder} />}
    </CloudPage>
  );
}

function Inside({ appId, folder }: { appId: string; folder: string }) {
  const { t } = useWords();
  const asked = useFolder(appId, folder);
  return (
    <Box flush>
      <Answer asked={asked}>
        {(found) => (
          <>
            <div className="toolbar cloud-find">
              <Way folder={folder} />
              <span className="grow" />
              <Usage found={found} />
              <Permit appId={appId} permission={found.permission} />
            </div>
            {found.files.length + found.folders.length === 0 ? (
              <Empty title={t("cloud.file.none")} text={t("cloud.file.noneText")} />
            ) : (
              <>
                <Folders folder={folder} names={found.folders} />
                {found.files.length > 0 && <FileTable appId={appId} folder={folder} files={found.files} />}
              </>
            )}
            {!found.is_all && <p className="lead-note lead-note--inset">{t("cloud.file.notAll")}</p>}
          </>
        )}
      </Answer>
    </Box>
  );
}

/** The folders above this one, each a way back. */
function Way({ folder }: { folder: string }) {
  const { t } = useWords();
  const [, setParams] = useSearchParams();
  const names = folder.split("/").filter(Boolean);
  const open = (depth: number) => setParams(depth === 0 ? {} : { folder: `${names.slice(0, depth).join("/")}/` });
  return (
    <nav className="cloud-way" aria-label={t("cloud.file.way")}>
      <Button type="link" size="small" disabled={names.length === 0} onClick={() => open(0)}>
        {t("cloud.file.top")}
      </Button>
      {names.map((name, nth) => (
        <Button key={nth} type="link" size="small" disabled={nth === names.length - 1} onClick={() => open(nth + 1)}>
          / {name}
        </Button>
      ))}
    </nav>
  );
}

function Usage({ found }: { found: Folder }) {
  const { t } = useWords();
  const size = useSizes();
  return <Chip>{t("cloud.file.usage", { count: found.count, size: size(found.size_bytes) })}</Chip>;
}

function Permit({ appId, permission }: { appId: string; permission: Permission }) {
  const { t } = useWords();
  const permit = useAct({ run: (wanted: Permission) => permitFiles(appId, wanted), refresh: [cloudKey(appId, "files")] });
  return <PermissionChoice label={t("cloud.permission.files")} value={permission} among={permissions} isPending={permit.isPending} onChange={(wanted) => permit.mutate(wanted)} />;
}

function Folders({ folder, names }: { folder: string; names: string[] }) {
  const [, setParams] = useSearchParams();
  if (names.length === 0) return null;
  return (
    <ul className="cloud-folders">
      {names.map((name) => (
        <li key={name}>
          <Button type="link" size="small" icon={<FolderIcon aria-hidden size={18} />} onClick={() => setParams({ folder: `${folder}${name}/` })}>
            {name}
          </Button>
        </li>
      ))}
    </ul>
  );
}

function FileTable({ appId, folder, files }: { appId: string; folder: string; files: CloudFile[] }) {
  const { t } = useWords();
  const size = useSizes();
  return (
    <Table
      items={files}
      keyOf={({ path }) => path}
      columns={[
        { head: t("cloud.file.name"), cell: ({ path }) => <span className="el">{path.slice(folder.length)}</span> },
        { head: t("cloud.file.kind"), cell: ({ content_type: kind }) => <span className="mute el">{kind}</span> },
        { head: t("cloud.file.size"), isNumber: true, cell: ({ size_bytes: bytes }) => size(bytes) },
        { head: t("cloud.file.when"), cell: ({ uploaded_at: at }) => <Moment at={at} /> },
      ]}
      actions={(file) => <Actions appId={appId} file={file} />}
    />
  );
}

function Actions({ appId, file }: { appId: string; file: CloudFile }) {
  const { t } = useWords();
  const confirm = useConfirm();
  const [isLooking, setLooking] = useState(false);
  const remove = useAct({ run: () => removeFile(appId, file.path), refresh: [cloudKey(appId, "files")] });
  const ask = () =>
    confirm({ title: t("cloud.file.removeAsk"), text: t("cloud.file.removeText", { path: file.path }), action: t("cloud.file.remove"), run: () => remove.mutateAsync() });
  return (
    <>
      <Tooltip title={t("cloud.file.look")}>
        <Button type="text" size="small" aria-label={t("cloud.file.lookOf", { path: file.path })} icon={<RevealIcon aria-hidden size={18} />} onClick={() => setLooking(true)} />
      </Tooltip>
      <CopyButton text={file.file_id} what={t("cloud.file.id")} />
      <Tooltip title={t("cloud.file.remove")}>
        <Button type="text" size="small" danger aria-label={t("cloud.file.removeOf", { path: file.path })} icon={<RemoveIcon aria-hidden size={18} />} loading={remove.isPending} onClick={ask} />
      </Tooltip>
      {isLooking && <Preview appId={appId} file={file} onClose={() => setLooking(false)} />}
    </>
  );
}

/** What a browser can show of a file; the rest can be saved. */
function Preview({ appId, file, onClose }: { appId: string; file: CloudFile; onClose: () => void }) {
  const { t } = useWords();
  const address = contentOf(appId, file.path);
  const [isBroken, setBroken] = useState(false);
  const isPicture = file.content_type.startsWith("image/") && !isBroken;
  return (
    <Modal
      open
      title={<span className="el">{file.path}</span>}
      onCancel={onClose}
      footer={
        <Button href={address} download={file.path.split("/").at(-1)}>
          {t("cloud.file.save")}
        </Button>
      }
    >
      {isPicture ? <img className="cloud-picture" src={address} alt={file.path} onError={() => setBroken(true)} /> : <p className="lead-note">{t("cloud.file.noPreview")}</p>}
      <p className="cloud-id">
        <code>{file.file_id}</code>
        <CopyButton text={file.file_id} what={t("cloud.file.id")} />
      </p>
    </Modal>
  );
}

function UploadButton({ folder }: { folder: string }) {
  const { t, error } = useWords();
  const appId = useAppId();
  const { message } = App.useApp();
  const client = useQueryClient();
  const chooser = useRef<HTMLInputElement>(null);
  const [part, setPart] = useState<number | null>(null);
  const send = async (files: File[]) => {
    try {
      for (const [nth, file] of files.entries()) {
        setPart(nth / files.length);
        await uploadFile(appId, `${folder}${file.name}`, file, { progress: (done) => setPart((nth + done) / files.length) });
      }
    } catch (thrown) {
      message.error(error(thrown), 6);
    } finally {
      setPart(null);
      await client.invalidateQueries({ queryKey: cloudKey(appId, "files") });
    }
  };
  return (
    <>
      {part !== null && <Progress className="cloud-progress" size="small" percent={Math.round(100 * part)} aria-label={t("cloud.file.uploading")} />}
      <Button type="primary" icon={<UploadIcon aria-hidden size={18} />} loading={part !== null} onClick={() => chooser.current?.click()}>
        {t("cloud.file.upload")}
      </Button>
      <input
        ref={chooser}
        type="file"
        hidden
        multiple
        aria-label={t("cloud.file.upload")}
        onChange={(event) => {
          const files = [...(event.target.files ?? [])];
          event.target.value = "";
          if (files.length > 0) void send(files);
        }}
      />
    </>
  );
}
