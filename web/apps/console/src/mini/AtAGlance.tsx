/** A mini program in the list of all accounts: what people have, and what comes next. */
import { Chip } from "@hutong/ui";
import { Steps } from "../apps/Steps";
import { useWords } from "../words";
import { ReviewChip } from "./ReviewChip";
import { checksOf } from "./progress";
import { useProgram, useVersions } from "./queries";

export function ProgramChips({ appId }: { appId: string }) {
  const { t } = useWords();
  const program = useProgram(appId).data;
  if (program === undefined) return null;
  return (
    <>
      {program.release === null ? (
        <Chip>{t("mini.notReleased")}</Chip>
      ) : (
        <Chip tone={program.is_open ? "ok" : "bad"}>{t(program.is_open ? "mini.releasedAs" : "mini.closedAs", { number: program.release.number })}</Chip>
      )}
      {program.review !== null && program.review.version_id !== program.release?.version_id && <ReviewChip review={program.review} />}
    </>
  );
}

export function ProgramReady({ appId }: { appId: string }) {
  const { t } = useWords();
  const program = useProgram(appId).data;
  const versions = useVersions(appId).data;
  if (program === undefined || versions === undefined) return null;
  const checks = checksOf(program, versions.items);
  const next = checks.find((check) => !check.isDone);
  return (
    <span className="ready">
      <Steps checks={checks} />
      <span className="mute el">{next === undefined ? t("mini.withPeople") : t("checklist.next", { step: t(`mini.step.${next.step}`) })}</span>
    </span>
  );
}
