/** Why there is no program: gone, not released, not for this person, or broken on its way. Says what to do next. */
import { ApiError } from "@hutong/api";
import { Button, EmptyState } from "@hutong/ui";
import { useWords } from "../../app/words";
import { useErrorWords } from "../../app/useErrorWords";
import type { ProgramCard } from "../api";
import type { Broken as Problem } from "../shell/model";
import type { Stage } from "./useProgram";

interface BrokenProps {
  stage: Stage;
  card: ProgramCard | null;
  problem: Problem | null;
  isTester: boolean;
  onAgain: () => void;
  onFeedback: () => void;
  onLeave: () => void;
}

/** Trying again would give the same answer. */
const FINAL = new Set(["program_not_found", "program_version_not_found", "not_a_tester", "program_off_line"]);

export function Broken({ stage, card, problem, isTester, onAgain, onFeedback, onLeave }: BrokenProps) {
  const { t, has } = useWords();
  const wordsFor = useErrorWords();
  if (stage.is === "wrong") {
    const code = stage.error instanceof ApiError ? stage.error.code : "unexpected";
    const isFinal = FINAL.has(code);
    return (
      <div className="program-broken" role="alert">
        <EmptyState
          title={wordsFor(stage.error)}
          actions={
            <>
              <Button look="door" onClick={isFinal ? onLeave : onAgain}>{isFinal ? t("app.back") : t("app.tryAgain")}</Button>
              {!isFinal && <Button look="plain" onClick={onLeave}>{t("app.back")}</Button>}
            </>
          }
        >
          {has(`mini.help.${code}`) ? t(`mini.help.${code}`) : null}
        </EmptyState>
      </div>
    );
  }
  return (
    <div className="program-broken" role="alert">
      <EmptyState
        title={t("mini.broken", { name: card?.name ?? "" })}
        actions={
          <>
            <Button look="door" onClick={onAgain}>{t("mini.startAgain")}</Button>
            <Button look="plain" onClick={onFeedback}>{t("mini.tellMaker")}</Button>
          </>
        }
      >
        {isTester ? null : t("mini.brokenHelp")}
      </EmptyState>
      {isTester && problem && <pre className="program-trace" dir="ltr" tabIndex={0}>{problem.stack || problem.message}</pre>}
    </div>
  );
}
