import type { AccountCard, Conversation } from "@hutong/api";
import { IconButton, Menu, type MenuItem } from "@hutong/ui";
import { BackIcon, BellIcon, ClearIcon, ComplaintIcon, DetailsIcon, MoreIcon, MutedIcon, PeopleIcon, PinIcon, RemoveIcon, UserIcon, VerifiedIcon } from "@hutong/ui/icons";
import { Link, useLocation } from "wouter";
import { useSelf } from "../app/session";
import { useWords } from "../app/words";
import { useComplain } from "../official/safety/context";
import { useUnfollow } from "../official/safety/useUnfollow";
import { PeerAvatar, peerName, peerPath } from "./peer";
import { useClearHistory } from "./useClearHistory";

interface ThreadHeaderProps {
  conversation: Conversation;
  isTyping: boolean;
  /** Whether the details stand beside the thread; they have a place only on a desk. */
  hasDetails: boolean;
  onDetails: () => void;
}

export function ThreadHeader({ conversation, isTyping, hasDetails, onDetails }: ThreadHeaderProps) {
  const { t } = useWords();
  const { device } = useSelf();
  const [, go] = useLocation();
  const clear = useClearHistory(conversation);
  const unfollow = useUnfollow();
  const complain = useComplain();
  const { peer, muted, pinned, id, can_write } = conversation;
  const about = peer.kind === "app" ? t(`account.kind.${peer.account.kind}`) : peer.kind === "group" ? t("group.count", { count: peer.people.length + (can_write ? 1 : 0) }) : null;
  const account = peer.kind === "app" ? peer.account : null;
  const back = account?.kind === "subscription" ? "/subscriptions" : "/";
  const leave = async (from: AccountCard) => (await unfollow(from)) && go(back);
  const items: MenuItem[] = [
    { label: t(peer.kind === "group" ? "group.title" : "thread.profile"), icon: peer.kind === "group" ? PeopleIcon : UserIcon, run: () => go(peerPath(conversation)) },
    { label: pinned ? t("thread.unpin") : t("thread.pin"), icon: PinIcon, run: () => device.changeSettings(id, { pinned: !pinned }) },
    { label: muted ? t("thread.unmute") : t("thread.mute"), icon: muted ? BellIcon : MutedIcon, run: () => device.changeSettings(id, { muted: !muted }) },
    ...(account?.following ? [{ label: t("account.unfollow"), icon: RemoveIcon, run: () => void leave(account) }] : []),
    { label: t("thread.clear"), icon: ClearIcon, danger: true, run: clear.ask },
    ...(account ? [{ label: t("complaint.begin"), icon: ComplaintIcon, danger: true, run: () => complain(account) }] : []),
  ];
  return (
    <header className="thread-header">
      <IconButton label={t("app.back")} icon={BackIcon} className="page-back" onClick={() => go(back)} />
      <Link href={peerPath(conversation)} className="thread-peer">
        <PeerAvatar peer={peer} size={40} />
        <span className="thread-names">
          <h1>
            <span dir="auto">{peerName(peer)}</span>
            {peer.kind === "app" && peer.account.verified && <VerifiedIcon weight="fill" className="verified" aria-label={t("account.verified")} />}
          </h1>
          {(isTyping || about) && <span aria-live="polite">{isTyping ? t("thread.typing") : about}</span>}
        </span>
      </Link>
      <span className="thread-details-key">
        <IconButton label={t("details.title")} icon={DetailsIcon} filled={hasDetails} aria-pressed={hasDetails} onClick={onDetails} />
      </span>
      <Menu items={items}>
        {({ open, toggle }) => <IconButton label={t("app.more")} icon={MoreIcon} aria-expanded={open} aria-haspopup="menu" onClick={toggle} />}
      </Menu>
      {clear.sheet}
    </header>
  );
}
