/** What the compiler found: in which file and line, what is wrong, and what to do about it. */
import { useState } from "react";
import { worded } from "@hutong/engine/problems";
import { Button } from "antd";
import { InfoIcon, WarnIcon } from "../icons";
import { useWords } from "../words";
import { errorsFirst } from "./progress";
import type { Problem } from "./types";

const shownAtFirst = 5;

export function Problems({ problems, isFailed }: { problems: readonly Problem[]; isFailed: boolean }) {
  const { t, language } = useWords();
  const errors = problems.filter((one) => one.severity === "error").length;
  const [isOpen, setOpen] = useState(isFailed);
  const [isWhole, setWhole] = useState(false);
  if (problems.length === 0) return null;
  const sorted = errorsFirst(problems);
  const shown = (isWhole ? sorted : sorted.slice(0, shownAtFirst)).map((one) => ({ ...one, ...worded(one, language) }));
  return (
    <details className="mini-problems" open={isOpen} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        {errors > 0 ? t("mini.errors", { count: errors }) : t("mini.remarks", { count: problems.length })}
      </summary>
      <ol>
        {shown.map((problem, nth) => (
          <li key={nth} className={problem.severity === "error" ? "mini-problem mini-problem--bad" : "mini-problem"}>
            {problem.severity === "error" ? (
              <WarnIcon aria-label={t("mini.error")} weight="bold" size={16} />
            ) : (
              <InfoIcon aria-label={t("mini.remark")} weight="bold" size={16} />
            )}
            <div className="grow">
              {problem.file !== "" && (
                <code className="mini-problem__place">
                  {problem.file}
                  {problem.line > 0 && `:${problem.line}${problem.column > 0 ? `:${problem.column}` : ""}`}
                </code>
              )}
              <p>{problem.what}</p>
              {problem.whatToDo !== "" && <p className="brick">{problem.whatToDo}</p>}
            </div>
          </li>
        ))}
      </ol>
      {!isWhole && problems.length > shownAtFirst && (
        <Button size="small" type="text" onClick={() => setWhole(true)}>
          {t("mini.allProblems", { count: problems.length })}
        </Button>
      )}
    </details>
  );
}
