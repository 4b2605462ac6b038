/** One uploaded version: what it is, how far its compiling is or what is wrong with it, and what can be done. */
import { Chip } from "@hutong/ui";
import { Button, Progress, Tooltip } from "antd";
import { DownloadIcon } from "../icons";
import { Moment } from "../shared/Moment";
import { useAct } from "../shared/useAct";
import { useConfirm } from "../shared/useConfirm";
import { useWords } from "../words";
import { Problems } from "./Problems";
import { goBack, isUndecided, miniKey, setTrial, sourceAddress } from "./queries";
import { useSizes } from "./useSizes";
import type { Part, Program, Version } from "./types";

interface VersionRowProps {
  program: Program;
  version: Version;
  mayReturn: boolean;
  onSubmit: () => void;
}

const tones: Record<Part, "ok" | "warn"> = { release: "ok", trial: "warn", grey: "warn" };

export function VersionRow({ program, version, mayReturn, onSubmit }: VersionRowProps) {
  const { t } = useWords();
  const size = useSizes();
  return (
    <li className="mini-version">
      <div className="mini-version__what">
        <span className="inline mini-wrap">
          <b className="num">{version.number}</b>
          {version.kind === "preview" && <Chip>{t("mini.preview")}</Chip>}
          {version.parts.map((part) => (
            <Chip key={part} tone={tones[part]}>
              {t(`mini.part.${part}`)}
            </Chip>
          ))}
          {version.state === "failed" && <Chip tone="bad">{t("mini.failed")}</Chip>}
        </span>
        {version.description !== "" && <p className="mini-version__text">{version.description}</p>}
        <span className="mini-version__meta">
          <span>{version.uploaded_by?.name ?? version.uploader}</span>
          <Moment at={version.uploaded_at} />
          {version.state === "ready" ? (
            <>
              <span className="num">{size(version.size_bytes)}</span>
              <span className="num">{t("mini.pages", { count: version.pages.length })}</span>
            </>
          ) : (
            <span className="num">{size(version.source_bytes)}</span>
          )}
        </span>
        {version.state === "compiling" && <Compiling version={version} />}
        <Problems problems={version.problems} isFailed={version.state === "failed"} />
      </div>
      <Acts program={program} version={version} mayReturn={mayReturn} onSubmit={onSubmit} />
    </li>
  );
}

export function Compiling({ version }: { version: Version }) {
  const { t } = useWords();
  const stage = t(`mini.stage.${knownStage(version.stage)}`);
  return (
    <div className="mini-compiling" role="status">
      <span className="brick">{stage}</span>
      <Progress percent={version.percent} size="small" showInfo={false} aria-label={stage} />
    </div>
  );
}

const stages = ["waiting", "scan", "wxml", "js", "wxss", "emit"];
const knownStage = (stage: string) => (stages.includes(stage) ? stage : "working");

function Acts({ program, version, mayReturn, onSubmit }: VersionRowProps) {
  const { t } = useWords();
  const ask = useConfirm();
  const { app_id } = program;
  const refresh = [miniKey(app_id)];
  const tried = useAct({ run: () => setTrial(app_id, version.version_id), refresh, done: t("mini.trialSet", { number: version.number }) });
  const returned = useAct({ run: () => goBack(app_id, version.version_id), refresh, done: t("mini.wentBack", { number: version.number }) });
  const may = program.duties.includes("settings");
  const isReady = version.state === "ready" && version.kind === "upload";
  const isSubmitted = program.review?.version_id === version.version_id && (isUndecided(program.review) || program.review.state === "passed");
  return (
    <span className="mini-do mini-version__do">
      {may && version.state === "ready" && !version.parts.includes("trial") && (
        <Button size="small" loading={tried.isPending} onClick={() => tried.mutate()}>
          {t("mini.setTrial")}
        </Button>
      )}
      {may && isReady && !isSubmitted && !version.parts.includes("release") && !mayReturn && (
        <Button size="small" disabled={isUndecided(program.review) || program.reviews_left < 1} onClick={onSubmit}>
          {t("mini.submit")}
        </Button>
      )}
      {may && mayReturn && (
        <Button
          size="small"
          disabled={program.grey !== null}
          loading={returned.isPending}
          onClick={() =>
            ask({
              title: t("mini.goBackTitle", { number: version.number }),
              text: t("mini.goBackText", { number: program.release?.number ?? "" }),
              action: t("mini.goBack"),
              run: () => returned.mutateAsync(),
            })
          }
        >
          {t("mini.goBack")}
        </Button>
      )}
      {program.duties.includes("content") && (
        <Tooltip title={t("mini.source")}>
          <a className="icon-link" href={sourceAddress(app_id, version.version_id)} aria-label={t("mini.sourceOf", { number: version.number })} download>
            <DownloadIcon aria-hidden size={18} />
          </a>
        </Tooltip>
      )}
    </span>
  );
}
