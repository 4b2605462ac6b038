/** Errors and console lines of a program that is not released yet, for who makes it. */
import { EmptyState } from "@hutong/ui";
import { useSyncExternalStore } from "react";
import { useWords } from "../../app/words";
import { Layer } from "../prompts/Layer";
import type { ShellModel } from "../shell/model";

export default function DeveloperSheet({ shell, onClose }: { shell: ShellModel; onClose: () => void }) {
  const { t } = useWords();
  const { errors, lines } = useSyncExternalStore(shell.listen, shell.consoleSnapshot);
  return (
    <Layer look="page" title={t("mini.developer")} onClose={onClose}>
      <div className="mini-page mini-console" dir="ltr">
        {errors.length === 0 && lines.length === 0 && <EmptyState small title={t("mini.quiet")} />}
        {errors.map(({ message, stack, page, times }, index) => (
          <details key={index} className="console-error">
            <summary>
              {message} {times > 1 && <b className="num">×{times}</b>}
              <small>{page}</small>
            </summary>
            <pre>{stack}</pre>
          </details>
        ))}
        {lines.map(({ level, text }, index) => (
          <pre key={index} className={`console-line console-${level}`}>{text}</pre>
        ))}
      </div>
    </Layer>
  );
}
