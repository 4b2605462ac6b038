import { Avatar, Badge, Logo } from "@hutong/ui";
import { ChatsIcon, LaneIcon, PeopleIcon, WalletIcon, type Icon } from "@hutong/ui/icons";
import { Link } from "wouter";
import { useSelf, useSession } from "../app/session";
import { useWords } from "../app/words";
import { LabChip } from "./LabChip";

export type Tab = "chats" | "lane" | "wallet" | "people";

const PLACES: { tab: Tab; to: string; icon: Icon }[] = [
  { tab: "chats", to: "/", icon: ChatsIcon },
  { tab: "lane", to: "/lane", icon: LaneIcon },
  { tab: "wallet", to: "/wallet", icon: WalletIcon },
  { tab: "people", to: "/people", icon: PeopleIcon },
];

/** Tabs below on a phone, a rail at the side on anything wider. */
export function Navigation({ tab, unread }: { tab: Tab; unread: number }) {
  const { t } = useWords();
  const { self, api } = useSelf();
  const { session } = useSession();
  return (
    <nav className="navigation" aria-label={t("nav.label")}>
      <Link href="/" className="nav-logo" aria-label={session.instance.name}>
        <Logo size={36} name={session.instance.name} />
      </Link>
      {PLACES.map(({ tab: place, to, icon: Glyph }) => (
        <Link key={place} href={to} className="nav-item" aria-current={place === tab ? "page" : undefined}>
          <span className="nav-pill">
            <Glyph weight={place === tab ? "fill" : "regular"} aria-hidden="true" />
            {place === "chats" && <Badge count={unread} label={t("chats.unread", { count: unread })} />}
          </span>
          <span className="nav-word">{t(`nav.${place}`)}</span>
        </Link>
      ))}
      <span className="nav-foot">
        {session.instance.mode === "lab" && <LabChip short />}
        <Link href="/me" className="nav-me" aria-label={t("nav.me", { name: self.name })}>
          <Avatar shape="person" name={self.name} picture={self.avatar_url && api.mediaUrl(self.avatar_url)} size={40} />
        </Link>
      </span>
    </nav>
  );
}
