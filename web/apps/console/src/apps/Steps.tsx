/** A checklist as a row of segments, those that are done filled. */
import { useWords } from "../words";

export function Steps({ checks }: { checks: readonly { step: string; isDone: boolean }[] }) {
  const { t } = useWords();
  const done = checks.filter((check) => check.isDone).length;
  return (
    <span className="steps" role="img" aria-label={t("checklist.count", { done, all: checks.length })}>
      {checks.map((check, nth) => (
        <i key={check.step} className={nth < done ? "steps__done" : undefined} />
      ))}
    </span>
  );
}
