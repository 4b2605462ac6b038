import type { DeviceSession } from "@hutong/api";
import { Button, Chip, ListRow, SkeletonRows, Switch } from "@hutong/ui";
import { AddressIcon, CareIcon, ForwardIcon } from "@hutong/ui/icons";
import type { Language } from "@hutong/ui/words";
import { useState } from "react";
import { Link, useLocation } from "wouter";
import { preferences, type Theme } from "../app/preferences";
import { useSelf, useSession } from "../app/session";
import { fullTime } from "../app/time";
import { useSay } from "../app/toasts";
import { useAnswer } from "../app/useAnswer";
import { useErrorWords } from "../app/useErrorWords";
import { useWords } from "../app/words";
import { PageHeader } from "../shell/PageHeader";
import "./pages.css";

const THEMES: Theme[] = ["system", "light", "dark"];
const LANGUAGES: { language: Language; name: string }[] = [
  { language: "en", name: "English" },
  { language: "zh-CN", name: "中文" },
];

export default function Settings() {
  const { t, language, change } = useWords();
  const { self, api } = useSelf();
  const { leave, replacePerson } = useSession();
  const [, go] = useLocation();
  const say = useSay();
  const wordsFor = useErrorWords();
  const [theme, setTheme] = useState(preferences.theme);
  const [hasCare, setCare] = useState(preferences.care);
  const sessions = useAnswer("sessions", () => api.sessions());

  const speak = async (chosen: Language) => {
    await change(chosen);
    await api.changeMe({ language: chosen }).then(replacePerson, () => undefined);
  };
  const signOut = async (tell: () => Promise<unknown>) => {
    try {
      await tell();
      leave();
      go("/");
    } catch (error) {
      say(wordsFor(error));
    }
  };
  return (
    <article className="page">
      <PageHeader title={t("settings.title")} back="/me" />
      <div className="page-body">
        <div className="card-rows">
          <Switch
            label={t("settings.care")}
            help={t("settings.careHelp")}
            icon={CareIcon}
            on={hasCare}
            onChange={(on) => {
              preferences.setCare(on);
              setCare(on);
            }}
          />
        </div>
        <div className="card-rows">
          <Link href="/addresses" className="row">
            <ListRow lead={<AddressIcon className="row-icon" aria-hidden="true" />} title={<span>{t("address.book")}</span>} note={t("address.note")} end={<ForwardIcon className="row-mark" aria-hidden="true" />} />
          </Link>
        </div>
        <h2 className="page-section">{t("settings.language")}</h2>
        <Choice label={t("settings.language")} chosen={language} options={LANGUAGES.map((one) => [one.language, one.name])} onChoose={(one) => void speak(one)} />
        <h2 className="page-section">{t("settings.theme")}</h2>
        <Choice
          label={t("settings.theme")}
          chosen={theme}
          options={THEMES.map((one) => [one, t(`settings.theme.${one}`)])}
          onChoose={(one) => {
            preferences.setTheme(one);
            setTheme(one);
          }}
        />
        <h2 className="page-section">{t("settings.sessions")}</h2>
        {sessions.state === "waiting" && <SkeletonRows label={t("app.loading")} rows={2} />}
        {sessions.state === "failed" && <p className="page-note">{wordsFor(sessions.error)}</p>}
        {sessions.state === "here" && <Sessions items={sessions.value.items} />}
        <div className="page-actions">
          <Button onClick={() => void signOut(() => api.signOut())}>{t("settings.signOut", { name: self.name })}</Button>
          <Button look="danger" onClick={() => void signOut(() => api.signOutEverywhere())}>
            {t("settings.signOutEverywhere")}
          </Button>
        </div>
      </div>
    </article>
  );
}

function Sessions({ items }: { items: DeviceSession[] }) {
  const { t, language } = useWords();
  return (
    <ul className="card-rows">
      {items.map((session) => (
        <li key={session.id} className="row">
          <ListRow
            title={<span>{session.device || t("settings.unknownDevice")}</span>}
            note={t("settings.lastSeen", { at: fullTime(session.last_seen_at, language) })}
            mark={session.current ? <Chip tone="ok">{t("settings.thisDevice")}</Chip> : null}
          />
        </li>
      ))}
    </ul>
  );
}

interface ChoiceProps<T extends string> {
  label: string;
  chosen: T;
  options: [T, string][];
  onChoose: (value: T) => void;
}

function Choice<T extends string>({ label, chosen, options, onChoose }: ChoiceProps<T>) {
  return (
    <div className="choice" role="radiogroup" aria-label={label}>
      {options.map(([value, name]) => (
        <label key={value}>
          <input type="radio" name={label} checked={value === chosen} onChange={() => onChoose(value)} />
          <span>{name}</span>
        </label>
      ))}
    </div>
  );
}
