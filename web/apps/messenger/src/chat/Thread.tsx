import { Button, EmptyState, SkeletonRows } from "@hutong/ui";
import { threadAsRead } from "@hutong/sync";
import { useCallback, useEffect, useMemo, useState } from "react";
import { Redirect, useLocation } from "wouter";
import { preferences } from "../app/preferences";
import { useDeviceState, useSelf } from "../app/session";
import { useAnswer } from "../app/useAnswer";
import { useWords } from "../app/words";
import { tellPlace } from "../official/place";
import { PageHeader } from "../shell/PageHeader";
import { OfflineStrip } from "../shell/OfflineStrip";
import { Composer } from "./Composer";
import { Details } from "./Details";
import { MenuBar } from "./MenuBar";
import { ThreadHeader } from "./ThreadHeader";
import { ThreadLog } from "./ThreadLog";
import { peerPath } from "./peer";
import "./thread.css";

export default function Thread({ id }: { id: string }) {
  const { t } = useWords();
  const { api, device } = useSelf();
  const state = useDeviceState();
  const [, go] = useLocation();
  const [isMenuWanted, setMenuWanted] = useState(true);
  const showMenu = useCallback(() => setMenuWanted(true), []);
  const [hasDetails, setDetails] = useState(preferences.hasDetails);
  const held = state.threads.get(id);
  const { threads, hidings } = state;
  // eslint-disable-next-line react-hooks/exhaustive-deps -- of the state, what was said and what was deleted just now
  const thread = useMemo(() => threadAsRead(state, id), [id, threads, hidings]);
  const account = thread?.conversation.peer.kind === "app" ? thread.conversation.peer.account : null;
  const appId = account?.following ? account.app_id : null;
  const version = (appId && state.menuVersions.get(appId)) ?? 0;
  const menu = useAnswer(`${appId} ${version}`, async () => (appId ? api.menu(appId) : { buttons: [] }));
  const buttons = menu.state === "here" ? menu.value.buttons : [];
  const hasMenu = menu.state === "waiting" ? account?.has_menu === true && account.following : buttons.length > 0;

  useEffect(() => {
    // Coming in is an event of its own for the account; nobody waits for it.
    if (!appId) return;
    const entered = api.enterAccount(appId);
    entered.then(({ shares_place }) => (shares_place ? tellPlace(api, appId) : undefined)).catch(() => undefined);
  }, [api, appId]);
  const isKnown = held !== undefined;
  useEffect(() => {
    // Opening it is coming back to it; marked again while it stands open, it waits for the next time.
    if (isKnown && device.snapshot().threads.get(id)?.conversation.marked) device.changeSettings(id, { marked: false });
  }, [device, id, isKnown]);
  useEffect(() => {
    const leave = (event: KeyboardEvent) => event.key === "Escape" && !event.defaultPrevented && !document.querySelector("dialog[open]") && go("/");
    document.addEventListener("keydown", leave);
    return () => document.removeEventListener("keydown", leave);
  }, [go]);

  if (!thread || !held) {
    if (!state.loaded) return <SkeletonRows label={t("app.loading")} />;
    return (
      <article className="page">
        <PageHeader />
        <EmptyState title={t("thread.missing")}>{t("thread.missingHelp")}</EmptyState>
      </article>
    );
  }

  const { conversation } = thread;
  // An account's log of broadcasts is read in one's own thread with it.
  if (conversation.id !== id) return <Redirect to={`/c/${conversation.id}`} replace />;
  const showDetails = (wanted: boolean) => {
    preferences.setDetails(wanted);
    setDetails(wanted);
  };
  return (
    <div className="thread-and-details">
      <div className="thread">
        <ThreadHeader conversation={conversation} isTyping={state.typing.has(id)} hasDetails={hasDetails} onDetails={() => showDetails(!hasDetails)} />
        <OfflineStrip />
        <ThreadLog thread={thread} outbox={state.outbox} />
        {!conversation.can_write ? (
          <div className="cannot-write">
            <span>{account ? t("thread.followToWrite") : t(conversation.kind === "group" ? "group.leftHelp" : "thread.cannotWrite")}</span>
            {account && (
              <Button look="door" size="small" onClick={() => go(peerPath(conversation))}>
                {t("thread.openAccount")}
              </Button>
            )}
          </div>
        ) : appId && hasMenu && isMenuWanted ? (
          <MenuBar
            appId={appId}
            buttons={buttons}
            onKeyboard={() => setMenuWanted(false)}
            onPicture={(file, kind) => device.sendFile(id, { kind, name: file.name, bytes: file }, URL.createObjectURL(file))}
          />
        ) : (
          <Composer conversation={conversation} onMenu={hasMenu ? showMenu : null} />
        )}
      </div>
      {hasDetails && <Details thread={thread} onClose={() => showDetails(false)} />}
    </div>
  );
}

