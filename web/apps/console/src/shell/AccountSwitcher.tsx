/** Which account one is looking at, and the way to another. */
import { Avatar } from "@hutong/ui";
import { Dropdown } from "antd";
import { useNavigate } from "react-router";
import { useApps } from "../apps/queries";
import type { App } from "../apps/types";
import { PlusIcon, SwitchIcon } from "../icons";
import { useWords } from "../words";

export function AccountSwitcher({ app, onGo }: { app: App | undefined; onGo: () => void }) {
  const { t } = useWords();
  const apps = useApps();
  const navigate = useNavigate();
  const go = (to: string) => {
    onGo();
    void navigate(to);
  };
  const items = [
    ...(apps.data?.items ?? []).map((one) => ({
      key: one.app_id,
      label: one.name,
      icon: <Avatar shape="place" name={one.name} colour={one.colour} picture={one.avatar_url} size={24} />,
      onClick: () => go(`/apps/${one.app_id}`),
    })),
    { type: "divider" as const },
    { key: "new", label: t("home.create"), icon: <PlusIcon aria-hidden size={18} />, onClick: () => go("/new") },
  ];
  if (app === undefined) return null;
  return (
    <Dropdown menu={{ items, className: "switcher__list", selectedKeys: [app.app_id] }} trigger={["click"]}>
      <button type="button" className="switcher" aria-label={t("shell.switch", { name: app.name })}>
        <Avatar shape="place" name={app.name} colour={app.colour} picture={app.avatar_url} size={36} />
        <span className="switcher__text">
          <b>{app.name}</b>
          <span>{t(`kind.${app.kind}`)}</span>
        </span>
        <SwitchIcon aria-hidden size={16} />
      </button>
    </Dropdown>
  );
}
