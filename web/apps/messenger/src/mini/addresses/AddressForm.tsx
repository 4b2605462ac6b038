/** One address: typed, or the region chosen step by step. */
import { readDivisions, type Division } from "@hutong/engine/regions";
import { Button, Field, Switch } from "@hutong/ui";
import { WarningIcon } from "@hutong/ui/icons";
import { useId, useState, type FormEvent } from "react";
import { useAnswer } from "../../app/useAnswer";
import { useErrorWords } from "../../app/useErrorWords";
import { useWords } from "../../app/words";
import type { AddressDraft } from "../api";
import { trimmed, wrongIn, type FieldName } from "./model";

interface AddressFormProps {
  first: AddressDraft;
  onSave: (draft: AddressDraft) => Promise<unknown>;
}

export function AddressForm({ first, onSave }: AddressFormProps) {
  const { t } = useWords();
  const wordsFor = useErrorWords();
  const [draft, setDraft] = useState(first);
  const [left, setLeft] = useState<ReadonlySet<FieldName>>(new Set());
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const wrong = wrongIn(draft);
  const change = (more: Partial<AddressDraft>) => setDraft((before) => ({ ...before, ...more }));
  const leave = (field: FieldName) => setLeft((before) => new Set(before).add(field));
  const errorOf = (field: FieldName) => (left.has(field) && wrong.includes(field) ? t(`address.wrong.${field}`) : null);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setLeft(new Set(wrong));
    if (wrong.length > 0) return;
    setBusy(true);
    try {
      await onSave(trimmed(draft));
    } catch (error) {
      setProblem(wordsFor(error));
      setBusy(false);
    }
  };
  return (
    <form className="form" noValidate onSubmit={(event) => void submit(event)}>
      <Field label={t("address.name")} value={draft.name} maxLength={40} autoComplete="name" error={errorOf("name")} onBlur={() => leave("name")} onChange={(event) => change({ name: event.target.value })} />
      <Field label={t("address.phone")} value={draft.phone} maxLength={20} type="tel" autoComplete="tel" error={errorOf("phone")} onBlur={() => leave("phone")} onChange={(event) => change({ phone: event.target.value })} />
      <Region draft={draft} error={errorOf("region")} onChange={change} />
      <Field label={t("address.detail")} help={t("address.detailHelp")} value={draft.detail} maxLength={120} autoComplete="street-address" error={errorOf("detail")} onBlur={() => leave("detail")} onChange={(event) => change({ detail: event.target.value })} />
      <Field label={t("address.postalCode")} value={draft.postal_code} maxLength={6} inputMode="numeric" autoComplete="postal-code" error={errorOf("postal_code")} onBlur={() => leave("postal_code")} onChange={(event) => change({ postal_code: event.target.value })} />
      <Switch label={t("address.default")} help={t("address.defaultHelp")} on={draft.is_default} onChange={(is_default) => change({ is_default })} />
      {problem && <p className="field-error" role="alert">{problem}</p>}
      <Button look="door" type="submit" busy={isBusy} wide>
        {t("address.save")}
      </Button>
    </form>
  );
}

const loadRegions = async (): Promise<Division[]> => readDivisions((await import("@hutong/engine/regions.txt?raw")).default);

interface RegionProps {
  draft: AddressDraft;
  error: string | null;
  onChange: (change: Partial<AddressDraft>) => void;
}

function Region({ draft, error, onChange }: RegionProps) {
  const { t } = useWords();
  const id = useId();
  const answer = useAnswer("regions", loadRegions);
  const provinces = answer.state === "here" ? answer.value : [];
  const province = provinces.find(({ name }) => name === draft.province);
  const city = province?.below.find(({ name }) => name === draft.city);
  const choices: [label: string, of: Division[], value: string, choose: (name: string) => void][] = [
    [
      t("address.province"),
      provinces,
      draft.province,
      (name) => {
        const chosen = provinces.find((one) => one.name === name);
        // Where there is only one city there is nothing to choose.
        const only = chosen?.below.length === 1 ? chosen.below[0] : undefined;
        onChange({ province: name, city: only?.name ?? "", district: "", national_code: only?.code ?? chosen?.code ?? "" });
      },
    ],
    [
      t("address.city"),
      province?.below ?? [],
      draft.city,
      (name) => onChange({ city: name, district: "", national_code: province?.below.find((one) => one.name === name)?.code ?? "" }),
    ],
    [
      t("address.district"),
      city?.below ?? [],
      draft.district,
      (name) => onChange({ district: name, national_code: city?.below.find((one) => one.name === name)?.code ?? city?.code ?? "" }),
    ],
  ];
  return (
    <fieldset className="address-region" aria-describedby={error ? `${id}-error` : undefined}>
      <legend>{t("address.region")}</legend>
      {choices.map(([label, of, value, choose]) => (
        <select key={label} aria-label={label} lang="zh-CN" value={value} disabled={of.length === 0 && value === ""} onChange={(event) => choose(event.target.value)}>
          <option value="">{label}</option>
          {value !== "" && !of.some(({ name }) => name === value) && <option value={value}>{value}</option>}
          {of.map(({ code, name }) => (
            <option key={code} value={name}>
              {name}
            </option>
          ))}
        </select>
      ))}
      {error && (
        <p id={`${id}-error`} className="field-error" role="alert">
          <WarningIcon weight="bold" aria-hidden="true" />
          {error}
        </p>
      )}
    </fieldset>
  );
}
