/** What a program asks of people and what for, as the messenger shows it before the first of it is given. */
import { Chip } from "@hutong/ui";
import { Button, Input, Select } from "antd";
import { useState } from "react";
import { useAppId } from "../apps/queries";
import { PlusIcon, RemoveIcon } from "../icons";
import { ApiCallButton } from "../shared/code/CodeDrawer";
import { FieldNote } from "../shared/Counter";
import { Field } from "../shared/Field";
import { Moment } from "../shared/Moment";
import { Answer, Empty } from "../shared/State";
import { useAct } from "../shared/useAct";
import { Box, Page } from "../shell/Page";
import { useWords } from "../words";
import { privacyCalls } from "./calls";
import { miniKey } from "./queries";
import { declarePrivacy, usePrivacy } from "./settingQueries";
import type { Privacy as Declared } from "./types";
import "./mini.css";

/** Kinds of information, by the names they have in the platform's own declarations. */
const KEYS = [
  "UserInfo", "PhoneNumber", "Location", "ChooseLocation", "Address", "Email", "Album", "AlbumWriteOnly", "Camera", "Record", "MessageFile", "Clipboard",
  "Invoice", "LicensePlate", "RunData", "Contact", "CalendarWriteOnly", "BlueTooth", "DeviceInfo", "DeviceMotion", "Accelerometer", "Compass", "Gyroscope",
  "EXIDNumber", "EXOrderInfo", "EXUserPublishContent", "EXUserFollowAcct", "EXUserOpLog",
];
const CONTACTS = ["contact_email", "contact_phone", "contact_qq", "contact_weixin"];
const mostLetters = 200;

export default function Privacy() {
  const { t } = useWords();
  const appId = useAppId();
  const declared = usePrivacy(appId);
  const at = declared.data?.updated_at;
  return (
    <Page
      title={t("nav.privacy")}
      soft={declared.data && <ApiCallButton calls={privacyCalls(t, declared.data)} />}
      chips={
        at && (
          <Chip tone="ok">
            {t("privacy.declared")} <Moment at={at} />
          </Chip>
        )
      }
    >
      <Answer asked={declared} rows={6}>
        {(known) => <Form key={known.updated_at} appId={appId} known={known} />}
      </Answer>
    </Page>
  );
}

function Form({ appId, known }: { appId: string; known: Declared }) {
  const { t, error } = useWords();
  const [draft, setDraft] = useState(known);
  const { uses, contact, notice } = draft;
  const change = (part: Partial<Declared>) => setDraft({ ...draft, ...part });
  const put = (nth: number, part: Partial<(typeof uses)[number]>) => change({ uses: uses.map((use, place) => (place === nth ? { ...use, ...part } : use)) });
  const free = KEYS.filter((key) => !uses.some((use) => use.key === key));
  const save = useAct({
    run: () => declarePrivacy(appId, { uses, contact, notice, kept_until: draft.kept_until, sdks: draft.sdks }),
    refresh: [miniKey(appId, "privacy")],
    done: t("privacy.saved"),
    onRefused: () => true,
  });
  const isChanged = JSON.stringify(draft) !== JSON.stringify(known);
  const isReachable = CONTACTS.some((name) => (contact[name] ?? "").trim() !== "");
  const isWhole = uses.every(({ text }) => text.trim() !== "") && (uses.length === 0 || isReachable);
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        if (isChanged && isWhole) save.mutate();
      }}
    >
      <Box title={t("privacy.uses")}>
        <p className="lead-note">{t("privacy.text")}</p>
        {uses.length === 0 && <Empty title={t("privacy.none")} text={t("privacy.noneText")} />}
        <ul className="mini-uses">
          {uses.map((use, nth) => {
            const kind = KEYS.includes(use.key) ? t(`privacy.key.${use.key}`) : use.key;
            return (
              <li key={use.key}>
                <Select
                  aria-label={t("privacy.kind")}
                  showSearch={{ optionFilterProp: "label" }}
                  value={use.key}
                  options={[use.key, ...free].map((key) => ({ value: key, label: key === use.key ? kind : t(`privacy.key.${key}`) }))}
                  onChange={(key: string) => put(nth, { key })}
                />
                <Input
                  aria-label={`${t("privacy.purpose")}: ${kind}`}
                  placeholder={t("privacy.purposeHint")}
                  maxLength={mostLetters}
                  value={use.text}
                  onChange={(event) => put(nth, { text: event.target.value })}
                />
                <Button
                  type="text"
                  aria-label={t("privacy.remove", { kind })}
                  icon={<RemoveIcon aria-hidden size={18} />}
                  onClick={() => change({ uses: uses.filter((_, place) => place !== nth) })}
                />
              </li>
            );
          })}
        </ul>
        {free[0] !== undefined && (
          <Button size="small" icon={<PlusIcon aria-hidden size={16} />} onClick={() => change({ uses: [...uses, { key: free[0] ?? "", text: "" }] })}>
            {t("privacy.add")}
          </Button>
        )}
      </Box>
      <Box title={t("privacy.contact")}>
        <p className="lead-note">{t("privacy.contactText")}</p>
        <div className="mini-contacts">
          {CONTACTS.map((name) => (
            <Field key={name} label={t(`privacy.${name}`)}>
              <Input maxLength={100} value={contact[name] ?? ""} onChange={(event) => change({ contact: { ...contact, [name]: event.target.value } })} />
            </Field>
          ))}
        </div>
        <Field label={t("privacy.notice")}>
          <Input maxLength={mostLetters} placeholder={t("privacy.noticeHint")} value={notice} onChange={(event) => change({ notice: event.target.value })} />
        </Field>
        {save.error !== null && <FieldNote error={error(save.error)} />}
        <div className="form-end">
          <Button type="primary" htmlType="submit" disabled={!isChanged || !isWhole} loading={save.isPending}>
            {t("privacy.save")}
          </Button>
        </div>
      </Box>
    </form>
  );
}
