/** Whose accounts are shown: everybody's, or one owner's. */
import { Dropdown } from "antd";
import { useOwners } from "../apps/queries";
import { useOwnerChoice } from "../apps/ownerChoice";
import { CompanyIcon, PeopleIcon, SwitchIcon, UserIcon } from "../icons";
import { useWords } from "../words";

const everybody = "everybody";

export function OwnerSwitcher() {
  const { t } = useWords();
  const owners = useOwners();
  const [chosen, choose] = useOwnerChoice();
  const items = owners.data?.items ?? [];
  if (items.length < 2) return null;
  const owner = items.find((one) => one.id === chosen);
  const Glyph = owner === undefined ? PeopleIcon : owner.kind === "company" ? CompanyIcon : UserIcon;
  const menu = [
    { key: everybody, label: t("owners.all"), icon: <PeopleIcon aria-hidden size={18} /> },
    ...items.map((one) => ({
      key: one.id,
      label: one.name,
      icon: one.kind === "company" ? <CompanyIcon aria-hidden size={18} /> : <UserIcon aria-hidden size={18} />,
    })),
  ];
  const name = owner?.name ?? t("owners.all");
  return (
    <Dropdown
      trigger={["click"]}
      menu={{
        items: menu,
        className: "switcher__list",
        selectedKeys: [owner?.id ?? everybody],
        onClick: ({ key }) => choose(key === everybody ? null : key),
      }}
    >
      <button type="button" className="switcher" aria-label={t("owners.switch", { name })}>
        <span className="switcher__glyph">
          <Glyph aria-hidden size={20} />
        </span>
        <span className="switcher__text">
          <b>{name}</b>
          <span>{owner === undefined ? t("owners.count", { count: items.length }) : t(`owner.${owner.kind}`)}</span>
        </span>
        <SwitchIcon aria-hidden size={16} />
      </button>
    </Dropdown>
  );
}
