import { useSelf } from "../app/session";
import { useWords } from "../app/words";
import { sealOf } from "./seal";

/** The person's own seal, and one sentence that says what its absence would mean. */
export function Seal() {
  const { t } = useWords();
  const { self } = useSelf();
  const [first, second] = sealOf(self.id);
  return (
    <p className="seal">
      <svg viewBox="0 0 48 48" role="img" aria-label={t("pay.seal", { seal: `${first}${second}` })} lang="zh-CN">
        <rect className="seal-ground" x="3" y="3" width="42" height="42" rx="7" />
        <rect className="seal-edge" x="6.500" y="6.500" width="35" height="35" rx="4.500" />
        <text x="24" y="23" textAnchor="middle">
          {first}
        </text>
        <text x="24" y="39" textAnchor="middle">
          {second}
        </text>
      </svg>
      <span>{t("pay.sealHelp")}</span>
    </p>
  );
}
