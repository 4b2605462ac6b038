/** What a developer copies most often, on the overview. */
import { Chip } from "@hutong/ui";
import { Link } from "react-router";
import { CheckIcon, InfoIcon, WarnIcon } from "../icons";
import { Fact } from "../shared/Copy";
import { Secret } from "../shared/Secret";
import { Box } from "../shell/Page";
import { useWords } from "../words";
import { noteReveal, useCallbackSettings, useIpList } from "./queries";
import type { App } from "./types";

export function KeysAtAGlance({ app }: { app: App }) {
  const { t } = useWords();
  const callback = useCallbackSettings(app.app_id).data;
  const ips = useIpList(app.app_id).data;
  const last = callback?.last ?? null;
  const isFine = last !== null && (last.state === "ok" || last.state === "warn");
  return (
    <Box
      title={t("nav.settings")}
      more={
        <Link to={`/apps/${app.app_id}/settings`} className="strong-link">
          {t("overview.settings")}
        </Link>
      }
    >
      <dl className="facts facts--keys">
        <Fact label={t("fact.appId")} copy={app.app_id}>
          <code>{app.app_id}</code>
        </Fact>
        <Secret label={t("fact.secret")} value={null} />
        {callback !== undefined && callback.url !== "" && (
          <>
            <Secret label={t("callback.token")} value={callback.token} onReveal={() => noteReveal(app.app_id, "token")} />
            <Fact
              label={t("callback.url")}
              actions={
                last !== null && (
                  <Chip tone={isFine ? "ok" : "bad"} icon={isFine ? CheckIcon : WarnIcon}>
                    {last.status || t("verdict.noAnswer")}
                  </Chip>
                )
              }
            >
              <code className="el" title={callback.url}>
                {callback.url}
              </code>
            </Fact>
          </>
        )}
        {app.kind !== "mini" && <Fact label={t("nav.ipList")}>{t("ipList.count", { count: ips?.ips.length ?? 0 })}</Fact>}
      </dl>
      <p className="note note--icon">
        <InfoIcon aria-hidden size={16} />
        {t("secret.revealNote")}
      </p>
    </Box>
  );
}
