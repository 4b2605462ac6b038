/** A list as a file, in the two spellings people ask for. */
import { Button, Dropdown } from "antd";
import { ExportIcon, FileCsvIcon, JsonIcon } from "../icons";
import { useWords } from "../words";
import { csv, saveFile } from "./exports";
import type { Row } from "./exports";
import { useAct } from "./useAct";

export function ExportButton({ name, rows, disabled }: { name: string; rows: () => Promise<Row[]>; disabled?: boolean }) {
  const { t } = useWords();
  const save = useAct({
    run: async (form: "csv" | "json") => {
      const found = await rows();
      if (form === "csv") saveFile(`${name}.csv`, "text/csv;charset=utf-8", csv(found));
      else saveFile(`${name}.json`, "application/json", `${JSON.stringify(found, null, 2)}\n`);
      return found.length;
    },
  });
  const items = [
    { key: "csv", label: t("export.csv"), icon: <FileCsvIcon aria-hidden size={18} />, onClick: () => save.mutate("csv") },
    { key: "json", label: t("export.json"), icon: <JsonIcon aria-hidden size={18} />, onClick: () => save.mutate("json") },
  ];
  return (
    <Dropdown menu={{ items }} trigger={["click"]} disabled={disabled}>
      <Button icon={<ExportIcon aria-hidden size={18} />} loading={save.isPending}>
        {t("export.do")}
      </Button>
    </Dropdown>
  );
}
