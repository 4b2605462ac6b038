/** The collections of a program's database: how much is in each, and who may read and write it. */
import { Button, Input, Modal, Tooltip } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { EditIcon, PlusIcon, RemoveIcon } from "../icons";
import { FieldNote } from "../shared/Counter";
import { Field } from "../shared/Field";
import { localeOf } from "../shared/locale";
import { Answer, Empty } from "../shared/State";
import { Table } from "../shared/Table";
import { useAct } from "../shared/useAct";
import { useConfirm } from "../shared/useConfirm";
import { Box } from "../shell/Page";
import { useWords } from "../words";
import { CloudPage } from "./CloudPage";
import { PermissionChoice } from "./PermissionChoice";
import { addCollection, cloudKey, permitCollection, removeCollection, useCollections } from "./queries";
import { RulesSheet } from "./RulesSheet";
import { permissions } from "./types";
import type { Collection } from "./types";

export default function Database() {
  const { t } = useWords();
  const [isAdding, setAdding] = useState(false);
  const add = (
    <Button type="primary" icon={<PlusIcon aria-hidden weight="bold" />} onClick={() => setAdding(true)}>
      {t("cloud.collection.add")}
    </Button>
  );
  return (
    <CloudPage part="database" door={add}>
      {(appId) => (
        <>
          <Collections appId={appId} />
          {isAdding && <AddDialog appId={appId} onClose={() => setAdding(false)} />}
        </>
      )}
    </CloudPage>
  );
}

function Collections({ appId }: { appId: string }) {
  const { t, language } = useWords();
  const collections = useCollections(appId);
  return (
    <Box flush>
      <Answer asked={collections}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty title={t("cloud.collection.none")} text={t("cloud.collection.noneText")} />
          ) : (
            <Table
              items={items}
              keyOf={({ name }) => name}
              columns={[
                {
                  head: t("cloud.collection.name"),
                  cell: ({ name }) => (
                    <Link className="strong-link mono el" to={`/apps/${appId}/cloud/collections/${encodeURIComponent(name)}`}>
                      {name}
                    </Link>
                  ),
                },
                { head: t("cloud.collection.documents"), isNumber: true, cell: ({ documents }) => new Intl.NumberFormat(localeOf(language)).format(documents) },
                { head: t("cloud.permission.label"), cell: (collection) => <Permit appId={appId} collection={collection} /> },
              ]}
              actions={(collection) => <RemoveButton appId={appId} collection={collection} />}
            />
          )
        }
      </Answer>
    </Box>
  );
}

function Permit({ appId, collection }: { appId: string; collection: Collection }) {
  const { t } = useWords();
  const { name, permission } = collection;
  const permit = useAct({ run: (wanted: Collection["permission"]) => permitCollection(appId, name, wanted), refresh: [cloudKey(appId, "collections")] });
  const [isWriting, setWriting] = useState(false);
  return (
    <span className="cloud-permit">
      <PermissionChoice
        label={t("cloud.permission.of", { name })}
        value={permission}
        among={[...permissions, "CUSTOM"]}
        isPending={permit.isPending}
        onChange={(wanted) => (wanted === "CUSTOM" ? setWriting(true) : permit.mutate(wanted))}
      />
      {permission === "CUSTOM" && (
        <Tooltip title={t("cloud.rules.edit")}>
          <Button type="text" size="small" aria-label={t("cloud.rules.of", { name })} icon={<EditIcon aria-hidden size={18} />} onClick={() => setWriting(true)} />
        </Tooltip>
      )}
      {isWriting && <RulesSheet appId={appId} collection={collection} onClose={() => setWriting(false)} />}
    </span>
  );
}

function RemoveButton({ appId, collection: { name, documents } }: { appId: string; collection: Collection }) {
  const { t } = useWords();
  const confirm = useConfirm();
  const remove = useAct({ run: () => removeCollection(appId, name), refresh: [cloudKey(appId, "collections")], done: t("cloud.collection.removed", { name }) });
  const ask = () =>
    confirm({
      title: t("cloud.collection.removeAsk", { name }),
      text: t("cloud.collection.removeText", { count: documents }),
      action: t("cloud.collection.remove"),
      run: () => remove.mutateAsync(),
    });
  return (
    <Tooltip title={t("cloud.collection.remove")}>
      <Button type="text" size="small" danger aria-label={t("cloud.collection.removeOf", { name })} icon={<RemoveIcon aria-hidden size={18} />} loading={remove.isPending} onClick={ask} />
    </Tooltip>
  );
}

function AddDialog({ appId, onClose }: { appId: string; onClose: () => void }) {
  const { t, error } = useWords();
  const [name, setName] = useState("");
  const wanted = name.trim();
  const add = useAct({ run: () => addCollection(appId, wanted), refresh: [cloudKey(appId, "collections")], onDone: onClose, onRefused: () => true });
  return (
    <Modal
      open
      title={t("cloud.collection.add")}
      okText={t("cloud.collection.addDo")}
      cancelText={t("action.cancel")}
      okButtonProps={{ disabled: wanted === "", loading: add.isPending }}
      onOk={() => add.mutate()}
      onCancel={onClose}
    >
      <Field label={t("cloud.collection.name")} note={t("cloud.collection.nameNote")}>
        <Input autoFocus className="mono" maxLength={64} value={name} onChange={(event) => setName(event.target.value)} onPressEnter={() => wanted !== "" && add.mutate()} />
      </Field>
      {add.error !== null && <FieldNote error={error(add.error)} />}
    </Modal>
  );
}
