import { yuan } from "@hutong/ui/money";
import { useWords } from "../app/words";

/** How much of an allowance is spent. */
export function Bar({ spent, of }: { spent: number; of: number }) {
  const { t } = useWords();
  const part = of === 0 ? 100 : Math.min(100, Math.round((spent * 100) / of));
  return (
    <span className="bar" role="img" aria-label={t("family.spentOf", { spent: yuan(spent), of: yuan(of) })}>
      <i style={{ width: `${part}%` }} />
    </span>
  );
}
