import { Avatar, EmptyState, IconButton, LinkButton, SkeletonRows } from "@hutong/ui";
import { AddIcon } from "@hutong/ui/icons";
import { inListOrder } from "@hutong/sync";
import type { KeyboardEvent } from "react";
import { Link, useLocation, useRoute } from "wouter";
import { useDeviceState, useSelf, useSession } from "../app/session";
import { useWords } from "../app/words";
import { LabChip } from "../shell/LabChip";
import { OfflineStrip } from "../shell/OfflineStrip";
import { ConversationRow } from "./ConversationRow";
import { useLaneNow } from "./useLaneNow";

export function ConversationList() {
  const { t } = useWords();
  const { self, api } = useSelf();
  const { session } = useSession();
  const state = useDeviceState();
  const now = useLaneNow();
  const [, go] = useLocation();
  const [, open] = useRoute("/c/:id");
  const threads = inListOrder(state);

  return (
    <>
      <header className="list-header">
        <Link href="/me" className="list-me" aria-label={t("nav.me", { name: self.name })}>
          <Avatar shape="person" name={self.name} picture={self.avatar_url && api.mediaUrl(self.avatar_url)} size={36} />
        </Link>
        <h1>{t("chats.title")}</h1>
        {session.instance.mode === "lab" && (
          <span className="list-lab">
            <LabChip />
          </span>
        )}
        <IconButton label={t("add.title")} icon={AddIcon} onClick={() => go("/add")} />
      </header>
      <OfflineStrip />
      <div className="list-sheet">
        {!state.loaded && threads.length === 0 && <SkeletonRows label={t("app.loading")} />}
        {state.loaded && threads.length === 0 && (
          <EmptyState
            title={t("chats.emptyTitle")}
            actions={
              <>
                <LinkButton look="door" href="/lane" onClick={follow(go)}>
                  {t("chats.findAccounts")}
                </LinkButton>
                <LinkButton look="plain" href="/me" onClick={follow(go)}>
                  {t("chats.showCode")}
                </LinkButton>
              </>
            }
          >
            {t("chats.empty")}
          </EmptyState>
        )}
        <ul className="rows" aria-label={t("chats.title")} onKeyDown={moveInList}>
          {threads.map((thread) => (
            <li key={thread.conversation.id}>
              <ConversationRow thread={thread} now={now} isOpen={open?.id === thread.conversation.id} />
            </li>
          ))}
        </ul>
      </div>
    </>
  );
}

/** A link drawn as a button stays a real link, but is followed without loading the page again. */
function follow(go: (to: string) => void) {
  return (event: { preventDefault(): void; currentTarget: HTMLAnchorElement }) => {
    event.preventDefault();
    go(event.currentTarget.pathname);
  };
}

function moveInList(event: KeyboardEvent<HTMLUListElement>): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step) return;
  const rows = [...event.currentTarget.querySelectorAll<HTMLElement>("a")];
  rows[rows.indexOf(document.activeElement as HTMLElement) + step]?.focus();
  event.preventDefault();
}
