/** Where each of the emulated hosts answers, and the way to start over. */
import { Button } from "antd";
import { useQueryClient } from "@tanstack/react-query";
import { CopyButton } from "../shared/Copy";
import { Answer, Empty } from "../shared/State";
import { Table } from "../shared/Table";
import { useAct } from "../shared/useAct";
import { useConfirm } from "../shared/useConfirm";
import { Box } from "../shell/Page";
import { useWords } from "../words";
import { LabPage } from "./LabPage";
import { resetLab, useLabState } from "./queries";
import { Redirect } from "./redirect/Redirect";

export default function Hosts() {
  const { t } = useWords();
  const state = useLabState();
  return (
    <LabPage title={t("nav.hosts")}>
      <div className="stack">
        <Box flush>
          <p className="lead-note lead-note--inset">{t("hosts.text")}</p>
          <Answer asked={state}>
            {({ hosts }) =>
              Object.keys(hosts).length === 0 ? <Empty title={t("hosts.empty")} /> : <HostTable hosts={hosts} />
            }
          </Answer>
        </Box>
        {state.data !== undefined && <Redirect state={state.data} />}
        <StartOver />
      </div>
    </LabPage>
  );
}

function HostTable({ hosts }: { hosts: Record<string, number> }) {
  const { t } = useWords();
  return (
    <Table
      className="hosts"
      items={Object.entries(hosts)}
      keyOf={([host]) => host}
      columns={[
        { head: t("hosts.host"), cell: ([host]) => <b>{host}</b> },
        { head: t("hosts.port"), cell: ([, port]) => <span className="num">{port}</span> },
        { head: t("hosts.base"), cell: ([, port]) => <Address what={t("hosts.base")} url={`http://127.0.0.1:${port}`} /> },
        { head: t("hosts.prefix"), cell: ([host]) => <Address what={t("hosts.prefix")} url={`${location.origin}/${host}`} /> },
      ]}
    />
  );
}

function Address({ what, url }: { what: string; url: string }) {
  return (
    <span className="inline">
      <code className="el">{url}</code>
      <CopyButton text={url} what={what} />
    </span>
  );
}

function StartOver() {
  const { t } = useWords();
  const confirm = useConfirm();
  const client = useQueryClient();
  const reset = useAct({ run: () => resetLab(), done: t("reset.done"), onDone: () => void client.resetQueries() });
  return (
    <Box title={t("reset.title")}>
      <p className="lead-note">{t("reset.text")}</p>
      <div className="form-end">
        <Button
          danger
          loading={reset.isPending}
          onClick={() =>
            confirm({
              title: t("reset.ask"),
              text: t("reset.text"),
              action: t("reset.do"),
              run: () => reset.mutateAsync(),
            })
          }
        >
          {t("reset.do")}
        </Button>
      </div>
    </Box>
  );
}
