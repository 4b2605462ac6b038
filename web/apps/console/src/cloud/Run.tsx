/** One run of a function: how it ended, how long it took, and every line it wrote. */
import { Chip } from "@hutong/ui";
import { Moment } from "../shared/Moment";
import { useWords } from "../words";
import type { Invocation } from "./types";

const tones: Record<string, "ok" | "warn"> = { done: "ok", timed_out: "warn" };

export function Run({ run, showsName = false }: { run: Invocation; showsName?: boolean }) {
  const { t } = useWords();
  // The first line of a trace says once more what went wrong.
  const stack = run.stack.startsWith(run.error) ? run.stack.slice(run.error.length).trim() : run.stack;
  return (
    <article className="cloud-run">
      <header className="inline">
        {showsName && <b className="mono el">{run.function}</b>}
        <Chip tone={tones[run.state] ?? "bad"}>{t(`cloud.run.${run.state}`)}</Chip>
        <span className="num mute">{t("cloud.run.took", { ms: run.took_ms })}</span>
        <span className="grow" />
        <span className="mute nowrap">
          <Moment at={run.began_at} />
        </span>
      </header>
      <p className="cloud-run__who mute">
        {run.openid === null ? t("cloud.run.byNobody") : <code className="el">{run.openid}</code>} · {run.source}
      </p>
      {run.error !== "" && <p className="cloud-run__error">{run.error}</p>}
      {stack !== "" && <pre className="cloud-code cloud-code--stack">{stack}</pre>}
      {run.lines.length > 0 && (
        <pre className="cloud-code" aria-label={t("cloud.run.lines")}>
          {run.lines.map(({ level, text }, nth) => (
            <span key={nth} className={`cloud-line cloud-line--${level}`}>
              {text}
              {"\n"}
            </span>
          ))}
        </pre>
      )}
    </article>
  );
}
