/** What a function is told of itself: how long it may run, in how much memory, with which variables, and when by itself. */
import { Button, Input, InputNumber } from "antd";
import { useState } from "react";
import { FieldNote } from "../shared/Counter";
import { Field } from "../shared/Field";
import { useAct } from "../shared/useAct";
import { useWords } from "../words";
import { changeFunction, cloudKey } from "./queries";
import { namedLines, pairsOf, textOfPairs } from "./settings";
import { SideSheet } from "./SideSheet";
import type { CloudFunction } from "./types";

const LONGEST_SECONDS = 60;

export function FunctionSettings({ appId, one, onClose }: { appId: string; one: CloudFunction; onClose: () => void }) {
  const { t, error } = useWords();
  const [seconds, setSeconds] = useState(one.timeout_seconds);
  const [megabytes, setMegabytes] = useState(one.memory_megabytes);
  const [timers, setTimers] = useState(() => one.triggers.map(({ name, config }) => `${name}: ${config}`).join("\n"));
  const [variables, setVariables] = useState(() => textOfPairs(one.variables));
  const triggers = namedLines(timers, ":");
  const pairs = namedLines(variables, "=");
  const save = useAct({
    run: () =>
      changeFunction(appId, one.name, {
        timeout_seconds: seconds,
        memory_megabytes: megabytes,
        triggers: (triggers ?? []).map(([name, config]) => ({ name, config, type: "timer" })),
        variables: pairsOf(pairs ?? []),
      }),
    refresh: [cloudKey(appId, "functions")],
    done: t("cloud.function.saved"),
    onDone: onClose,
    onRefused: () => true,
  });
  return (
    <SideSheet
      title={t("cloud.function.settingsOf", { name: one.name })}
      footer={
        <div className="form-end">
          <Button onClick={onClose}>{t("action.cancel")}</Button>
          <Button type="primary" disabled={triggers === null || pairs === null} loading={save.isPending} onClick={() => save.mutate()}>
            {t("cloud.function.save")}
          </Button>
        </div>
      }
      onClose={onClose}
    >
      <Field label={t("cloud.function.timeout")} note={t("cloud.function.timeoutNote", { most: LONGEST_SECONDS })}>
        <InputNumber min={1} max={LONGEST_SECONDS} precision={0} value={seconds} onChange={(value) => setSeconds(value ?? 3)} />
      </Field>
      <Field label={t("cloud.function.memory")}>
        <InputNumber min={128} max={2048} step={128} precision={0} value={megabytes} onChange={(value) => setMegabytes(value ?? 256)} />
      </Field>
      <Field label={t("cloud.function.timers")} note={t("cloud.function.timersNote")} error={triggers === null ? t("cloud.function.timersWrong") : undefined}>
        <Input.TextArea className="mono" spellCheck={false} placeholder="daily: 0 0 2 * * * *" autoSize={{ minRows: 2, maxRows: 8 }} value={timers} onChange={(event) => setTimers(event.target.value)} />
      </Field>
      <Field label={t("cloud.function.variables")} note={t("cloud.function.variablesNote")} error={pairs === null ? t("cloud.function.variablesWrong") : undefined}>
        <Input.TextArea className="mono" spellCheck={false} placeholder="NAME=value" autoSize={{ minRows: 2, maxRows: 8 }} value={variables} onChange={(event) => setVariables(event.target.value)} />
      </Field>
      {save.error !== null && <FieldNote error={error(save.error)} />}
    </SideSheet>
  );
}
