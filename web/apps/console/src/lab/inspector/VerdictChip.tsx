import { Chip } from "@hutong/ui";
import { CheckIcon, CloseIcon, HourglassIcon, WarnIcon } from "../../icons";
import { useWords } from "../../words";
import type { CallSummary } from "./calls";

/** What became of a call, in a word and a colour that say the same. */
export function VerdictChip({ call, isLong = false }: { call: CallSummary; isLong?: boolean }) {
  const { t } = useWords();
  const { state, code, title } = call.verdict;
  const isWaiting = call.direction === "out" && state !== "ok" && call.attempt < call.attempts;
  if (isWaiting)
    return (
      <Chip tone="warn" icon={HourglassIcon}>
        {t("verdict.attempt", { attempt: call.attempt, attempts: call.attempts })}
      </Chip>
    );
  if (state === "ok")
    return (
      <Chip tone="ok" icon={CheckIcon}>
        {call.status ?? t("verdict.ok")}
      </Chip>
    );
  if (state === "warn")
    return (
      <Chip tone="warn" icon={WarnIcon}>
        {t("verdict.warn")}
      </Chip>
    );
  if (state === "not_emulated")
    return (
      <Chip tone="bad" icon={CloseIcon}>
        {isLong ? t("verdict.notEmulatedLong") : t("verdict.notEmulated")}
      </Chip>
    );
  // A callback's own status says more in a word than the name of what went wrong with it.
  const said = call.direction === "out" ? call.status || t("verdict.noAnswer") : (code ?? call.status);
  return (
    <Chip tone="bad" icon={CloseIcon}>
      {isLong && call.direction === "in" ? `${said} ${title}` : said}
    </Chip>
  );
}
