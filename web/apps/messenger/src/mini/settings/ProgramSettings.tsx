/** What a program may, whom it talked to in this person's name, and who answers for it. A permission taken back holds from its next call on. */
import { EmptyState, ListRow, SkeletonRows, Switch, Button, Chip } from "@hutong/ui";
import { DomainIcon, PluginIcon } from "@hutong/ui/icons";
import { useState } from "react";
import { useSay } from "../../app/toasts";
import { useAnswer } from "../../app/useAnswer";
import { useErrorWords } from "../../app/useErrorWords";
import { useWords } from "../../app/words";
import { fullTime } from "../../app/time";
import type { Grants, MiniApi, ProgramCard, ProgramSettings as Facts } from "../api";
import { Layer } from "../prompts/Layer";
import { ProgramHead } from "../prompts/ProgramHead";
import { scopeSign, scopeWord } from "./scopes";

export default function ProgramSettings({ card, api, onClose }: { card: ProgramCard; api: MiniApi; onClose: () => void }) {
  const { t } = useWords();
  const wordsFor = useErrorWords();
  const answer = useAnswer(card.app_id, () => api.settings(card.app_id));
  return (
    <Layer look="page" title={t("mini.settings")} onClose={onClose}>
      <div className="mini-page">
        <ProgramHead program={card} />
        {answer.state === "waiting" && <SkeletonRows label={t("app.loading")} rows={4} />}
        {answer.state === "failed" && <EmptyState small title={wordsFor(answer.error)} actions={<Button onClick={answer.again}>{t("app.tryAgain")}</Button>} />}
        {answer.state === "here" && <FactsOf facts={answer.value} api={api} />}
      </div>
    </Layer>
  );
}

function FactsOf({ facts, api }: { facts: Facts; api: MiniApi }) {
  const { t } = useWords();
  const { program, version, domains, plugins } = facts;
  return (
    <>
      <Permissions appId={program.app_id} first={facts.scopes} api={api} />
      <h3 className="page-section">{t("mini.domains")}</h3>
      {domains.length === 0 ? <p className="page-note">{t("mini.noDomains")}</p> : <Domains domains={domains} />}
      <h3 className="page-section">{t("mini.who")}</h3>
      <dl className="mini-facts">
        <dt>{t("mini.owner")}</dt>
        <dd dir="auto">{program.owner}</dd>
        <dt>{t("mini.version")}</dt>
        <dd>{version ? `${version.name} · ${t(`mini.versionKind.${version.kind}`)}` : t("mini.none")}</dd>
        <dt>AppID</dt>
        <dd><code>{program.app_id}</code></dd>
      </dl>
      <h3 className="page-section">{t("mini.plugins")}</h3>
      {plugins.length === 0 ? (
        <p className="page-note">{t("mini.noPlugins")}</p>
      ) : (
        <ul className="card-rows">
          {plugins.map(({ name, supported }) => (
            <li key={name} className="row">
              <ListRow
                lead={<PluginIcon className="row-icon" aria-hidden="true" />}
                title={<span dir="auto">{name}</span>}
                note={supported ? undefined : t("mini.pluginEmpty")}
                mark={supported ? undefined : <Chip>{t("mini.pluginUnsupported")}</Chip>}
              />
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function Permissions({ appId, first, api }: { appId: string; first: Grants; api: MiniApi }) {
  const { t } = useWords();
  const say = useSay();
  const wordsFor = useErrorWords();
  const [scopes, setScopes] = useState(first);
  const names = Object.keys(scopes);
  const change = async (scope: string, allowed: boolean) => {
    const before = scopes;
    setScopes({ ...scopes, [scope]: allowed });
    try {
      await api.setScope(appId, scope, allowed);
    } catch (error) {
      setScopes(before);
      say(wordsFor(error));
    }
  };
  return (
    <>
      <h3 className="page-section">{t("mini.permissions")}</h3>
      {names.length === 0 ? (
        <p className="page-note">{t("mini.noPermissions")}</p>
      ) : (
        <div className="card-rows mini-switches">
          {names.map((scope) => (
            <Switch
              key={scope}
              icon={scopeSign(scope)}
              label={t(`mini.scope.${scopeWord(scope)}`)}
              help={scopes[scope] ? t("mini.allowed") : t("mini.refused")}
              on={scopes[scope] === true}
              onChange={(on) => void change(scope, on)}
            />
          ))}
        </div>
      )}
    </>
  );
}

function Domains({ domains }: { domains: Facts["domains"] }) {
  const { t, language } = useWords();
  return (
    <ul className="card-rows">
      {domains.map(({ host, count, refused, last_at }) => (
        <li key={host} className="row">
          <ListRow
            lead={<DomainIcon className="row-icon" aria-hidden="true" />}
            title={<span dir="ltr">{host}</span>}
            note={refused > 0 ? t("mini.kept", { count: refused }) : last_at && t("mini.lastTalked", { at: fullTime(last_at, language) })}
            mark={<Chip>{t("mini.times", { count })}</Chip>}
          />
        </li>
      ))}
    </ul>
  );
}
