/** What functions did, the last first: who called, how it ended, what was written. */
import { Select } from "antd";
import { useSearchParams } from "react-router";
import { Paged } from "../shared/Paged";
import { Empty } from "../shared/State";
import { Box } from "../shell/Page";
import { useWords } from "../words";
import { CloudPage } from "./CloudPage";
import { useFunctions, useInvocations } from "./queries";
import { Run } from "./Run";

export default function Logs() {
  return <CloudPage part="logs">{(appId) => <Runs appId={appId} />}</CloudPage>;
}

function Runs({ appId }: { appId: string }) {
  const { t } = useWords();
  const [params, setParams] = useSearchParams();
  const name = params.get("function") ?? "";
  const functions = useFunctions(appId);
  const runs = useInvocations(appId, name);
  return (
    <Box flush>
      <div className="toolbar">
        <Select
          className="cloud-permission"
          aria-label={t("cloud.run.of")}
          value={name}
          options={[{ value: "", label: t("cloud.run.all") }, ...(functions.data?.items ?? []).map((one) => ({ value: one.name, label: one.name }))]}
          onChange={(wanted) => setParams(wanted === "" ? {} : { function: wanted })}
        />
      </div>
      <Paged asked={runs} items={(page) => page.items} empty={<Empty title={t("cloud.run.none")} text={t("cloud.run.noneText")} />}>
        {(items) => (
          <ul className="cloud-runs">
            {items.map((run) => (
              <li key={run.id}>
                <Run run={run} showsName />
              </li>
            ))}
          </ul>
        )}
      </Paged>
    </Box>
  );
}
