import { Input, Segmented, Select } from "antd";
import { Field } from "../shared/Field";
import { useWords } from "../words";
import { AreaField } from "./AreaField";
import type { Draft } from "./draft";
import { useTags } from "./queries";
import type { Audience, Counted } from "./types";

const DAYS = [2, 7, 30, 90, 365];

interface WhoProps {
  appId: string;
  draft: Draft;
  counted: Counted | undefined;
  change: (part: Partial<Draft>) => void;
}

/** Whom it is for, and how many they are. */
export function WhoFields({ appId, draft, counted, change }: WhoProps) {
  const { t } = useWords();
  const tags = useTags(appId).data?.items ?? [];
  const { audience } = draft;
  const narrow = (part: Partial<Audience>) => change({ audience: { ...audience, ...part } });
  return (
    <>
      <Segmented
        block
        aria-label={t("broadcasts.who")}
        value={draft.isToSome ? "some" : "all"}
        onChange={(who) => change({ isToSome: who === "some" })}
        options={[
          { value: "all", label: t("broadcasts.everybody") },
          { value: "some", label: t("broadcasts.some") },
        ]}
      />
      {draft.isToSome && (
        <div className="broadcast-who">
          <Field label={t("broadcasts.tag")}>
            <Select
              allowClear
              placeholder={t("broadcasts.any")}
              value={audience.tag_id}
              onChange={(tag: number | undefined) => narrow({ tag_id: tag ?? null })}
              options={tags.map(({ id, name, count }) => ({ value: id, label: `${name} (${count})` }))}
            />
          </Field>
          <Field label={t("broadcasts.language")}>
            <Select
              allowClear
              placeholder={t("broadcasts.any")}
              value={audience.language}
              onChange={(language: Audience["language"] | undefined) => narrow({ language: language ?? null })}
              options={(["zh-CN", "en"] as const).map((one) => ({ value: one, label: t(`broadcasts.language.${one}`) }))}
            />
          </Field>
          <Field label={t("broadcasts.active")}>
            <Select
              allowClear
              placeholder={t("broadcasts.any")}
              value={audience.active_within_days}
              onChange={(days: number | undefined) => narrow({ active_within_days: days ?? null })}
              options={DAYS.map((days) => ({ value: days, label: t("broadcasts.activeIn", { count: days }) }))}
            />
          </Field>
          <Field label={t("broadcasts.scene")}>
            <Input allowClear placeholder={t("broadcasts.any")} value={audience.scene ?? ""} onChange={(event) => narrow({ scene: event.target.value.trim() || null })} />
          </Field>
          <AreaField area={audience.area} onChange={(area) => narrow({ area })} />
        </div>
      )}
      {counted && (
        <p className="broadcast-count" role="status">
          <b className="num">{counted.reached.toLocaleString()}</b> {t("broadcasts.reached", { count: counted.reached })}
          {counted.filtered > 0 && <span className="mute"> · {t("broadcasts.filteredOut", { count: counted.filtered })}</span>}
        </p>
      )}
    </>
  );
}
