import type { Conversation } from "@hutong/api";
import { IconButton, Menu, type MenuItem } from "@hutong/ui";
import { BackIcon, MoreIcon, MutedIcon, PinIcon, UserIcon, VerifiedIcon } from "@hutong/ui/icons";
import { Link, useLocation } from "wouter";
import { useSelf } from "../app/session";
import { useWords } from "../app/words";
import { PeerAvatar, peerName, peerPath } from "./peer";

export function ThreadHeader({ conversation, isTyping }: { conversation: Conversation; isTyping: boolean }) {
  const { t } = useWords();
  const { device } = useSelf();
  const [, go] = useLocation();
  const { peer, muted, pinned, id } = conversation;
  const about = peer.kind === "app" ? t(`account.kind.${peer.account.kind}`) : null;
  const items: MenuItem[] = [
    { label: t("thread.profile"), icon: UserIcon, run: () => go(peerPath(peer)) },
    { label: pinned ? t("thread.unpin") : t("thread.pin"), icon: PinIcon, run: () => device.changeSettings(id, { pinned: !pinned }) },
    { label: muted ? t("thread.unmute") : t("thread.mute"), icon: MutedIcon, run: () => device.changeSettings(id, { muted: !muted }) },
  ];
  return (
    <header className="thread-header">
      <IconButton label={t("app.back")} icon={BackIcon} className="page-back" onClick={() => go("/")} />
      <Link href={peerPath(peer)} className="thread-peer">
        <PeerAvatar peer={peer} size={36} />
        <span className="thread-names">
          <h1>
            <span>{peerName(peer)}</span>
            {peer.kind === "app" && peer.account.verified && <VerifiedIcon weight="fill" className="verified" aria-label={t("account.verified")} />}
          </h1>
          {(isTyping || about) && <span aria-live="polite">{isTyping ? t("thread.typing") : about}</span>}
        </span>
      </Link>
      <Menu items={items}>
        {({ open, toggle }) => <IconButton label={t("app.more")} icon={MoreIcon} aria-expanded={open} aria-haspopup="menu" onClick={toggle} />}
      </Menu>
    </header>
  );
}
