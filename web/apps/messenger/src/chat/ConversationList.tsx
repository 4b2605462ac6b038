import { inListOrder } from "@hutong/sync";
import { Avatar, EmptyState, IconButton, LinkButton, Menu, SkeletonRows } from "@hutong/ui";
import { AddIcon, CareIcon, CloseIcon, PeopleIcon, ScanIcon, SearchIcon } from "@hutong/ui/icons";
import { lazy, Suspense, useDeferredValue, useEffect, useMemo, useRef, useState } from "react";
import { Link, useLocation, useRoute } from "wouter";
import { preferences } from "../app/preferences";
import { useDeviceState, useSelf, useSession } from "../app/session";
import { useWords } from "../app/words";
import { LabChip } from "../shell/LabChip";
import { OfflineStrip } from "../shell/OfflineStrip";
import { listItems } from "../feed/folder";
import { FILTERS, isUnread, shownThreads, type Filter } from "./list/filter";
import { Rows } from "./list/Rows";
import { SEARCH_EVENT } from "./searchEvent";

const LanePrograms = lazy(() => import("../mini/discover/LanePrograms"));

export function ConversationList() {
  const { t } = useWords();
  const state = useDeviceState();
  const [, go] = useLocation();
  const [, open] = useRoute("/c/:id");
  const [filter, setFilter] = useState<Filter>("all");
  const [typed, setTyped] = useState("");
  const [isSearching, setSearching] = useState(false);
  const sought = useDeferredValue(typed);
  const search = useRef<HTMLInputElement>(null);
  const { threads: held, outbox, hidings } = state;
  const threads = useMemo(
    () => inListOrder(state),
    // eslint-disable-next-line react-hooks/exhaustive-deps -- of the state, the list shows these three
    [held, outbox, hidings],
  );
  const openId = open?.id ?? null;
  const shown = useMemo(() => shownThreads(threads, { filter, typed: sought, openId }), [threads, filter, sought, openId]);
  const unread = useMemo(() => listItems(threads.filter(isUnread), true).length, [threads]);
  const items = useMemo(() => listItems(shown, sought.trim() === ""), [shown, sought]);
  const [isFolderOpen] = useRoute("/subscriptions");
  const isNarrowed = filter !== "all" || sought.trim() !== "";

  useEffect(() => {
    const begin = () => {
      setSearching(true);
      requestAnimationFrame(() => search.current?.focus());
    };
    window.addEventListener(SEARCH_EVENT, begin);
    return () => window.removeEventListener(SEARCH_EVENT, begin);
  }, []);
  const endSearch = () => {
    setTyped("");
    setSearching(false);
  };

  return (
    <>
      <ListHeader onSearch={() => window.dispatchEvent(new Event(SEARCH_EVENT))} />
      <OfflineStrip />
      <div className={isSearching ? "list-tools list-searching" : "list-tools"}>
        <label className="search">
          <SearchIcon aria-hidden="true" />
          <input
            ref={search}
            type="search"
            value={typed}
            placeholder={t("chats.search")}
            aria-label={t("chats.search")}
            aria-keyshortcuts="Control+K"
            onChange={(event) => setTyped(event.target.value)}
            onKeyDown={(event) => {
              const first = shown[0];
              if (event.key === "Escape") {
                event.preventDefault();
                endSearch();
                search.current?.blur();
              } else if (event.key === "Enter" && first) {
                // Or the composer that takes the focus takes the line feed as well.
                event.preventDefault();
                go(`/c/${first.conversation.id}`);
              } else if (event.key === "ArrowDown") {
                event.preventDefault();
                document.querySelector<HTMLElement>(".rows [data-row]")?.focus();
              }
            }}
          />
          <kbd aria-hidden="true">Ctrl K</kbd>
          {isSearching && <IconButton className="search-end" label={t("chats.endSearch")} icon={CloseIcon} onClick={endSearch} />}
        </label>
        {threads.length > 0 && (
          <div className="filters" role="group" aria-label={t("chats.filter")}>
            {FILTERS.map((one) => (
              <button key={one} type="button" aria-pressed={one === filter} onClick={() => setFilter(one)}>
                {t(`chats.filter.${one}`)}
                {one === "unread" && unread > 0 && <b className="num">{unread}</b>}
              </button>
            ))}
          </div>
        )}
      </div>
      {sought.trim() !== "" && (
        <div className="list-programs">
          <Suspense fallback={null}>
            <LanePrograms q={sought.trim()} />
          </Suspense>
        </div>
      )}
      {!state.loaded && threads.length === 0 && (
        <div className="list-sheet">
          <SkeletonRows label={t("app.loading")} />
        </div>
      )}
      {state.loaded && threads.length === 0 && <Nobody />}
      {threads.length > 0 && shown.length === 0 && (
        <div className="list-sheet">
          <EmptyState
            small
            title={sought.trim() ? t("directory.nothing", { q: sought.trim() }) : t(`chats.none.${filter}`)}
            actions={
              <LinkButton look="plain" href="/lane" onClick={follow(go)}>
                {t("chats.findAccounts")}
              </LinkButton>
            }
          />
        </div>
      )}
      {shown.length > 0 && <Rows key={isNarrowed ? "some" : "all"} items={items} state={state} openId={openId} isFolderOpen={isFolderOpen} />}
    </>
  );
}

function ListHeader({ onSearch }: { onSearch: () => void }) {
  const { t } = useWords();
  const { self, api } = useSelf();
  const { session } = useSession();
  const [, go] = useLocation();
  return (
    <header className="list-header">
      <Link href="/me" className="list-me" aria-label={t("nav.me", { name: self.name })}>
        <Avatar shape="person" name={self.name} picture={self.avatar_url && api.mediaUrl(self.avatar_url)} size={40} />
      </Link>
      <h1>{t("chats.title")}</h1>
      {preferences.care() ? (
        <Link href="/settings" className="list-care">
          <CareIcon aria-hidden="true" /> {t("settings.care")}
        </Link>
      ) : (
        <>
          {session.instance.mode === "lab" && (
            <span className="list-lab">
              <LabChip short />
            </span>
          )}
          <IconButton className="list-search" label={t("chats.search")} icon={SearchIcon} onClick={onSearch} />
          <IconButton className="list-scan" label={t("scan.title")} icon={ScanIcon} onClick={() => go("/add")} />
          <AddMenu />
        </>
      )}
    </header>
  );
}

/** What one may begin from the list: a chat of several, a code, somebody to find. */
function AddMenu() {
  const { t } = useWords();
  const [, go] = useLocation();
  const items = [
    { label: t("group.start"), icon: PeopleIcon, run: () => go("/groups/new") },
    { label: t("add.title"), icon: ScanIcon, run: () => go("/add") },
    { label: t("add.findPeople"), icon: SearchIcon, run: () => go("/people") },
  ];
  return (
    <Menu items={items}>
      {({ open, toggle }) => <IconButton label={t("add.begin")} icon={AddIcon} aria-expanded={open} aria-haspopup="menu" onClick={toggle} />}
    </Menu>
  );
}

function Nobody() {
  const { t } = useWords();
  const [, go] = useLocation();
  return (
    <div className="list-sheet">
      <EmptyState
        title={t("chats.emptyTitle")}
        actions={
          <>
            <LinkButton look="door" href="/lane" icon={SearchIcon} onClick={follow(go)}>
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
    </div>
  );
}

/** A link drawn as a button stays a real link, but is followed without loading the page again. */
function follow(go: (to: string) => void) {
  return (event: { preventDefault(): void; currentTarget: HTMLAnchorElement }) => {
    event.preventDefault();
    go(event.currentTarget.pathname);
  };
}

