/** Where messages are posted to, and how they are signed; a check says exactly what a server got wrong. */
import { ApiError } from "@hutong/api";
import { Button, Input, Segmented } from "antd";
import { useState } from "react";
import { GenerateIcon, HideIcon, RevealIcon } from "../icons";
import { CopyButton } from "../shared/Copy";
import { FieldNote } from "../shared/Counter";
import { useShown } from "../shared/Secret";
import { Field } from "../shared/Field";
import { useAct } from "../shared/useAct";
import { useConfirm } from "../shared/useConfirm";
import { useWords } from "../words";
import { failureIn, hasMistakes, mistakesIn, randomText } from "./callback";
import { CallbackVerdict } from "./CallbackVerdict";
import type { Verdict } from "./CallbackVerdict";
import { appKey, appsKey, checkCallback, noteReveal, removeCallback, saveCallback } from "./queries";
import type { CallbackDraft, CallbackMode, CallbackSettings, DataFormat } from "./types";

const modes: CallbackMode[] = ["plain", "compatible", "safe"];
const formats: DataFormat[] = ["xml", "json"];
const randomBytes = (count: number) => crypto.getRandomValues(new Uint8Array(count));

interface CallbackFormProps {
  appId: string;
  settings: CallbackSettings;
  /** Programs choose between XML and JSON; accounts are sent XML. */
  isProgram: boolean;
}

export function CallbackForm({ appId, settings, isProgram }: CallbackFormProps) {
  const { t } = useWords();
  const confirm = useConfirm();
  const [draft, setDraft] = useState<CallbackDraft>(() => draftOf(settings));
  const [touched, setTouched] = useState<Partial<Record<keyof CallbackDraft, boolean>>>({});
  const [verdict, setVerdict] = useState<Verdict | null>(null);
  const mistakes = mistakesIn(draft);
  const change = (part: Partial<CallbackDraft>) => {
    setVerdict(null);
    setDraft((now) => ({ ...now, ...part }));
  };
  const touch = (field: keyof CallbackDraft) => setTouched((now) => ({ ...now, [field]: true }));
  const mistakeOf = (field: "url" | "token" | "aes_key") => {
    const mistake = touched[field] ? mistakes[field] : undefined;
    return mistake && t(`callback.${mistake}`);
  };
  const onRefused = (thrown: unknown) => {
    const refused = verdictIn(thrown);
    if (refused !== null) setVerdict(refused);
    return refused !== null;
  };
  const asSent = { ...draft, url: draft.url.trim() };
  const refresh = [appKey(appId), appsKey];
  const check = useAct({
    run: () => checkCallback(appId, asSent),
    onDone: ({ warnings }) => setVerdict({ passed: true, saved: false, warnings }),
    onRefused,
  });
  const save = useAct({
    run: () => saveCallback(appId, asSent),
    refresh,
    onDone: ({ warnings }) => setVerdict({ passed: true, saved: true, warnings }),
    onRefused,
  });
  const remove = useAct({
    run: () => removeCallback(appId),
    refresh,
    done: t("callback.removed"),
    onDone: () => {
      setDraft(draftOf(null));
      setTouched({});
      setVerdict(null);
    },
  });
  const whenRight = (run: () => void) => () => {
    setTouched({ url: true, token: true, aes_key: true });
    if (!hasMistakes(mistakes)) run();
  };
  const isBusy = check.isPending || save.isPending;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        whenRight(() => save.mutate())();
      }}
    >
      <Field label={t("callback.url")} error={mistakeOf("url")} note={t("callback.urlNote")}>
        <Input
          className="mono"
          inputMode="url"
          spellCheck={false}
          placeholder="http://127.0.0.1:9000/weixin"
          value={draft.url}
          onBlur={() => touch("url")}
          onChange={(event) => change({ url: event.target.value })}
        />
      </Field>
      <SecretField
        label={t("callback.token")}
        note={t("callback.tokenNote")}
        value={draft.token}
        error={mistakeOf("token")}
        generate={() => randomText(24, randomBytes)}
        onReveal={() => noteReveal(appId, "token")}
        onBlur={() => touch("token")}
        onChange={(token) => change({ token })}
      />
      <SecretField
        label={t("callback.aesKey")}
        note={t("callback.aesKeyNote", { used: draft.aes_key.length })}
        value={draft.aes_key}
        error={mistakeOf("aes_key")}
        generate={() => randomText(43, randomBytes)}
        onReveal={() => noteReveal(appId, "aes_key")}
        onBlur={() => touch("aes_key")}
        onChange={(aes_key) => change({ aes_key })}
      />
      <div className="field-box">
        <span id="mode-label">{t("callback.mode")}</span>
        <Segmented<CallbackMode>
          block
          aria-labelledby="mode-label"
          value={draft.mode}
          options={modes.map((mode) => ({ value: mode, label: t(`mode.${mode}`) }))}
          onChange={(mode) => change({ mode })}
        />
        <FieldNote>{t(`mode.${draft.mode}Text`)}</FieldNote>
      </div>
      {isProgram && (
        <div className="field-box">
          <span id="format-label">{t("callback.format")}</span>
          <Segmented<DataFormat>
            block
            aria-labelledby="format-label"
            value={draft.data_format}
            options={formats.map((format) => ({ value: format, label: format.toUpperCase() }))}
            onChange={(data_format) => change({ data_format })}
          />
          <FieldNote>{t("callback.formatNote")}</FieldNote>
        </div>
      )}
      <div aria-live="polite">{verdict !== null && <CallbackVerdict verdict={verdict} />}</div>
      <div className="form-end">
        {settings.url !== "" && settings.url !== null && (
          <Button
            danger
            type="text"
            className="form-end__first"
            onClick={() =>
              confirm({
                title: t("callback.removeTitle"),
                text: t("callback.removeText"),
                action: t("callback.remove"),
                run: () => remove.mutateAsync(),
              })
            }
          >
            {t("callback.remove")}
          </Button>
        )}
        <Button loading={check.isPending} disabled={isBusy} onClick={whenRight(() => check.mutate())}>
          {t("callback.check")}
        </Button>
        <Button type="primary" htmlType="submit" loading={save.isPending} disabled={isBusy}>
          {t("callback.save")}
        </Button>
      </div>
    </form>
  );
}

interface SecretFieldProps {
  label: string;
  note: string;
  value: string;
  error: string | undefined;
  generate: () => string;
  onReveal: () => void;
  onBlur: () => void;
  onChange: (value: string) => void;
}

function SecretField({ label, note, value, error, generate, onReveal, onBlur, onChange }: SecretFieldProps) {
  const { t } = useWords();
  const [isShown, show] = useShown();
  const toggle = isShown ? t("secret.hide", { what: label }) : t("secret.reveal", { what: label });
  return (
    <div className="field-box">
      <label>
        <span>{label}</span>
        <Input
          className={isShown ? "mono" : "mono concealed"}
          spellCheck={false}
          autoComplete="off"
          value={value}
          status={error && "error"}
          suffix={
            <Button
              type="text"
              size="small"
              aria-label={toggle}
              aria-pressed={isShown}
              icon={isShown ? <HideIcon aria-hidden size={18} /> : <RevealIcon aria-hidden size={18} />}
              onClick={() => {
                if (!isShown) onReveal();
                show(!isShown);
              }}
            />
          }
          onBlur={onBlur}
          onChange={(event) => onChange(event.target.value)}
        />
      </label>
      <div className="field-box__do">
        <FieldNote error={error}>{note}</FieldNote>
        <span className="grow" />
        <Button
          size="small"
          type="text"
          icon={<GenerateIcon aria-hidden size={16} />}
          onClick={() => onChange(generate())}
          aria-label={t("callback.generateWhat", { what: label })}
        >
          {t("callback.generate")}
        </Button>
        {value !== "" && <CopyButton text={value} what={label} />}
      </div>
    </div>
  );
}

function draftOf(settings: CallbackSettings | null): CallbackDraft {
  return {
    url: settings?.url ?? "",
    // Two of the three fields are chance anyway, so they stand there ready.
    token: settings?.token || randomText(24, randomBytes),
    aes_key: settings?.aes_key || randomText(43, randomBytes),
    mode: settings?.mode ?? "plain",
    data_format: settings?.data_format ?? "xml",
  };
}

function verdictIn(thrown: unknown): Verdict | null {
  const failure = thrown instanceof ApiError ? failureIn(thrown.code, thrown.params) : null;
  return failure && { passed: false, failure };
}
