import { EmptyState } from "@hutong/ui";
import { useWords } from "../app/words";

/** The page beside the list while nothing is open. */
export function Blank() {
  const { t } = useWords();
  return (
    <div className="blank">
      <EmptyState title={t("blank.title")}>{t("blank.help")}</EmptyState>
    </div>
  );
}
