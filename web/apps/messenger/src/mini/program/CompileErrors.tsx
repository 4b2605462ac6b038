/** For who develops a program: what its compiler found, with the place and what to do, before the rest of it is opened. */
import { worded } from "@hutong/engine/problems";
import type { Problem } from "@hutong/engine/protocol";
import { Button } from "@hutong/ui";
import { WarningIcon } from "@hutong/ui/icons";
import { useWords } from "../../app/words";
import { Layer } from "../prompts/Layer";

const MOST = 100;

export default function CompileErrors({ problems, onGoOn, onLeave }: { problems: readonly Problem[]; onGoOn: () => void; onLeave: () => void }) {
  const { t, language } = useWords();
  return (
    <Layer look="page" title={t("mini.problems", { count: problems.length })} onClose={onLeave}>
      <div className="mini-page">
        <p className="page-note">{t("mini.problemsHelp")}</p>
        <ul className="mini-problems">
          {problems.slice(0, MOST).map((problem, index) => (
            <Found key={index} problem={problem} said={worded(problem, language)} />
          ))}
        </ul>
        <div className="mini-about-keys">
          <Button look="door" wide data-first onClick={onGoOn}>{t("mini.goOn")}</Button>
        </div>
      </div>
    </Layer>
  );
}

function Found({ problem: { file, line, column }, said: { what, whatToDo } }: { problem: Problem; said: { what: string; whatToDo: string } }) {
  return (
    <li>
      <WarningIcon weight="fill" aria-hidden="true" />
      <div>
        <code dir="ltr">{line > 0 ? `${file}:${line}:${column}` : file}</code>
        <p>{what}</p>
        {whatToDo && <small>{whatToDo}</small>}
      </div>
    </li>
  );
}
