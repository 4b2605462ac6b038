/** The functions of a program's cloud: what runs, how long it may, and when it runs by itself. */
import { Chip } from "@hutong/ui";
import { Button, Tooltip } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { EditIcon, ExportIcon, PlayIcon, RemoveIcon, UploadIcon } from "../icons";
import { useSizes } from "../mini/useSizes";
import { Moment } from "../shared/Moment";
import { Answer, Empty } from "../shared/State";
import { Table } from "../shared/Table";
import { useAct } from "../shared/useAct";
import { useConfirm } from "../shared/useConfirm";
import { Box } from "../shell/Page";
import { useWords } from "../words";
import { CloudPage } from "./CloudPage";
import { DeployDialog } from "./DeployDialog";
import { FunctionSettings } from "./FunctionSettings";
import { cloudKey, removeFunction, sourceOf, useFunctions } from "./queries";
import { TrySheet } from "./TrySheet";
import type { CloudFunction } from "./types";

export default function Functions() {
  const { t } = useWords();
  const [isDeploying, setDeploying] = useState(false);
  return (
    <CloudPage
      part="functions"
      door={
        <Button type="primary" icon={<UploadIcon aria-hidden size={18} />} onClick={() => setDeploying(true)}>
          {t("cloud.function.deploy")}
        </Button>
      }
    >
      {(appId) => (
        <>
          <Listed appId={appId} />
          {isDeploying && <DeployDialog appId={appId} onClose={() => setDeploying(false)} />}
        </>
      )}
    </CloudPage>
  );
}

function Listed({ appId }: { appId: string }) {
  const { t } = useWords();
  const size = useSizes();
  const functions = useFunctions(appId);
  return (
    <Box flush>
      <Answer asked={functions}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty title={t("cloud.function.none")} text={t("cloud.function.noneText")} />
          ) : (
            <Table
              items={items}
              keyOf={({ name }) => name}
              columns={[
                {
                  head: t("cloud.function.name"),
                  cell: ({ name }) => (
                    <Link className="strong-link mono el" to={`/apps/${appId}/cloud/logs?function=${encodeURIComponent(name)}`}>
                      {name}
                    </Link>
                  ),
                },
                { head: t("cloud.function.limits"), cell: (one) => t("cloud.function.limitsOf", { seconds: one.timeout_seconds, megabytes: one.memory_megabytes }) },
                { head: t("cloud.function.timers"), cell: ({ triggers }) => <Timers triggers={triggers} /> },
                { head: t("cloud.function.size"), isNumber: true, cell: ({ source_bytes: bytes }) => size(bytes) },
                { head: t("cloud.function.when"), cell: ({ deployed_at: at }) => <Moment at={at} /> },
              ]}
              actions={(one) => <Actions appId={appId} one={one} />}
            />
          )
        }
      </Answer>
    </Box>
  );
}

function Timers({ triggers }: Pick<CloudFunction, "triggers">) {
  const { t } = useWords();
  if (triggers.length === 0) return <span className="mute">{t("cloud.function.noTimers")}</span>;
  return (
    <span className="cloud-timers">
      {triggers.map(({ name, config }) => (
        <Tooltip key={name} title={config}>
          <span>
            <Chip>{name}</Chip>
          </span>
        </Tooltip>
      ))}
    </span>
  );
}

function Actions({ appId, one }: { appId: string; one: CloudFunction }) {
  const { t } = useWords();
  const confirm = useConfirm();
  const [open, setOpen] = useState<"try" | "settings" | null>(null);
  const { name } = one;
  const remove = useAct({ run: () => removeFunction(appId, name), refresh: [cloudKey(appId, "functions")], done: t("cloud.function.removed", { name }) });
  const ask = () => confirm({ title: t("cloud.function.removeAsk", { name }), text: t("cloud.function.removeText"), action: t("cloud.function.remove"), run: () => remove.mutateAsync() });
  return (
    <>
      <Button size="small" icon={<PlayIcon aria-hidden size={16} />} aria-label={t("cloud.function.tryOf", { name })} onClick={() => setOpen("try")}>
        {t("cloud.function.try")}
      </Button>
      <Tooltip title={t("cloud.function.settings")}>
        <Button type="text" size="small" aria-label={t("cloud.function.settingsOf", { name })} icon={<EditIcon aria-hidden size={18} />} onClick={() => setOpen("settings")} />
      </Tooltip>
      <Tooltip title={t("cloud.function.source")}>
        <Button type="text" size="small" href={sourceOf(appId, name)} download={`${name}.zip`} aria-label={t("cloud.function.sourceOf", { name })} icon={<ExportIcon aria-hidden size={18} />} />
      </Tooltip>
      <Tooltip title={t("cloud.function.remove")}>
        <Button type="text" size="small" danger aria-label={t("cloud.function.removeOf", { name })} icon={<RemoveIcon aria-hidden size={18} />} loading={remove.isPending} onClick={ask} />
      </Tooltip>
      {open === "try" && <TrySheet appId={appId} name={name} onClose={() => setOpen(null)} />}
      {open === "settings" && <FunctionSettings appId={appId} one={one} onClose={() => setOpen(null)} />}
    </>
  );
}
