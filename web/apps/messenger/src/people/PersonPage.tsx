import { ApiError, type PersonPage as PersonData } from "@hutong/api";
import { Avatar, Button, Chip, EmptyState, LinkButton, ListRow, SkeletonRows, Switch } from "@hutong/ui";
import { FamilyIcon, ForwardIcon, LabIcon, MessageIcon, MutedIcon, PinIcon } from "@hutong/ui/icons";
import { useState } from "react";
import { Link, useLocation } from "wouter";
import { useDeviceState, useSelf, useSession } from "../app/session";
import { useSay } from "../app/toasts";
import { useAnswer } from "../app/useAnswer";
import { useErrorWords } from "../app/useErrorWords";
import { useWords } from "../app/words";
import { peerName, PeerAvatar } from "../chat/peer";
import { PageHeader } from "../shell/PageHeader";
import { QrCard } from "./QrCard";
import "./pages.css";

export default function PersonPage({ code }: { code: string }) {
  const { session } = useSession();
  return session.person ? <KnownPerson code={code} /> : <SignInFirst />;
}

function KnownPerson({ code }: { code: string }) {
  const { t } = useWords();
  const { api, device, session } = useSession();
  const [, go] = useLocation();
  const say = useSay();
  const wordsFor = useErrorWords();
  const answer = useAnswer(code, () => api.person(code));
  const [isBusy, setBusy] = useState(false);

  if (answer.state === "waiting") return <SkeletonRows label={t("app.loading")} rows={3} />;
  if (answer.state === "failed") {
    const isGone = answer.error instanceof ApiError && answer.error.status === 404;
    return (
      <>
        <PageHeader />
        <EmptyState title={isGone ? t("person.missing") : wordsFor(answer.error)}>{isGone ? t("person.missingHelp") : null}</EmptyState>
      </>
    );
  }
  const person = answer.value;
  const isSelf = person.id === session.person?.id;
  const write = async () => {
    if (person.conversation_id && device?.snapshot().threads.has(person.conversation_id)) return go(`/c/${person.conversation_id}`);
    setBusy(true);
    try {
      const conversation = await api.openConversation({ person_id: person.id });
      device?.adopt(conversation);
      go(`/c/${conversation.id}`);
    } catch (error) {
      say(wordsFor(error));
      setBusy(false);
    }
  };
  return (
    <article className="page">
      <PageHeader back="/people" />
      <div className="page-body">
        <div className="identity">
          <Avatar shape="person" name={person.name} picture={person.avatar_url && api.mediaUrl(person.avatar_url)} size={76} />
          <div>
            <h1>{person.name}</h1>
            {person.simulated && (
              <p className="identity-note">
                <Chip tone="warn" icon={LabIcon}>
                  {t("person.simulated")}
                </Chip>
              </p>
            )}
          </div>
        </div>
        {isSelf ? (
          <Button onClick={() => go("/me")} wide>
            {t("person.thisIsYou")}
          </Button>
        ) : (
          <Button look="door" icon={MessageIcon} busy={isBusy} onClick={() => void write()} wide>
            {t("person.write", { name: person.name })}
          </Button>
        )}
        {!isSelf && <Between person={person} />}
        <QrCard svg={`/qr/p/${person.link_code}.svg`} png={`/qr/p/${person.link_code}.png`} link={`${location.origin}/p/${person.link_code}`} name={person.name} />
      </div>
    </article>
  );
}

/** What stands between the two: how their conversation is set up, and the groups that both are in. */
function Between({ person }: { person: PersonData }) {
  const { t } = useWords();
  const { device } = useSelf();
  const state = useDeviceState();
  const [, go] = useLocation();
  const chat = person.conversation_id ? state.threads.get(person.conversation_id)?.conversation : undefined;
  const shared = [...state.threads.values()].filter(({ conversation: { peer } }) => peer.kind === "group" && peer.people.some(({ id }) => id === person.id));
  return (
    <>
      {chat && (
        <div className="card-rows">
          <Switch label={t("details.pinned")} icon={PinIcon} on={chat.pinned} onChange={(on) => device.changeSettings(chat.id, { pinned: on })} />
          <Switch label={t("details.muted")} help={t("details.mutedHelp")} icon={MutedIcon} on={chat.muted} onChange={(on) => device.changeSettings(chat.id, { muted: on })} />
        </div>
      )}
      <ul className="card-rows">
        <li>
          <button type="button" className="row" onClick={() => go("/groups/new", { state: { person } })}>
            <ListRow lead={<FamilyIcon className="row-icon" aria-hidden="true" />} title={<span>{t("group.startTogether", { name: person.name })}</span>} end={<ForwardIcon className="row-mark" aria-hidden="true" />} />
          </button>
        </li>
        {shared.map(({ conversation }) => (
          <li key={conversation.id}>
            <Link href={`/c/${conversation.id}`} className="row">
              <ListRow
                lead={<PeerAvatar peer={conversation.peer} size={40} />}
                title={<span dir="auto">{peerName(conversation.peer)}</span>}
                note={t("group.both")}
                end={<ForwardIcon className="row-mark" aria-hidden="true" />}
              />
            </Link>
          </li>
        ))}
      </ul>
    </>
  );
}

function SignInFirst() {
  const { t } = useWords();
  const { session } = useSession();
  const [path, go] = useLocation();
  return (
    <EmptyState
      title={t("person.signInTitle")}
      actions={
        <>
          <Button look="door" onClick={() => go(`/sign-in?next=${encodeURIComponent(path)}`)}>
            {t("signIn.do")}
          </Button>
          {session.instance.mode === "lab" && (
            <LinkButton href="/console/lab" icon={LabIcon}>
              {t("lab.open")}
            </LinkButton>
          )}
        </>
      }
    >
      {t("person.signInHelp")}
    </EmptyState>
  );
}
