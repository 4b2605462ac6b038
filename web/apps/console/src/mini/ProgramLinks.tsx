/** The way around in a mini program. */
import type { App, Duty } from "../apps/types";
import { CategoriesIcon, CloudIcon, DomainsIcon, KeyIcon, MeasuresIcon, OverviewIcon, PermissionsIcon, PrivacyIcon, QuotaIcon, StaffIcon, TestersIcon, VersionsIcon } from "../icons";
import type { Icon } from "../icons";
import { AccountSwitcher } from "../shell/AccountSwitcher";
import { Item } from "../shell/NavItem";
import type { LinksProps } from "../shell/NavItem";
import { useWords } from "../words";

export function ProgramLinks({ app, isRail, onGo }: LinksProps & { app: App }) {
  const { t } = useWords();
  const base = `/apps/${app.app_id}`;
  const item = (part: string, icon: Icon, label: string, duty?: Duty) =>
    (duty === undefined || app.duties.includes(duty)) && (
      <Item to={part === "" ? base : `${base}/${part}`} end={part === ""} icon={icon} label={label} isRail={isRail} onGo={onGo} />
    );
  return (
    <>
      <AccountSwitcher app={app} onGo={onGo} />
      {item("", OverviewIcon, t("nav.overview"))}
      {item("versions", VersionsIcon, t("nav.versions"))}
      {item("categories", CategoriesIcon, t("nav.categories"), "settings")}
      {item("privacy", PrivacyIcon, t("nav.privacy"), "settings")}
      {item("measures", MeasuresIcon, t("nav.measures"))}
      {item("testers", TestersIcon, t("nav.testers"), "settings")}
      {item("members", StaffIcon, t("nav.staff"), "settings")}
      {app.duties.includes("settings") && <h4>{t("nav.build")}</h4>}
      {item("settings", KeyIcon, t("nav.settings"), "settings")}
      {item("cloud", CloudIcon, t("nav.cloud"), "content")}
      {item("domains", DomainsIcon, t("nav.domains"), "settings")}
      {item("permissions", PermissionsIcon, t("nav.permissions"), "settings")}
      {item("quota", QuotaIcon, t("nav.quota"), "settings")}
    </>
  );
}
