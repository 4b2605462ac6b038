/** One collection: its documents as a list one can read, found by a query, written as JSON. */
import { Chip } from "@hutong/ui";
import { Button, Input, Tooltip } from "antd";
import { useRef, useState } from "react";
import { Link, useParams } from "react-router";
import { BackIcon, EditIcon, ExportIcon, PlusIcon, RemoveIcon, UploadIcon } from "../icons";
import { CopyButton } from "../shared/Copy";
import { FieldNote } from "../shared/Counter";
import { Paged } from "../shared/Paged";
import { Empty } from "../shared/State";
import { useAct } from "../shared/useAct";
import { useConfirm } from "../shared/useConfirm";
import { useSettled } from "../shared/useSettled";
import { Box } from "../shell/Page";
import { useAppId } from "../apps/queries";
import { useWords } from "../words";
import { CloudPage } from "./CloudPage";
import { fieldsOf, idOf, queryOf } from "./document";
import { DocumentDrawer } from "./DocumentDrawer";
import { cloudKey, exportOf, importDocuments, removeDocument, useDocuments } from "./queries";
import type { Document } from "./types";

const SHOWN_FIELDS = 6;

export default function Documents() {
  const { t } = useWords();
  const appId = useAppId();
  const { collection = "" } = useParams();
  const [isAdding, setAdding] = useState(false);
  return (
    <CloudPage
      part="database"
      title={collection}
      soft={
        <>
          <ImportButton appId={appId} collection={collection} />
          <Button icon={<ExportIcon aria-hidden size={18} />} href={exportOf(appId, collection)} download={`${collection}.json`}>
            {t("cloud.document.export")}
          </Button>
        </>
      }
      door={
        <Button type="primary" icon={<PlusIcon aria-hidden weight="bold" />} onClick={() => setAdding(true)}>
          {t("cloud.document.add")}
        </Button>
      }
    >
      {() => (
        <>
          <Link className="cloud-back" to={`/apps/${appId}/cloud`}>
            <BackIcon aria-hidden size={16} /> {t("cloud.collection.all")}
          </Link>
          <Found appId={appId} collection={collection} />
          {isAdding && <DocumentDrawer appId={appId} collection={collection} document={null} onClose={() => setAdding(false)} />}
        </>
      )}
    </CloudPage>
  );
}

function Found({ appId, collection }: { appId: string; collection: string }) {
  const { t } = useWords();
  const [sought, setSought] = useState("");
  const query = queryOf(sought);
  const settled = useSettled(query ?? "");
  const documents = useDocuments(appId, collection, settled);
  const total = documents.data?.pages[0]?.total;
  return (
    <Box flush>
      <div className="toolbar cloud-find">
        <div className="grow">
          <Input
            className="mono"
            allowClear
            status={query === null ? "error" : ""}
            aria-label={t("cloud.document.find")}
            placeholder={t("cloud.document.findHint")}
            value={sought}
            onChange={(event) => setSought(event.target.value)}
          />
          {query === null && <FieldNote error={t("cloud.document.findWrong")} />}
        </div>
        {total !== undefined && <Chip>{t("cloud.document.count", { count: total })}</Chip>}
      </div>
      <Paged
        asked={documents}
        items={(page) => page.items}
        empty={settled === "" ? <Empty title={t("cloud.document.none")} text={t("cloud.document.noneText")} /> : <Empty title={t("mini.nothingFound")} />}
      >
        {(items) => (
          <ul className="cloud-documents">
            {items.map((document) => (
              <Row key={idOf(document)} appId={appId} collection={collection} document={document} />
            ))}
          </ul>
        )}
      </Paged>
    </Box>
  );
}

function Row({ appId, collection, document }: { appId: string; collection: string; document: Document }) {
  const { t } = useWords();
  const [isEditing, setEditing] = useState(false);
  const id = idOf(document);
  const fields = fieldsOf(document);
  return (
    <li className="cloud-document">
      <div className="cloud-document__text">
        <span className="inline">
          <button type="button" className="cloud-document__id mono el" onClick={() => setEditing(true)}>
            {id}
          </button>
          <CopyButton text={id} what="_id" />
        </span>
        <dl className="cloud-fields">
          {fields.slice(0, SHOWN_FIELDS).map(([name, text]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd className="el">{text}</dd>
            </div>
          ))}
          {fields.length > SHOWN_FIELDS && <div className="mute">{t("cloud.document.moreFields", { count: fields.length - SHOWN_FIELDS })}</div>}
        </dl>
      </div>
      <div className="table__do">
        <Tooltip title={t("cloud.document.edit")}>
          <Button type="text" size="small" aria-label={t("cloud.document.editOf", { id })} icon={<EditIcon aria-hidden size={18} />} onClick={() => setEditing(true)} />
        </Tooltip>
        <RemoveButton appId={appId} collection={collection} id={id} />
      </div>
      {isEditing && <DocumentDrawer appId={appId} collection={collection} document={document} onClose={() => setEditing(false)} />}
    </li>
  );
}

function RemoveButton({ appId, collection, id }: { appId: string; collection: string; id: string }) {
  const { t } = useWords();
  const confirm = useConfirm();
  const remove = useAct({ run: () => removeDocument(appId, collection, id), refresh: [cloudKey(appId, "documents", collection), cloudKey(appId, "collections")] });
  const ask = () => confirm({ title: t("cloud.document.removeAsk"), text: t("cloud.document.removeText", { id }), action: t("cloud.document.remove"), run: () => remove.mutateAsync() });
  return (
    <Tooltip title={t("cloud.document.remove")}>
      <Button type="text" size="small" danger aria-label={t("cloud.document.removeOf", { id })} icon={<RemoveIcon aria-hidden size={18} />} loading={remove.isPending} onClick={ask} />
    </Tooltip>
  );
}

function ImportButton({ appId, collection }: { appId: string; collection: string }) {
  const { t } = useWords();
  const chooser = useRef<HTMLInputElement>(null);
  const bring = useAct({
    run: (file: File) => importDocuments(appId, collection, file),
    refresh: [cloudKey(appId, "documents", collection), cloudKey(appId, "collections")],
    done: t("cloud.document.imported"),
  });
  return (
    <>
      <Button icon={<UploadIcon aria-hidden size={18} />} loading={bring.isPending} onClick={() => chooser.current?.click()}>
        {t("cloud.document.import")}
      </Button>
      <input
        ref={chooser}
        type="file"
        hidden
        accept=".json,.jsonl,application/json"
        aria-label={t("cloud.document.import")}
        onChange={(event) => {
          const file = event.target.files?.[0];
          event.target.value = "";
          if (file) bring.mutate(file);
        }}
      />
    </>
  );
}
