import { Bubble, IconButton, Menu } from "@hutong/ui";
import { ComplaintIcon, MessageIcon, MoreIcon, MutedIcon, RemoveIcon, VerifiedIcon } from "@hutong/ui/icons";
import { memo } from "react";
import { Link, useLocation } from "wouter";
import { useSelf } from "../app/session";
import { fullTime, listTime } from "../app/time";
import { useWords } from "../app/words";
import { ArticleList, LinkCard, MusicCard, ProgramCard } from "../chat/bodies/Cards";
import { Picture, Video } from "../chat/bodies/Media";
import { TextBody } from "../chat/bodies/TextBody";
import { PeerAvatar } from "../chat/peer";
import { Voice } from "../chat/voice/Voice";
import { useComplain } from "../official/safety/context";
import { useUnfollow } from "../official/safety/useUnfollow";
import type { FeedItem } from "./items";
import { useSeen } from "./useSeen";

interface FeedCardProps {
  item: FeedItem;
  /** The account's thread, where one answers. */
  threadId: string;
  now: number;
  isNew: boolean;
  isMuted: boolean;
}

/** One broadcast with whose it is. What has been on screen is read. */
export const FeedCard = memo(function FeedCard({ item: { account, entry }, threadId, now, isNew, isMuted }: FeedCardProps) {
  const { t, language } = useWords();
  const { device } = useSelf();
  const [, go] = useLocation();
  const complain = useComplain();
  const unfollow = useUnfollow();
  const box = useSeen<HTMLElement>(isNew ? () => device.markReadTo(entry.conversation_id, entry.seq) : null);
  const actions = [
    { label: t("feed.openThread"), icon: MessageIcon, run: () => go(`/c/${threadId}`) },
    { label: t(isMuted ? "thread.unmute" : "thread.mute"), icon: MutedIcon, run: () => device.changeSettings(threadId, { muted: !isMuted }) },
    { label: t("account.unfollow"), icon: RemoveIcon, run: () => void unfollow(account) },
    { label: t("complaint.begin"), icon: ComplaintIcon, danger: true, run: () => complain(account, entry) },
  ];
  return (
    <li>
      <article className="feed-item" ref={box} aria-label={account.name}>
        <header>
          <Link href={`/c/${threadId}`} className="feed-who">
            <PeerAvatar peer={{ kind: "app", account }} size={32} />
            <b dir="auto">{account.name}</b>
            {account.verified && <VerifiedIcon weight="fill" className="verified" aria-label={t("account.verified")} />}
          </Link>
          {isNew && <span className="row-dot" role="img" aria-label={t("feed.new")} />}
          <time dateTime={entry.at} title={fullTime(entry.at, language)}>
            {listTime(entry.at, new Date(now), language)}
          </time>
          <Menu items={actions}>
            {({ open, toggle }) => <IconButton label={t("feed.more", { name: account.name })} icon={MoreIcon} aria-expanded={open} aria-haspopup="menu" onClick={toggle} />}
          </Menu>
        </header>
        <Told entry={entry} appId={account.app_id} />
      </article>
    </li>
  );
});

function Told({ entry: { id, body, conversation_id, seq }, appId }: { entry: FeedItem["entry"]; appId: string }) {
  const { api } = useSelf();
  if (body.kind === "articles") return <ArticleList items={body.items} source="feed" appId={appId} />;
  if (body.kind === "text") {
    return (
      <Bubble mine={false}>
        <TextBody text={body.text} withAnchors answerIn={null} />
      </Bubble>
    );
  }
  return (
    <Bubble mine={false} shape="card">
      {body.kind === "image" && <Picture media={body.media} name={id} />}
      {body.kind === "video" && <Video body={body} />}
      {body.kind === "voice" && <Voice voice={`${conversation_id}.${seq}`} url={api.mediaUrl(body.media.url)} seconds={body.media.seconds} isNew={false} meta={null} />}
      {body.kind === "link" && <LinkCard body={body} />}
      {body.kind === "music" && <MusicCard body={body} />}
      {body.kind === "program" && <ProgramCard body={body} />}
    </Bubble>
  );
}
