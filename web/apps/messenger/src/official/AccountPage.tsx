import { ApiError, type AccountPage as Account } from "@hutong/api";
import { Avatar, Button, EmptyState, IconButton, LinkButton, Menu, SkeletonRows, Switch } from "@hutong/ui";
import { BellIcon, ComplaintIcon, LabIcon, MessageIcon, MoreIcon, MutedIcon, PlaceIcon, PlusIcon, RemoveIcon, VerifiedIcon, WarningIcon } from "@hutong/ui/icons";
import { useState } from "react";
import { useLocation, useSearchParams } from "wouter";
import { useDeviceState, useSelf, useSession } from "../app/session";
import { fullTime } from "../app/time";
import { useSay } from "../app/toasts";
import { useAnswer } from "../app/useAnswer";
import { useErrorWords } from "../app/useErrorWords";
import { useWords } from "../app/words";
import { QrCard } from "../people/QrCard";
import { PageHeader } from "../shell/PageHeader";
import { tellPlace } from "./place";
import { useComplain } from "./safety/context";
import { useUnfollow } from "./safety/useUnfollow";
import "../people/pages.css";
import "./safety/safety.css";

/** An account's own page: who it is, its permanent code, and the way in. Open to anybody who has the link. */
export default function AccountPage({ code }: { code: string }) {
  const { t } = useWords();
  const { session, api } = useSession();
  const wordsFor = useErrorWords();
  const answer = useAnswer(code, () => api.account(code));

  if (answer.state === "waiting") return <SkeletonRows label={t("app.loading")} rows={3} />;
  if (answer.state === "failed") {
    const isGone = answer.error instanceof ApiError && answer.error.status === 404;
    return (
      <>
        <PageHeader />
        <EmptyState title={isGone ? t("account.missing") : wordsFor(answer.error)}>{isGone ? t("account.missingHelp") : null}</EmptyState>
      </>
    );
  }
  const account = answer.value;
  return (
    <article className="page">
      <PageHeader back="/lane" actions={account.following && <AccountMenu account={account} onChange={answer.again} />} />
      <div className="page-body">
        <div className="identity">
          <Avatar shape="place" name={account.name} picture={account.avatar_url && api.mediaUrl(account.avatar_url)} colour={account.colour} size={76} />
          <div>
            <h1>{account.name}</h1>
            {account.verified ? (
              <p className="identity-verified">
                <VerifiedIcon weight="fill" aria-hidden="true" /> {t("account.verifiedAs", { owner: account.owner_name })}
              </p>
            ) : (
              <p className="identity-note">{t(`account.kind.${account.kind}`)}</p>
            )}
          </div>
        </div>
        {account.intro && <p className="identity-intro">{account.intro}</p>}
        {session.person ? <Doors account={account} /> : <PublicDoors />}
        {session.person && <Standing account={account} />}
        <QrCard svg={account.qr_svg_url} png={account.qr_png_url} link={account.link_url} name={account.name} />
        <Facts account={account} />
      </div>
    </article>
  );
}

function Doors({ account }: { account: Account }) {
  const { t } = useWords();
  const { api, device } = useSession();
  const [search] = useSearchParams();
  const ticket = search.get("ticket");
  const [, go] = useLocation();
  const say = useSay();
  const wordsFor = useErrorWords();
  const [isBusy, setBusy] = useState(false);

  // Scanning a code again is news to a follower's account as well, so a ticket always goes through the server.
  const enter = async () => {
    if (account.following && account.conversation_id && !ticket) return go(`/c/${account.conversation_id}`);
    setBusy(true);
    try {
      const { conversation } = await api.follow(account.app_id, { ticket, how: ticket ? "qr_code" : "link" });
      device?.adopt(conversation);
      go(`/c/${conversation.id}`);
    } catch (error) {
      say(wordsFor(error));
      setBusy(false);
    }
  };
  return (
    <div className="doors-row">
      <Button look="door" icon={account.following ? MessageIcon : PlusIcon} busy={isBusy} onClick={() => void enter()} wide>
        {account.following ? t("account.message") : t("account.follow")}
      </Button>
    </div>
  );
}

/** Signed out: sign in and come back here, or open the lab and be somebody. */
function PublicDoors() {
  const { t } = useWords();
  const { session } = useSession();
  const [path, go] = useLocation();
  const next = encodeURIComponent(path + location.search);
  return (
    <div className="doors-row">
      <Button look="door" onClick={() => go(`/sign-in?next=${next}`)} wide>
        {t("account.signInToFollow")}
      </Button>
      {session.instance.mode === "lab" && (
        <LinkButton href="/console/lab" icon={LabIcon} wide>
          {t("lab.open")}
        </LinkButton>
      )}
    </div>
  );
}

function AccountMenu({ account, onChange }: { account: Account; onChange: () => void }) {
  const { t } = useWords();
  const unfollow = useUnfollow();
  const complain = useComplain();
  const [, go] = useLocation();
  const items = [
    { label: t("notifications.title"), icon: BellIcon, run: () => go(`/notifications/${account.app_id}`) },
    { label: t("account.unfollow"), icon: RemoveIcon, run: () => void unfollow(account, onChange) },
    { label: t("complaint.begin"), icon: ComplaintIcon, danger: true, run: () => complain(account) },
  ];
  return (
    <Menu items={items}>
      {({ open, toggle }) => <IconButton label={t("app.more")} icon={MoreIcon} aria-expanded={open} aria-haspopup="menu" onClick={toggle} />}
    </Menu>
  );
}

/** What a follower sets for themselves, and whether the account may speak first at all. */
function Standing({ account }: { account: Account }) {
  const { t, language } = useWords();
  const { api, device } = useSelf();
  const state = useDeviceState();
  const safety = useAnswer(account.app_id, () => api.accountSafety(account.app_id));
  const pausedUntil = safety.state === "here" ? safety.value.paused_until : null;
  const thread = account.following && account.conversation_id ? state.threads.get(account.conversation_id) : undefined;
  return (
    <>
      {pausedUntil && (
        <p className="account-paused">
          <WarningIcon weight="fill" aria-hidden="true" />
          <span>{t("account.paused", { until: fullTime(pausedUntil, language) })}</span>
        </p>
      )}
      {thread && (
        <div className="card-rows">
          <PlaceSharing account={account} />
          <Switch label={t("details.muted")} help={t("details.mutedHelp")} icon={MutedIcon} on={thread.conversation.muted} onChange={(muted) => device.changeSettings(thread.conversation.id, { muted })} />
        </div>
      )}
    </>
  );
}

/** Off until the person turns it on; the browser asks them once more when the thread is opened. */
function PlaceSharing({ account }: { account: Account }) {
  const { t } = useWords();
  const { api } = useSelf();
  const say = useSay();
  const wordsFor = useErrorWords();
  const [isShared, setShared] = useState(account.shares_place);
  const change = async (shared: boolean) => {
    setShared(shared);
    try {
      await api.sharePlace(account.app_id, shared);
      if (shared) await tellPlace(api, account.app_id);
    } catch (error) {
      setShared(!shared);
      say(wordsFor(error));
    }
  };
  return <Switch label={t("account.sharePlace")} help={t("account.sharePlaceHelp")} icon={PlaceIcon} on={isShared} onChange={(shared) => void change(shared)} />;
}

function Facts({ account }: { account: Account }) {
  const { t, language } = useWords();
  return (
    <dl className="facts">
      <dt>{t("account.kindLabel")}</dt>
      <dd>{t(`account.kind.${account.kind}`)}</dd>
      <dt>{t("account.owner")}</dt>
      <dd>{account.owner_name}</dd>
      {account.followed_at && (
        <>
          <dt>{t("account.followedSince")}</dt>
          <dd>{fullTime(account.followed_at, language)}</dd>
        </>
      )}
    </dl>
  );
}
