/** What is still missing before strangers come, one line a step: done, or with the way to it. */
import type { ReactNode } from "react";
import { CheckIcon, CircleIcon } from "../icons";
import { Box } from "../shell/Page";
import { useWords } from "../words";
import { Steps } from "./Steps";

interface Check<Step> {
  step: Step;
  isDone: boolean;
}

interface ChecklistProps<Step> {
  title: string;
  checks: Check<Step>[];
  nameOf: (step: Step) => string;
  noteOf: (check: Check<Step>) => string;
  /** The way to a step that is open, where there is one from here. */
  wayTo: (step: Step) => ReactNode;
}

export function Checklist<Step extends string>({ title, checks, nameOf, noteOf, wayTo }: ChecklistProps<Step>) {
  const { t } = useWords();
  const done = checks.filter((check) => check.isDone).length;
  return (
    <Box
      title={
        <>
          {title} <span className="mute">{t("checklist.count", { done, all: checks.length })}</span>
        </>
      }
      more={<Steps checks={checks} />}
    >
      <ul className="checklist">
        {checks.map((check) => (
          <li key={check.step} className={check.isDone ? "checklist__done" : undefined}>
            <span className="checklist__mark">
              {check.isDone ? (
                <CheckIcon aria-label={t("checklist.done")} weight="bold" size={14} />
              ) : (
                <CircleIcon aria-label={t("checklist.open")} size={22} />
              )}
            </span>
            <span className="grow">
              <b>{nameOf(check.step)}</b>
              {noteOf(check) !== "" && <span className="mute">{noteOf(check)}</span>}
            </span>
            {!check.isDone && wayTo(check.step)}
          </li>
        ))}
      </ul>
    </Box>
  );
}
