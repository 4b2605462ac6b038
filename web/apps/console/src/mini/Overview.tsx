/** One mini program at a glance: what people have, what is being tried, what comes next, and how to open it. */
import { Chip } from "@hutong/ui";
import { Button, Switch } from "antd";
import { useState } from "react";
import { useNavigate } from "react-router";
import { EditProfile } from "../apps/EditProfile";
import { KeysAtAGlance } from "../apps/KeysAtAGlance";
import { useApp, useAppId } from "../apps/queries";
import { Checklist } from "../apps/Checklist";
import { Ids } from "../apps/Ids";
import { EditIcon, VerifiedIcon } from "../icons";
import { VerificationBox } from "../members/VerificationBox";
import { Fact } from "../shared/Copy";
import { Answer } from "../shared/State";
import { useAct } from "../shared/useAct";
import { useConfirm } from "../shared/useConfirm";
import { Box, Page } from "../shell/Page";
import { useWords } from "../words";
import { Codes } from "./Codes";
import { checksOf } from "./progress";
import type { Step } from "./progress";
import { change, miniKey, useProgram, useVersions } from "./queries";
import { Standing } from "./Standing";
import type { Program } from "./types";
import "./mini.css";

export default function Overview() {
  const { t } = useWords();
  const appId = useAppId();
  const app = useApp(appId).data;
  const program = useProgram(appId);
  const [isEditing, setEditing] = useState(false);
  return (
    <Page
      title={t("nav.overview")}
      chips={
        program.data?.verified && (
          <Chip tone="ok" icon={VerifiedIcon}>
            {t("app.verified")}
          </Chip>
        )
      }
      soft={
        <Button icon={<EditIcon aria-hidden size={18} />} disabled={app === undefined} onClick={() => setEditing(true)}>
          {t("overview.edit")}
        </Button>
      }
    >
      <Answer asked={program}>
        {(one) => (
          <div className="stack">
            <Standing program={one} />
            <div className="two-one">
              <div className="stack">
                <ToDo program={one} onDescribe={() => setEditing(true)} />
                <Identity program={one} />
                {one.duties.includes("settings") && <VerificationBox appId={appId} />}
              </div>
              <div className="stack">
                <Codes program={one} />
                {app?.duties.includes("settings") && <KeysAtAGlance app={app} />}
              </div>
            </div>
          </div>
        )}
      </Answer>
      {isEditing && app !== undefined && <EditProfile app={app} onClose={() => setEditing(false)} />}
    </Page>
  );
}

function ToDo({ program, onDescribe }: { program: Program; onDescribe: () => void }) {
  const { t } = useWords();
  const navigate = useNavigate();
  const versions = useVersions(program.app_id).data?.items ?? [];
  const checks = checksOf(program, versions);
  const next = checks.find((check) => !check.isDone)?.step;
  const go = (step: Step) => (step === "described" ? onDescribe() : void navigate(`/apps/${program.app_id}/${step === "category" ? "categories" : "versions"}`));
  return (
    <Checklist
      title={t("mini.toDo")}
      checks={checks}
      nameOf={(step) => t(`mini.step.${step}`)}
      noteOf={({ step, isDone }) => (isDone ? "" : t(`mini.stepText.${step}`))}
      wayTo={(step) =>
        (step === next || step === "described") && (
          <Button size="small" onClick={() => go(step)}>
            {t(`mini.stepDo.${step}`)}
          </Button>
        )
      }
    />
  );
}

function Identity({ program }: { program: Program }) {
  const { t, language } = useWords();
  const mayChange = program.duties.includes("settings");
  return (
    <Box title={t("overview.identity")}>
      <dl className="facts">
        <Fact label={t("fact.kind")}>{t("kind.mini")}</Fact>
        <Ids of={program} />
        <Fact label={t("fact.owner")}>
          {program.owner_name} <span className="mute">· {t(`owner.${program.owner_kind}`)}</span>
        </Fact>
        <Fact label={t("nav.categories")}>
          {program.categories.length === 0 ? (
            <span className="mute">{t("fact.none")}</span>
          ) : (
            program.categories.map((one) => (language === "en" ? one.name_en : one.name)).join(" · ")
          )}
        </Fact>
        <Fact label={t("fact.intro")}>{program.intro === "" ? <span className="mute">{t("fact.none")}</span> : program.intro}</Fact>
        {mayChange && <Doors program={program} />}
      </dl>
    </Box>
  );
}

/** Whether people may come in, and whether they find the program by its name. */
function Doors({ program }: { program: Program }) {
  const { t } = useWords();
  const ask = useConfirm();
  const set = useAct({
    run: (changes: { is_open?: boolean; is_searchable?: boolean }) => change(program.app_id, changes),
    refresh: [miniKey(program.app_id)],
  });
  const setOpen = (is_open: boolean) => {
    if (is_open) return set.mutate({ is_open });
    ask({ title: t("mini.closeTitle", { name: program.name }), text: t("mini.closeText"), action: t("mini.close"), run: () => set.mutateAsync({ is_open }) });
  };
  return (
    <>
      <Fact label={t("mini.open")} actions={<Switch checked={program.is_open} loading={set.isPending} aria-label={t("mini.open")} onChange={setOpen} />}>
        {t(program.is_open ? "mini.openText" : "mini.closedText")}
      </Fact>
      <Fact
        label={t("mini.searchable")}
        actions={
          <Switch
            checked={program.is_searchable}
            loading={set.isPending}
            aria-label={t("mini.searchable")}
            onChange={(is_searchable) => set.mutate({ is_searchable })}
          />
        }
      >
        {t(program.is_searchable ? "mini.searchableText" : "mini.hiddenText")}
      </Fact>
    </>
  );
}
