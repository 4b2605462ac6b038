/** The log of a thread: stays at its end while one is there, and keeps its place when older messages come in above. */
import { type Outgoing, type Thread } from "@hutong/sync";
import type { Point } from "@hutong/ui";
import { NewestIcon } from "@hutong/ui/icons";
import { useCallback, useDeferredValue, useEffect, useMemo, useState, type KeyboardEvent } from "react";
import { useSelf } from "../app/session";
import { dayName } from "../app/time";
import { useWords } from "../app/words";
import { Message } from "./Message";
import { OutgoingMessage } from "./OutgoingMessage";
import { Notice } from "./bodies/Notice";
import { LogChunk } from "./log/LogChunk";
import { MessageMenu } from "./log/MessageMenu";
import { MessageMenuContext, type MessageRow } from "./log/menuContext";
import { useStickyEnd } from "./log/useStickyEnd";
import { chunksOf, makeKeeper, rowsOf, type Row } from "./rows";
import { useLaneNow } from "./useLaneNow";
import { ViewerProvider } from "./viewer/context";
import { player } from "./voice/player";

const NEAR_PX = 400;
const DRAWN_AT_FIRST = 2;

export function ThreadLog({ thread: newest, outbox: newestOutbox }: { thread: Thread; outbox: readonly Outgoing[] }) {
  const { t } = useWords();
  const { self, device } = useSelf();
  // Typing comes first: a burst of messages is drawn when there is time.
  const thread = useDeferredValue(newest);
  const outbox = useDeferredValue(newestOutbox);
  const day = new Date(useLaneNow()).toDateString();
  const { id, peer, can_write } = thread.conversation;
  const [keep] = useState(makeKeeper);
  const chunks = useMemo(() => keep(chunksOf(rowsOf(thread, outbox, self.id))), [keep, thread, outbox, self.id]);
  const [firstDrawn] = useState(() => chunks.at(-DRAWN_AT_FIRST)?.key ?? 0);
  const [lastAtFirst] = useState(() => chunks.at(-1)?.key ?? 0);
  const { box, onScroll, isAway, goToEnd } = useStickyEnd(chunks.at(-1)?.rows.at(-1)?.key, thread.entries[0]?.id);
  const [menu, setMenu] = useState<{ row: MessageRow; at: Point } | null>(null);
  const openMenu = useCallback((row: MessageRow, at: Point) => setMenu({ row, at }), []);
  useReadMark(newest);

  useEffect(() => {
    const element = box.current;
    if (element && element.scrollHeight <= element.clientHeight) void device.loadOlder(id);
  }, [box, device, id, chunks.length]);
  useEffect(
    () => () => {
      player.stop();
      device.letGoOfOlder(id);
    },
    [device, id],
  );

  const answerIn = can_write ? id : null;
  const draw = useCallback(
    (row: Row) => {
      switch (row.kind) {
        case "day":
          return (
            <li key={row.key} className="log-day">
              <DayName at={row.at} now={day} />
            </li>
          );
        case "notice":
          return <Notice key={row.key} shown={row.shown} />;
        case "message":
          return <Message key={row.key} row={row} peer={peer} answerIn={answerIn} />;
        case "outgoing":
          return <OutgoingMessage key={row.key} outgoing={row.outgoing} />;
      }
    },
    [day, peer, answerIn],
  );

  return (
    <ViewerProvider thread={thread}>
      <MessageMenuContext value={openMenu}>
        <div className="log-place">
          <div
            className={peer.kind === "group" ? "log log-group" : "log"}
            role="log"
            aria-label={t("thread.log")}
            tabIndex={0}
            ref={box}
            onKeyDown={moveInLog}
            onScroll={() => {
              onScroll();
              if ((box.current?.scrollTop ?? NEAR_PX) < NEAR_PX) void device.loadOlder(id);
            }}
          >
            <div className="log-rows">
              {chunks.map((chunk) => (
                <LogChunk key={chunk.key} chunk={chunk} startsAway={chunk.key < firstDrawn && chunk.key <= lastAtFirst && chunks.length > DRAWN_AT_FIRST} draw={draw} />
              ))}
            </div>
          </div>
          {isAway && (
            <button type="button" className="log-newest" aria-label={t("thread.toNewest")} title={t("thread.toNewest")} onClick={goToEnd}>
              <NewestIcon weight="bold" aria-hidden="true" />
            </button>
          )}
        </div>
        {menu && <MessageMenu row={menu.row} account={peer.kind === "app" ? peer.account : null} at={menu.at} onClose={() => setMenu(null)} />}
      </MessageMenuContext>
    </ViewerProvider>
  );
}

/** Up and down go from message to message; one of them holds the focus. */
function moveInLog(event: KeyboardEvent<HTMLDivElement>): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const target = event.target as HTMLElement;
  if (!step || event.altKey || event.ctrlKey || event.metaKey || target.matches("[role=slider], input, textarea")) return;
  const messages = [...event.currentTarget.querySelectorAll<HTMLElement>("[data-message]")];
  const at = messages.findIndex((one) => one.contains(target));
  const next = at === -1 ? messages.at(-1) : messages[at + step];
  if (!next) return;
  event.preventDefault();
  next.focus({ preventScroll: true });
  next.scrollIntoView({ block: "nearest" });
}

function DayName({ at, now }: { at: string; now: string }) {
  const { t, language } = useWords();
  const name = dayName(at, new Date(now), language);
  return <time dateTime={at}>{"word" in name ? t(`time.${name.word}`) : name.text}</time>;
}

/** What is on screen while somebody looks is read. */
function useReadMark(thread: Thread): void {
  const { device } = useSelf();
  const { id, head_seq, read_seq, unread } = thread.conversation;
  useEffect(() => {
    const read = () => document.visibilityState === "visible" && document.hasFocus() && device.markRead(id);
    read();
    window.addEventListener("focus", read);
    document.addEventListener("visibilitychange", read);
    return () => {
      window.removeEventListener("focus", read);
      document.removeEventListener("visibilitychange", read);
    };
  }, [device, id, head_seq, read_seq, unread]);
}
