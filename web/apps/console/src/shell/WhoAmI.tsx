/** Who is at the console, and in which language and light. */
import { Avatar } from "@hutong/ui";
import { Button, Tooltip } from "antd";
import type { ConsoleSession } from "../apps/types";
import { http } from "../api";
import { useAct } from "../shared/useAct";
import { LabIcon, MoonIcon, SignOutIcon, SunIcon } from "../icons";
import { useWords } from "../words";
import { useTheme } from "./preferences";

export function WhoAmI({ session }: { session: ConsoleSession }) {
  const { t, language, setLanguage } = useWords();
  const { theme, setTheme } = useTheme();
  // In the lab one acts as anybody, whoever the last tab was opened as.
  const { kind } = session.actor;
  const person = kind === "lab" ? null : session.actor.person;
  const signOut = useAct({ run: () => http.delete("/api/client/session"), onDone: () => location.assign("/sign-in") });
  const other = language === "en" ? "zh-CN" : "en";
  const name = person?.name ?? t(`actor.${kind}`);
  const lightLabel = theme === "dark" ? t("shell.light") : t("shell.dark");
  return (
    <div className="who">
      <span className="who__name" title={name}>
        {person === null ? (
          <LabIcon aria-hidden size={20} />
        ) : (
          <Avatar shape="person" name={person.name} picture={person.avatar_url} size={28} />
        )}
        <span className="el">{name}</span>
      </span>
      {person !== null && (
        <Tooltip title={t("shell.signOut")}>
          <Button
            type="text"
            size="small"
            aria-label={t("shell.signOut")}
            icon={<SignOutIcon aria-hidden size={18} />}
            onClick={() => signOut.mutate()}
          />
        </Tooltip>
      )}
      <Tooltip title={lightLabel}>
        <Button
          type="text"
          size="small"
          aria-label={lightLabel}
          icon={theme === "dark" ? <SunIcon aria-hidden size={18} /> : <MoonIcon aria-hidden size={18} />}
          onClick={() => setTheme(theme === "dark" ? "light" : "dark")}
        />
      </Tooltip>
      <Button type="text" size="small" lang={other} aria-label={t("shell.language")} onClick={() => setLanguage(other)}>
        {other === "en" ? "EN" : "中"}
      </Button>
    </div>
  );
}
