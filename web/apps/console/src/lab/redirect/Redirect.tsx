/** How programs with WeChat's hosts written into them come to this lane. */
import { Chip } from "@hutong/ui";
import { Command } from "../../shared/Command";
import { Fact } from "../../shared/Copy";
import { Box } from "../../shell/Page";
import { useWords } from "../../words";
import type { LabState } from "../types";
import { execCommand, exportsFor, isOnThisMachine } from "./environment";
import "./redirect.css";

export function Redirect({ state }: { state: LabState }) {
  const { t } = useWords();
  const isHere = isOnThisMachine(location.hostname);
  const api = state.hosts["api.weixin.qq.com"];
  return (
    <Box
      title={t("redirect.title")}
      more={!isHere && <Chip tone="warn">{t("redirect.elsewhere")}</Chip>}
    >
      <p className="lead-note">{t("redirect.text")}</p>
      <Command text={execCommand(location.origin, t("redirect.command"))} what={t("redirect.exec")} />
      {state.proxy > 0 && (
        <>
          <dl className="facts redirect-facts">
            <Fact label={t("redirect.proxy")} copy={`http://127.0.0.1:${state.proxy}`}>
              <code>http://127.0.0.1:{state.proxy}</code>
            </Fact>
            <Fact label={t("redirect.tls")}>
              {state.tls > 0 ? <code className="num">{state.tls}</code> : <span className="mute">{t("redirect.tlsOff")}</span>}
            </Fact>
            {api !== undefined && (
              <Fact label={t("hosts.base")} copy={`http://127.0.0.1:${api}`}>
                <code>http://127.0.0.1:{api}</code>
                <span className="note">{t("redirect.base")}</span>
              </Fact>
            )}
          </dl>
          <h3 className="redirect-head">{t("redirect.variables")}</h3>
          <p className="lead-note">{t("redirect.variablesText")}</p>
          <Command text={exportsFor(state.proxy, state.home)} what={t("redirect.variables")} />
        </>
      )}
      <p className="note">
        {t("redirect.docs")} <code>docs/how-to/redirect-runtimes.md</code> · <code>docs/how-to/redirect.md</code>
      </p>
    </Box>
  );
}
