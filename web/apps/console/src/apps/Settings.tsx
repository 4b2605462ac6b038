/** Keys and callback: what a developer's server needs to know, and where Hutong finds it. */
import { Chip } from "@hutong/ui";
import { Button, Modal, Switch } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { CheckIcon, KeyIcon, WarnIcon } from "../icons";
import { ApiCallButton } from "../shared/code/CodeDrawer";
import { Secret } from "../shared/Secret";
import { Fact } from "../shared/Copy";
import { Moment } from "../shared/Moment";
import { Answer } from "../shared/State";
import { useAct } from "../shared/useAct";
import { useConfirm } from "../shared/useConfirm";
import { Box, Page } from "../shell/Page";
import { useInstance } from "../shell/useInstance";
import { useWords } from "../words";
import { CallbackForm } from "./CallbackForm";
import { CallbackChip } from "./Home";
import { Ids } from "./Ids";
import { tokenCalls } from "./Overview";
import { Identity } from "./Identity";
import { LinkedApps } from "./LinkedApps";
import { NewSecret } from "./NewSecret";
import { appKey, freezeSecret, resetSecret, useApp, useAppId, useCallbackSettings } from "./queries";
import type { App, CallbackSettings } from "./types";

export default function Settings() {
  const { t } = useWords();
  const appId = useAppId();
  const app = useApp(appId);
  const callback = useCallbackSettings(appId);
  return (
    <Page
      title={t("nav.settings")}
      chips={app.data && <CallbackChip state={app.data.callback.state} />}
      soft={
        <ApiCallButton
          calls={[
            ...tokenCalls(appId, t).slice(0, 1),
            {
              name: t("code.callback"),
              method: "POST",
              path: "/cgi-bin/callback/check",
              query: { access_token: "ACCESS_TOKEN" },
              body: { action: "all", check_operator: "DEFAULT" },
            },
          ]}
        />
      }
    >
      <div className="stack">
        <Answer asked={app}>{(one) => <Keys app={one} />}</Answer>
        <Answer asked={callback}>
          {(settings) => (
            <Box
              title={t("callback.title")}
              more={
                settings.verified_at !== null && (
                  <Chip tone="ok">
                    {t("callback.verified")} <Moment at={settings.verified_at} />
                  </Chip>
                )
              }
            >
              <p className="lead-note">{t("callback.text")}</p>
              {settings.last !== null && <LastPush last={settings.last} />}
              <Answer asked={app}>{(one) => <CallbackForm key={appId} appId={appId} settings={settings} isProgram={one.kind === "mini"} />}</Answer>
            </Box>
          )}
        </Answer>
        <Answer asked={app}>{(one) => <LinkedApps appId={appId} isProgram={one.kind === "mini"} />}</Answer>
        <Identity appId={appId} />
      </div>
    </Page>
  );
}

/** How the newest push went; in the lab the way to its whole story. */
function LastPush({ last }: { last: NonNullable<CallbackSettings["last"]> }) {
  const { t } = useWords();
  const { isLab } = useInstance();
  const isFine = last.state === "ok" || last.state === "warn";
  return (
    <p className={isFine ? "banner" : "banner banner--bad"}>
      {isFine ? <CheckIcon aria-hidden size={18} /> : <WarnIcon aria-hidden size={18} />}
      <span className="grow">
        {t(isFine ? "callback.lastFine" : "callback.lastBad", { status: last.status || "–", ms: Math.round(last.ms) })}{" "}
        <Moment at={last.at} isWire />
      </span>
      {isLab && <Link to={`/lab/inspector/${last.id}`}>{t("callback.look")}</Link>}
    </p>
  );
}

function Keys({ app }: { app: App }) {
  const { t } = useWords();
  const confirm = useConfirm();
  const [secret, setSecret] = useState<string | null>(null);
  const reset = useAct({ run: () => resetSecret(app.app_id), onDone: (answer) => setSecret(answer.secret) });
  const freeze = useAct({ run: (frozen: boolean) => freezeSecret(app.app_id, frozen), refresh: [appKey(app.app_id)] });
  const ask = () =>
    confirm({
      title: t("secret.resetTitle"),
      text: t("secret.resetText", { name: app.name }),
      action: t("secret.reset"),
      run: () => reset.mutateAsync(),
    });
  return (
    <Box title={t("secret.title")}>
      <dl className="facts">
        <Ids of={app} />
        <Secret
          label={t("fact.secret")}
          value={null}
          actions={
            <Button size="small" icon={<KeyIcon aria-hidden size={16} />} loading={reset.isPending} onClick={ask}>
              {t("secret.reset")}
            </Button>
          }
        />
        <Fact
          label={t("secret.frozen")}
          actions={
            <Switch
              checked={app.secret_frozen}
              loading={freeze.isPending}
              aria-label={t("secret.frozen")}
              onChange={(frozen) => freeze.mutate(frozen)}
            />
          }
        >
          {t(app.secret_frozen ? "secret.isFrozen" : "secret.notFrozen")}
        </Fact>
      </dl>
      <p className="note">{t("secret.note")}</p>
      <Modal
        // What is told once leaves the page with it.
        destroyOnHidden
        open={secret !== null}
        title={t("secret.newTitle")}
        footer={
          <Button type="primary" onClick={() => setSecret(null)}>
            {t("secret.kept")}
          </Button>
        }
        closable={false}
        mask={{ closable: false }}
        keyboard={false}
      >
        {secret !== null && <NewSecret appId={app.app_id} secret={secret} />}
      </Modal>
    </Box>
  );
}
