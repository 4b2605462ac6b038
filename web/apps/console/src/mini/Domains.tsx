/** Where a program's requests may go, and the names that are filed for it. */
import { Chip } from "@hutong/ui";
import { Button, Input } from "antd";
import { useState } from "react";
import { RuleSwitch } from "../apps/RuleSwitch";
import { useAppId } from "../apps/queries";
import { WarnIcon } from "../icons";
import { ApiCallButton } from "../shared/code/CodeDrawer";
import { Field } from "../shared/Field";
import { Answer } from "../shared/State";
import { useAct } from "../shared/useAct";
import { Box, Page } from "../shell/Page";
import { useInstance } from "../shell/useInstance";
import { useWords } from "../words";
import { domainCalls } from "./calls";
import { Filings } from "./Filings";
import { miniKey, useProgram } from "./queries";
import { saveDomains, useDomains } from "./settingQueries";
import type { Domains as Known } from "./types";
import "./mini.css";

/** The lists as the platform names them, and how each entry begins. */
const kinds = { request: "https://", socket: "wss://", upload: "https://", download: "https://", webview: "https://" } as const;
type Kind = keyof typeof kinds;
const names = Object.keys(kinds) as Kind[];

export default function Domains() {
  const { t } = useWords();
  const appId = useAppId();
  const program = useProgram(appId).data;
  const domains = useDomains(appId);
  return (
    <Page title={t("nav.domains")} soft={domains.data && <ApiCallButton calls={domainCalls(t, domains.data)} />} chips={domains.data && <Chip>{t("domains.changesLeft", { count: domains.data.changes_left })}</Chip>}>
      <Answer asked={domains} rows={6}>
        {(known) => (
          <div className="stack">
            <Rule rule="domains" appId={appId} known={known} />
            <div className="two-one">
              <Lists key={JSON.stringify(known.lists)} appId={appId} known={known} isIndividual={program?.owner_kind === "individual"} />
              <div className="stack">
                <Filings appId={appId} unfiled={known.unfiled} />
                <Rule rule="filings" appId={appId} known={known} />
              </div>
            </div>
          </div>
        )}
      </Answer>
    </Page>
  );
}

/** How strict the lane is; only a lab may change it. */
function Rule({ rule, appId, known }: { rule: "domains" | "filings"; appId: string; known: Known }) {
  const { t } = useWords();
  const { isLab } = useInstance();
  const state = rule === "domains" ? known.rule : known.filing_rule;
  return (
    <Box>
      <div className="rule-line">
        <div className="grow">
          <b>{t(`rule.${rule}`)}</b>
          <p className="brick">{t(`domains.${rule}.${state}`)}</p>
        </div>
        {isLab ? <RuleSwitch rule={rule} state={state} refresh={[miniKey(appId, "domains")]} /> : <Chip>{t(`ruleState.${state}`)}</Chip>}
      </div>
    </Box>
  );
}

const lines = (text: string) => [...new Set(text.split(/[\s,;]+/).filter(Boolean))];

function Lists({ appId, known, isIndividual }: { appId: string; known: Known; isIndividual: boolean }) {
  const { t } = useWords();
  const [texts, setTexts] = useState<Record<Kind, string>>(() => textsOf(known));
  const changed = names.filter((kind) => lines(texts[kind]).join("\n") !== (known.lists[kind] ?? []).join("\n"));
  const save = useAct({
    run: () => saveDomains(appId, Object.fromEntries(changed.map((kind) => [kind, lines(texts[kind])]))),
    refresh: [miniKey(appId, "domains")],
    done: t("domains.saved"),
  });
  return (
    <Box title={t("domains.lists")} more={changed.length > 0 && <Chip tone="warn">{t("domains.unsaved")}</Chip>}>
      <p className="lead-note">{t("domains.text")}</p>
      {known.unfiled.length > 0 && (
        <div className="banner banner--warn">
          <WarnIcon aria-hidden size={18} />
          <span>{t("domains.unfiled", { names: known.unfiled.join(", ") })}</span>
        </div>
      )}
      {names.map((kind) => (
        <Field key={kind} label={t(`domains.kind.${kind}`)} note={kind === "webview" && isIndividual ? t("domains.noWebPages") : undefined}>
          <Input.TextArea
            className="mono"
            spellCheck={false}
            autoSize={{ minRows: 1, maxRows: 8 }}
            disabled={kind === "webview" && isIndividual}
            placeholder={`${kinds[kind]}api.example.com`}
            value={texts[kind]}
            onChange={(event) => setTexts({ ...texts, [kind]: event.target.value })}
          />
        </Field>
      ))}
      <div className="form-end">
        <Button disabled={changed.length === 0} onClick={() => setTexts(textsOf(known))}>
          {t("domains.discard")}
        </Button>
        <Button type="primary" disabled={changed.length === 0 || known.changes_left < 1} loading={save.isPending} onClick={() => save.mutate()}>
          {t("domains.save")}
        </Button>
      </div>
    </Box>
  );
}

function textsOf({ lists }: Known): Record<Kind, string> {
  return Object.fromEntries(names.map((kind) => [kind, (lists[kind] ?? []).join("\n")])) as Record<Kind, string>;
}
