import { Chip } from "@hutong/ui";
import { LabIcon } from "@hutong/ui/icons";
import { useWords } from "../app/words";

/** Says on every page that this is a lab, and leads there. */
export function LabChip({ short }: { short?: boolean }) {
  const { t } = useWords();
  return (
    <a href="/console/lab" className="lab-chip" title={t("lab.chipHelp")}>
      <Chip tone="warn" icon={LabIcon}>
        {short ? t("lab.chipShort") : t("lab.chip")}
      </Chip>
    </a>
  );
}
