/** The usual mistake, as a difference of two lines. */
import { useWords } from "../../words";
import { parted, usualCause } from "./usualCause";

export function UsualCauseBox({ hintCode }: { hintCode: string | null | undefined }) {
  const { t } = useWords();
  const cause = usualCause(hintCode);
  if (cause === null) return null;
  const { head, wrong, right, tail } = parted(cause);
  return (
    <div className="usual">
      <span className="mute">{t("why.usualCause")}</span>
      <code className="usual__wrong">
        <span aria-label={t("why.instead")}>-</span> {head}
        {wrong !== "" && <mark className="no">{wrong}</mark>}
        {tail}
      </code>
      <code className="usual__right">
        <span aria-label={t("why.write")}>+</span> {head}
        {right !== "" && <mark className="yes">{right}</mark>}
        {tail}
      </code>
    </div>
  );
}
