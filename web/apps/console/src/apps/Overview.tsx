/** One account at a glance: what it is, how people find it, what it still needs. */
import { Chip } from "@hutong/ui";
import { Button, Switch } from "antd";
import { useState } from "react";
import { useNavigate } from "react-router";
import { useActivity, useMenu } from "../official/queries";
import { DownloadIcon, EditIcon, VerifiedIcon } from "../icons";
import { ApiCallButton } from "../shared/code/CodeDrawer";
import type { PageCall } from "../shared/code/CodeDrawer";
import { Spark } from "../shared/Spark";
import { Fact } from "../shared/Copy";
import { Figure } from "../shared/Figure";
import { Answer } from "../shared/State";
import { useAct } from "../shared/useAct";
import { Box, Page } from "../shell/Page";
import { useInstance } from "../shell/useInstance";
import { useWords } from "../words";
import { checklistOf } from "./checklist";
import type { Step } from "./checklist";
import { Checklist } from "./Checklist";
import { CallbackChip } from "./Home";
import { Ids } from "./Ids";
import { KeysAtAGlance } from "./KeysAtAGlance";
import { Waiting } from "../dialog/Waiting";
import { VerificationBox } from "../members/VerificationBox";
import { EditProfile } from "./EditProfile";
import { appKey, appsKey, qrAddress, setVerified, useApp, useAppId, useCallbackSettings } from "./queries";
import type { App } from "./types";

export default function Overview() {
  const { t } = useWords();
  const app = useApp(useAppId());
  const [isEditing, setEditing] = useState(false);
  return (
    <Page
      title={t("nav.overview")}
      chips={
        app.data?.verified && (
          <Chip tone="ok" icon={VerifiedIcon}>
            {t("app.verified")}
          </Chip>
        )
      }
      soft={
        <>
        <ApiCallButton calls={tokenCalls(app.data?.app_id ?? "", t)} />
        <Button
          icon={<EditIcon aria-hidden size={18} />}
          disabled={app.data === undefined}
          onClick={() => setEditing(true)}
        >
          {t("overview.edit")}
        </Button>
        </>
      }
    >
      <Answer asked={app}>
        {(one) => (
          <>
            <Figures app={one} />
            {one.duties.includes("settings") && (
              <div className="two-one">
                <Ready app={one} />
                <KeysAtAGlance app={one} />
              </div>
            )}
            {one.duties.includes("inbox") && <Waiting appId={one.app_id} />}
            <div className="two-one">
              <div className="stack">
                <Identity app={one} />
                {one.duties.includes("settings") && <VerificationBox appId={one.app_id} />}
              </div>
              <Finding app={one} />
            </div>
            {isEditing && <EditProfile app={one} onClose={() => setEditing(false)} />}
          </>
        )}
      </Answer>
    </Page>
  );
}

function Figures({ app }: { app: App }) {
  const { t, language } = useWords();
  const activity = useActivity(app.app_id);
  const number = new Intl.NumberFormat(language);
  if (activity.data === undefined) {
    return <Answer asked={activity}>{() => null}</Answer>;
  }
  const { days, followers, callbacks } = activity.data;
  const today = days.at(-1) ?? { written: 0, answered: 0 };
  const thisWeek = sum(days.slice(-7).map((day) => day.came));
  return (
    <div className="figures">
      <Figure label={t("nav.followers")} note={t("overview.thisWeek", { count: thisWeek })}>
        <b className="num">{number.format(followers)}</b>
        <Spark values={standing(followers, days)} label={t("overview.followersLine", { days: days.length })} />
      </Figure>
      <Figure label={t("overview.today")} note={t("overview.answered", { count: today.answered })}>
        <b className="num">{number.format(today.written)}</b>
        <Spark values={days.map((day) => day.written)} label={t("overview.messagesLine", { days: days.length })} />
      </Figure>
      <Figure label={t("overview.lastDays", { days: days.length })} note={t("overview.bothWays")}>
        <b className="num">
          {number.format(sum(days.map((day) => day.written)))} <span className="mute">/</span>{" "}
          {number.format(sum(days.map((day) => day.answered)))}
        </b>
        <Spark values={days.map((day) => day.answered)} label={t("overview.answersLine", { days: days.length })} />
      </Figure>
      <Figure label={t("overview.server")} note={toldOf(callbacks)}>
        <b className="num">
          {callbacks.median_ms === null ? "–" : t("unit.ms", { ms: Math.round(callbacks.median_ms) })}
        </b>
        <CallbackChip state={app.callback.state} />
      </Figure>
    </div>
  );
  function toldOf({ sent, answered }: { sent: number; answered: number }): string {
    if (sent === 0) return t("overview.noCallbacks");
    return sent === answered ? t("overview.allAnswered", { count: sent }) : t("overview.someAnswered", { answered, sent });
  }
}

const whereTo: Record<Step, string> = { named: "", callback: "/settings", menu: "/menu", follower: "" };

function Ready({ app }: { app: App }) {
  const { t } = useWords();
  const navigate = useNavigate();
  const callback = useCallbackSettings(app.app_id);
  const menu = useMenu(app.app_id);
  const checks = checklistOf(app, callback.data, menu.data?.buttons.length ?? 0);
  const { isLab } = useInstance();
  const detailOf = (step: Step): string => {
    const buttons = menu.data?.buttons ?? [];
    const children = sum(buttons.map((button) => button.sub_button?.length ?? 0));
    if (step === "named") return app.owner.name;
    if (step === "menu") return t("checklist.menuDone", { count: buttons.length, children });
    if (step === "follower") return t("app.followers", { count: app.followers });
    return callback.data === undefined ? "" : `${hostOf(callback.data.url)} · ${t(`mode.${callback.data.mode}`)}`;
  };
  const target = (step: Step) => (step === "follower" && isLab ? "/lab/people" : `/apps/${app.app_id}${whereTo[step]}`);
  return (
    <Checklist
      title={t("checklist.title")}
      checks={checks}
      nameOf={(step) => t(`checklist.${step}`)}
      noteOf={({ step, isDone }) => (isDone ? detailOf(step) : t(`checklist.${step}Text`))}
      wayTo={(step) =>
        step !== "named" &&
        (step !== "follower" || isLab) && (
          <Button size="small" onClick={() => void navigate(target(step))}>
            {t(`checklist.${step}Do`)}
          </Button>
        )
      }
    />
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
    refresh: [appKey(app.app_id), appKey(app.app_id, "verification"), appsKey],
  });
  return (
    <Box title={t("overview.identity")}>
      <dl className="facts">
        <Fact label={t("fact.kind")}>{t(`kind.${app.kind}`)}</Fact>
        <Ids of={app} />
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

/** What every call begins with: a token, got with the secret. */
export function tokenCalls(appId: string, t: (key: string) => string): PageCall[] {
  const query = { grant_type: "client_credential", appid: appId, secret: "APPSECRET" };
  return [
    { name: t("code.token"), method: "GET", path: "/cgi-bin/token", query },
    { name: t("code.followers"), method: "GET", path: "/cgi-bin/user/get", query: { access_token: "ACCESS_TOKEN" } },
  ];
}

function sum(numbers: number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}

/** How many followed at the end of each day, told back from today by who came. */
function standing(now: number, days: { came: number }[]): number[] {
  return days.map((_, nth) => now - sum(days.slice(nth + 1).map((day) => day.came)));
}

function hostOf(url: string): string {
  return url.replace(/^https?:\/\//, "");
}
