/** The versions of a program: uploading one, trying it, having it reviewed, giving it to people, going back. */
import { Button } from "antd";
import { useState } from "react";
import type { DragEvent } from "react";
import { useAppId } from "../apps/queries";
import { UploadIcon } from "../icons";
import { ApiCallButton } from "../shared/code/CodeDrawer";
import { SearchField } from "../shared/SearchField";
import { Answer, Empty } from "../shared/State";
import { Box, Page } from "../shell/Page";
import { useWords } from "../words";
import { versionCalls } from "./calls";
import { History } from "./History";
import { found } from "./progress";
import { useProgram, useReleases, useVersions } from "./queries";
import { Standing } from "./Standing";
import { SubmitDialog } from "./SubmitDialog";
import type { Program, Version } from "./types";
import { UploadDialog } from "./UploadDialog";
import { VersionRow } from "./VersionRow";
import "./mini.css";

/** From how many on one wants to search rather than to look. */
const many = 8;

export default function Versions() {
  const { t } = useWords();
  const appId = useAppId();
  const program = useProgram(appId);
  const versions = useVersions(appId);
  const [chosen, setChosen] = useState<File | "none" | null>(null);
  const mayUpload = program.data?.duties.includes("content") ?? false;
  const door = mayUpload && (
    <Button type={program.data?.review?.state === "passed" ? "default" : "primary"} icon={<UploadIcon aria-hidden size={18} />} onClick={() => setChosen("none")}>
      {t("mini.upload")}
    </Button>
  );
  const drop = (event: DragEvent) => {
    const file = event.dataTransfer.files[0];
    if (!mayUpload || file === undefined) return;
    event.preventDefault();
    setChosen(file);
  };
  return (
    <Page title={t("nav.versions")} soft={<ApiCallButton calls={versionCalls(t, program.data)} />} door={door || undefined}>
      <div className="stack" onDragOver={(event) => event.preventDefault()} onDrop={drop}>
        <Answer asked={program}>
          {(one) => (
            <>
              <Standing program={one} />
              <Answer asked={versions} rows={6}>
                {({ items }) => <VersionList program={one} versions={items} />}
              </Answer>
              <History program={one} />
            </>
          )}
        </Answer>
      </div>
      {chosen !== null && (
        <UploadDialog appId={appId} versions={versions.data?.items ?? []} first={chosen === "none" ? null : chosen} onClose={() => setChosen(null)} />
      )}
    </Page>
  );
}

function VersionList({ program, versions }: { program: Program; versions: Version[] }) {
  const { t } = useWords();
  const [sought, setSought] = useState("");
  const [submitted, setSubmitted] = useState<Version | null>(null);
  const older = useReleases(program.app_id).data?.older ?? [];
  const shown = found(versions, sought);
  return (
    <Box flush title={t("mini.uploaded")} more={versions.length > many && <SearchField size="small" label={t("mini.search")} value={sought} onChange={setSought} />}>
      {versions.length === 0 ? (
        <Empty title={t("mini.noVersions")} text={t("mini.noVersionsText")} />
      ) : shown.length === 0 ? (
        <Empty title={t("mini.nothingFound")} />
      ) : (
        <ul className="mini-versions">
          {shown.map((version) => (
            <VersionRow
              key={version.version_id}
              program={program}
              version={version}
              mayReturn={older.some((one) => one.version_id === version.version_id)}
              onSubmit={() => setSubmitted(version)}
            />
          ))}
        </ul>
      )}
      {submitted !== null && <SubmitDialog program={program} version={submitted} onClose={() => setSubmitted(null)} />}
    </Box>
  );
}
