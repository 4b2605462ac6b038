/** The rows themselves: only those near the screen are drawn, one of them holds the focus. */
import type { Outgoing, State, Thread } from "@hutong/sync";
import { MenuAt, type MenuItem, type Point } from "@hutong/ui";
import { BellIcon, ClearIcon, MutedIcon, PeopleIcon, PinIcon, RemoveIcon, UnreadIcon, UserIcon } from "@hutong/ui/icons";
import { useCallback, useEffect, useLayoutEffect, useRef, useState, type KeyboardEvent } from "react";
import { useLocation } from "wouter";
import { preferences } from "../../app/preferences";
import { useSelf } from "../../app/session";
import { useWords } from "../../app/words";
import { FolderRow } from "../../feed/FolderRow";
import type { ListItem } from "../../feed/folder";
import { useUnfollow } from "../../official/safety/useUnfollow";
import { ConversationRow } from "../ConversationRow";
import { peerName, peerPath } from "../peer";
import { ClearSheet } from "../useClearHistory";
import { useLaneNow } from "../useLaneNow";
import { spanAt } from "./window";

const ROW_PX = 71;
const CARE_ROW_PX = 112;
const PAGE = 8;

interface RowsProps {
  items: readonly ListItem[];
  state: State;
  openId: string | null;
  isFolderOpen?: boolean;
}

export function Rows({ items, state, openId, isFolderOpen = false }: RowsProps) {
  const { t } = useWords();
  const { device } = useSelf();
  const [, go] = useLocation();
  const unfollow = useUnfollow();
  const now = useLaneNow();
  const box = useRef<HTMLDivElement>(null);
  const [view, setView] = useState({ top: 0, height: 900 });
  const [active, setActive] = useState(0);
  const [menu, setMenu] = useState<{ thread: Thread; at: Point } | null>(null);
  const [clearing, setClearing] = useState<Thread | null>(null);
  const wantsFocus = useRef(false);
  const rowPx = preferences.care() ? CARE_ROW_PX : ROW_PX;
  const { from, to } = spanAt(view.top, view.height, rowPx, items.length);
  const waiting = lastWaiting(state.outbox);
  const focusable = Math.min(active, items.length - 1);

  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    const note = () => setView((before) => (Math.abs(before.top - element.scrollTop) < rowPx && before.height === element.clientHeight ? before : { top: element.scrollTop, height: element.clientHeight }));
    note();
    const observer = new ResizeObserver(note);
    observer.observe(element);
    element.addEventListener("scroll", note, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener("scroll", note);
    };
  }, [rowPx]);
  useEffect(() => {
    if (!wantsFocus.current) return;
    wantsFocus.current = false;
    box.current?.querySelector<HTMLElement>(`[data-row="${active}"]`)?.focus();
  }, [active, from, to]);

  const move = (index: number) => {
    const next = Math.max(0, Math.min(items.length - 1, index));
    const element = box.current;
    if (!element) return;
    if (next * rowPx < element.scrollTop) element.scrollTop = next * rowPx;
    else if ((next + 1) * rowPx > element.scrollTop + element.clientHeight) element.scrollTop = (next + 1) * rowPx - element.clientHeight;
    wantsFocus.current = true;
    setActive(next);
    element.querySelector<HTMLElement>(`[data-row="${next}"]`)?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const at = Number((event.target as HTMLElement).closest<HTMLElement>("[data-row]")?.dataset["row"] ?? -1);
    if (at < 0 || event.altKey || event.ctrlKey || event.metaKey) return;
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, PageDown: at + PAGE, PageUp: at - PAGE, Home: 0, End: items.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    move(to);
  };
  const actionsOf = useCallback(
    (thread: Thread): MenuItem[] => {
      const { id, pinned, muted, marked, unread, peer } = thread.conversation;
      const isNew = unread > 0 || marked;
      const mark = () => {
        if (marked === isNew) device.changeSettings(id, { marked: !isNew });
        if (isNew) device.markRead(id);
      };
      return [
        { label: isNew ? t("chats.markRead") : t("chats.markUnread"), icon: UnreadIcon, run: mark },
        { label: pinned ? t("thread.unpin") : t("thread.pin"), icon: PinIcon, run: () => device.changeSettings(id, { pinned: !pinned }) },
        { label: muted ? t("thread.unmute") : t("thread.mute"), icon: muted ? BellIcon : MutedIcon, run: () => device.changeSettings(id, { muted: !muted }) },
        ...(peer.kind === "app" ? [{ label: t("account.unfollow"), icon: RemoveIcon, run: () => void unfollow(peer.account) }] : []),
        { label: t(peer.kind === "group" ? "group.title" : "thread.profile"), icon: peer.kind === "group" ? PeopleIcon : UserIcon, run: () => go(peerPath(thread.conversation)) },
        { label: t("thread.clear"), icon: ClearIcon, danger: true, run: () => setClearing(thread) },
      ];
    },
    [t, device, go, unfollow],
  );
  const openMenu = useCallback((thread: Thread, at: Point) => setMenu({ thread, at }), []);

  return (
    <div className="list-sheet" ref={box}>
      <ul className="rows" aria-label={t("chats.title")} onKeyDown={onKeyDown} style={{ paddingTop: from * rowPx, paddingBottom: (items.length - to) * rowPx }}>
        {items.slice(from, to).map((item, offset) => {
          const index = from + offset;
          const isFocusable = index === focusable || (offset === 0 && (focusable < from || focusable >= to));
          if (item.kind === "folder") return <FolderRow key="folder" folder={item.folder} now={now} isOpen={isFolderOpen} isFocusable={isFocusable} index={index} count={items.length} />;
          const { thread } = item;
          const { id } = thread.conversation;
          return (
            <ConversationRow
              key={id}
              thread={thread}
              waiting={waiting.get(id)}
              isTyping={state.typing.has(id)}
              now={now}
              isOpen={id === openId}
              isFocusable={isFocusable}
              index={index}
              count={items.length}
              onMenu={openMenu}
              actionsOf={actionsOf}
            />
          );
        })}
      </ul>
      {menu && <MenuAt at={menu.at} items={actionsOf(menu.thread)} label={peerName(menu.thread.conversation.peer)} onClose={() => setMenu(null)} />}
      {clearing && <ClearSheet conversation={clearing.conversation} onDone={() => setClearing(null)} />}
    </div>
  );
}

function lastWaiting(outbox: readonly Outgoing[]): Map<string, Outgoing> {
  return new Map(outbox.map((one) => [one.conversationId, one]));
}
