/** Rules are switches: off, warn, or enforce with the exact error. */
import { RuleSwitch } from "../apps/RuleSwitch";
import { Answer, Empty } from "../shared/State";
import { Box } from "../shell/Page";
import { useWords } from "../words";
import { LabPage } from "./LabPage";
import { useRules } from "./queries";

export default function Rules() {
  const { t, has } = useWords();
  const rules = useRules();
  return (
    <LabPage title={t("nav.rules")}>
      <Answer asked={rules}>
        {(states) => (
          <Box>
            <p className="lead-note">{t("rules.text")}</p>
            {Object.keys(states).length === 0 && <Empty title={t("rules.empty")} />}
            <ul className="rows">
              {Object.entries(states).map(([rule, state]) => (
                <li key={rule} className="row">
                  <div className="grow">
                    <b>{has(`rule.${rule}`) ? t(`rule.${rule}`) : rule}</b>
                    {has(`ruleText.${rule}`) && <span className="note">{t(`ruleText.${rule}`)}</span>}
                  </div>
                  <RuleSwitch rule={rule} state={state} />
                </li>
              ))}
            </ul>
          </Box>
        )}
      </Answer>
    </LabPage>
  );
}
