/** Where each of the emulated hosts answers, and the way to start over. */
import { Button } from "antd";
import { useQueryClient } from "@tanstack/react-query";
import { CopyButton } from "../shared/Copy";
import { Answer, Empty } from "../shared/State";
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
    <table className="table hosts">
      <thead>
        <tr>
          <th>{t("hosts.host")}</th>
          <th>{t("hosts.port")}</th>
          <th>{t("hosts.base")}</th>
          <th>{t("hosts.prefix")}</th>
        </tr>
      </thead>
      <tbody>
        {Object.entries(hosts).map(([host, port]) => {
          const base = `http://127.0.0.1:${port}`;
          const prefix = `${location.origin}/${host}`;
          return (
            <tr key={host}>
              <td data-label="">
                <b>{host}</b>
              </td>
              <td data-label={t("hosts.port")} className="num">
                {port}
              </td>
              <td data-label={t("hosts.base")}>
                <span className="inline">
                  <code>{base}</code>
                  <CopyButton text={base} what={t("hosts.base")} />
                </span>
              </td>
              <td data-label={t("hosts.prefix")}>
                <span className="inline">
                  <code className="el">{prefix}</code>
                  <CopyButton text={prefix} what={t("hosts.prefix")} />
                </span>
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
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
