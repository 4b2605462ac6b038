/** The accounts one may look after. */
import { Avatar, Chip } from "@hutong/ui";
import { Button } from "antd";
import { Link, useNavigate } from "react-router";
import { CheckIcon, PlusIcon, VerifiedIcon, WarnIcon } from "../icons";
import { Answer, Empty } from "../shared/State";
import { Page } from "../shell/Page";
import { useInstance } from "../shell/useInstance";
import { useWords } from "../words";
import { Asked } from "../members/Asked";
import { ProgramChips, ProgramReady } from "../mini/AtAGlance";
import { useMenu } from "../official/queries";
import { checklistOf } from "./checklist";
import { useApps, useShownApps } from "./queries";
import { Steps } from "./Steps";
import type { App } from "./types";

export default function Home() {
  const { t } = useWords();
  const navigate = useNavigate();
  const apps = useApps();
  const { isLab } = useInstance();
  const create = (
    <Button type="primary" icon={<PlusIcon aria-hidden weight="bold" />} onClick={() => void navigate("/new")}>
      {t("home.create")}
    </Button>
  );
  const shown = useShownApps();
  const hasApps = apps.data !== undefined && apps.data.items.length > 0;
  return (
    <Page title={t("home.title")} door={hasApps ? create : undefined}>
      <Asked />
      <Answer asked={apps}>
        {({ items }) =>
          items.length === 0 ? (
            <div className="box">
              <Empty title={t("home.empty")} text={isLab ? t("home.emptyLab") : t("home.emptyLive")}>
                {create}
              </Empty>
            </div>
          ) : (
            <ul className="cards">
              {shown.map((app) => (
                <li key={app.app_id}>
                  <AccountCard app={app} />
                </li>
              ))}
            </ul>
          )
        }
      </Answer>
    </Page>
  );
}

function AccountCard({ app }: { app: App }) {
  const { t } = useWords();
  return (
    <Link to={`/apps/${app.app_id}`} className="box account">
      <Avatar shape="place" name={app.name} colour={app.colour} picture={app.avatar_url} size={48} />
      <div className="account__text">
        <b className="el">{app.name}</b>
        <span className="mute el">
          {t(`kind.${app.kind}`)} · {app.owner.name}
        </span>
        <span className="account__chips">
          {app.verified && (
            <Chip tone="ok" icon={VerifiedIcon}>
              {t("app.verified")}
            </Chip>
          )}
          {app.kind === "mini" ? (
            <ProgramChips appId={app.app_id} />
          ) : (
            <>
              <CallbackChip state={app.callback.state} />
              <span className="mute num">{t("app.followers", { count: app.followers })}</span>
            </>
          )}
        </span>
        {app.kind === "mini" ? <ProgramReady appId={app.app_id} /> : <Ready app={app} />}
      </div>
    </Link>
  );
}

/** How far the account is from being ready for strangers, and what comes next. */
function Ready({ app }: { app: App }) {
  const { t } = useWords();
  const menu = useMenu(app.app_id);
  if (menu.data === undefined) return null;
  const checks = checklistOf(app, undefined, menu.data.buttons.length);
  const next = checks.find((check) => !check.isDone);
  return (
    <span className="ready">
      <Steps checks={checks} />
      <span className="mute el">{next === undefined ? t("checklist.ready") : t("checklist.next", { step: t(`checklist.${next.step}`) })}</span>
    </span>
  );
}

export function CallbackChip({ state }: { state: App["callback"]["state"] }) {
  const { t } = useWords();
  if (state === "ok")
    return (
      <Chip tone="ok" icon={CheckIcon}>
        {t("callback.ok")}
      </Chip>
    );
  if (state === "failing")
    return (
      <Chip tone="bad" icon={WarnIcon}>
        {t("callback.failing")}
      </Chip>
    );
  return <Chip>{t("callback.none")}</Chip>;
}
