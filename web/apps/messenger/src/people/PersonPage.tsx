import { ApiError } from "@hutong/api";
import { Avatar, Button, Chip, EmptyState, LinkButton, SkeletonRows } from "@hutong/ui";
import { LabIcon, MessageIcon } from "@hutong/ui/icons";
import { useState } from "react";
import { useLocation } from "wouter";
import { useSession } from "../app/session";
import { useSay } from "../app/toasts";
import { useAnswer } from "../app/useAnswer";
import { useErrorWords } from "../app/useErrorWords";
import { useWords } from "../app/words";
import { PageHeader } from "../shell/PageHeader";
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
        <PageHeader title="" />
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
      <PageHeader title="" back="/people" />
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
      </div>
    </article>
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
