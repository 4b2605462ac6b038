/** One account at a glance: what it is, how people find it, what it still needs. */
import { Chip } from "@hutong/ui";
import { Button, Switch } from "antd";
import { useState } from "react";
import { useNavigate } from "react-router";
import { useMenu } from "../official/queries";
import { CheckIcon, CircleIcon, DownloadIcon, EditIcon, VerifiedIcon } from "../icons";
import { Fact } from "../shared/Copy";
import { Moment } from "../shared/Moment";
import { Answer } from "../shared/State";
import { useAct } from "../shared/useAct";
import { Box, Page } from "../shell/Page";
import { useInstance } from "../shell/useInstance";
import { useWords } from "../words";
import { checklistOf } from "./checklist";
import type { Step } from "./checklist";
import { CallbackChip } from "./Home";
import { EditProfile } from "./EditProfile";
import { appKey, appsKey, qrAddress, setVerified, useApp, useAppId, useCallbackSettings } from "./queries";
import type { App } from "./types";

export default function Overview() {
  const { t } = useWords();
  const app = useApp(useAppId());
  const [isEditing, setEditing] = useState(false);
  return (
    <Page
      title={app.data?.name ?? t("nav.overview")}
      chips={
        app.data?.verified && (
          <Chip tone="ok" icon={VerifiedIcon}>
            {t("app.verified")}
          </Chip>
        )
      }
      soft={
        <Button
          icon={<EditIcon aria-hidden size={18} />}
          disabled={app.data === undefined}
          onClick={() => setEditing(true)}
        >
          {t("overview.edit")}
        </Button>
      }
    >
      <Answer asked={app}>
        {(one) => (
          <>
            <Figures app={one} />
            <div className="two-one">
              <Checklist app={one} />
              <Finding app={one} />
            </div>
            <Identity app={one} />
            {isEditing && <EditProfile app={one} onClose={() => setEditing(false)} />}
          </>
        )}
      </Answer>
    </Page>
  );
}

function Figures({ app }: { app: App }) {
  const { t } = useWords();
  return (
    <div className="figures">
      <div className="box figure">
        <span className="mute">{t("nav.followers")}</span>
        <b className="num">{app.followers}</b>
      </div>
      <div className="box figure">
        <span className="mute">{t("overview.server")}</span>
        <span className="figure__chip">
          <CallbackChip state={app.callback.state} />
        </span>
      </div>
      <div className="box figure">
        <span className="mute">{t("overview.since")}</span>
        <b className="figure__small">
          <Moment at={app.created_at} />
        </b>
      </div>
    </div>
  );
}

const whereTo: Record<Step, string> = { named: "", callback: "/settings", menu: "/menu", follower: "" };

function Checklist({ app }: { app: App }) {
  const { t } = useWords();
  const navigate = useNavigate();
  const callback = useCallbackSettings(app.app_id);
  const menu = useMenu(app.app_id);
  const checks = checklistOf(app, callback.data, menu.data?.buttons.length ?? 0);
  const done = checks.filter((check) => check.isDone).length;
  const { isLab } = useInstance();
  const target = (step: Step) => (step === "follower" && isLab ? "/lab/people" : `/apps/${app.app_id}${whereTo[step]}`);
  return (
    <Box
      title={t("checklist.title")}
      more={<span className="mute">{t("checklist.count", { done, all: checks.length })}</span>}
    >
      <ul className="checklist">
        {checks.map(({ step, isDone }) => (
          <li key={step} className={isDone ? "checklist__done" : undefined}>
            <span className="checklist__mark">
              {isDone ? (
                <CheckIcon aria-label={t("checklist.done")} weight="bold" size={14} />
              ) : (
                <CircleIcon aria-label={t("checklist.open")} size={22} />
              )}
            </span>
            <span className="grow">
              <b>{t(`checklist.${step}`)}</b>
              {!isDone && <span className="mute">{t(`checklist.${step}Text`)}</span>}
            </span>
            {!isDone && step !== "named" && (step !== "follower" || isLab) && (
              <Button size="small" onClick={() => void navigate(target(step))}>
                {t(`checklist.${step}Do`)}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Box>
  );
}

/** How people find the account: its code and its permanent link. */
function Finding({ app }: { app: App }) {
  const { t } = useWords();
  return (
    <Box title={t("overview.code")}>
      <div className="code-card">
        <img
          src={qrAddress(app.app_id, "svg")}
          alt={t("overview.codeOf", { name: app.name })}
          width={168}
          height={168}
        />
        <div className="code-card__do">
          <Button
            size="small"
            icon={<DownloadIcon aria-hidden size={16} />}
            href={qrAddress(app.app_id, "svg")}
            download={`${app.name}.svg`}
          >
            SVG
          </Button>
          <Button
            size="small"
            icon={<DownloadIcon aria-hidden size={16} />}
            href={qrAddress(app.app_id, "png")}
            download={`${app.name}.png`}
          >
            PNG
          </Button>
        </div>
      </div>
      <dl className="facts facts--stacked">
        <Fact label={t("overview.link")} copy={app.link_url}>
          <a href={app.link_url} target="_blank" rel="noreferrer">
            {app.link_url}
          </a>
        </Fact>
      </dl>
      <p className="note">{t("overview.linkNote")}</p>
    </Box>
  );
}

function Identity({ app }: { app: App }) {
  const { t } = useWords();
  const { mayGrant } = useInstance();
  const verify = useAct({
    run: (verified: boolean) => setVerified(app.app_id, verified),
    refresh: [appKey(app.app_id), appsKey],
  });
  return (
    <Box title={t("overview.identity")}>
      <dl className="facts">
        <Fact label={t("fact.kind")}>{t(`kind.${app.kind}`)}</Fact>
        <Fact label={t("fact.appId")} copy={app.app_id}>
          <code>{app.app_id}</code>
        </Fact>
        <Fact label={t("fact.originalId")} copy={app.original_id}>
          <code>{app.original_id}</code>
        </Fact>
        <Fact label={t("fact.owner")}>
          {app.owner.name} <span className="mute">· {t(`owner.${app.owner.kind}`)}</span>
        </Fact>
        {app.owner.licence_number !== null && (
          <Fact label={t("fact.licence")} copy={app.owner.licence_number}>
            <code>{app.owner.licence_number}</code>
          </Fact>
        )}
        <Fact label={t("fact.intro")}>
          {app.intro === "" ? <span className="mute">{t("fact.none")}</span> : app.intro}
        </Fact>
        {mayGrant && (
          <Fact
            label={t("fact.verification")}
            actions={
              <Switch
                checked={app.verified}
                loading={verify.isPending}
                disabled={app.owner.kind === "individual" && !app.verified}
                aria-label={t("fact.verification")}
                onChange={(checked) => verify.mutate(checked)}
              />
            }
          >
            {app.owner.kind === "individual"
              ? t("overview.individualVerify")
              : t(app.verified ? "overview.verifiedText" : "overview.unverifiedText")}
          </Fact>
        )}
      </dl>
    </Box>
  );
}
