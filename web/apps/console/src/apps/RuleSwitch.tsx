/** A rule of the lane: off, warn or enforce; only the lab may move it. */
import { Segmented } from "antd";
import { rulesKey, setRule } from "../lab/queries";
import { useAct } from "../shared/useAct";
import { useWords } from "../words";
import type { RuleState } from "./types";

const states: RuleState[] = ["off", "warn", "enforce"];

interface RuleSwitchProps {
  rule: string;
  state: RuleState;
  refresh?: string[][];
}

export function RuleSwitch({ rule, state, refresh = [] }: RuleSwitchProps) {
  const { t } = useWords();
  const set = useAct({
    run: (next: RuleState) => setRule(rule, next),
    refresh: [rulesKey, ["lab", "state"], ...refresh],
  });
  return (
    <Segmented<RuleState>
      aria-label={t(`rule.${rule}`)}
      value={set.isPending ? set.variables : state}
      options={states.map((one) => ({ value: one, label: t(`ruleState.${one}`) }))}
      onChange={(next) => set.mutate(next)}
    />
  );
}
