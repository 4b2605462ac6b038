/** The log of a thread: stays at its end while one is there, and keeps its place when older messages come in above. */
import type { Outgoing, Thread } from "@hutong/sync";
import { useEffect, useLayoutEffect, useMemo, useRef } from "react";
import { useSelf } from "../app/session";
import { dayName } from "../app/time";
import { useWords } from "../app/words";
import { Message } from "./Message";
import { OutgoingMessage } from "./OutgoingMessage";
import { Notice } from "./bodies/Notice";
import { rowsOf } from "./rows";
import { useLaneNow } from "./useLaneNow";

const NEAR_PX = 120;

export function ThreadLog({ thread, outbox }: { thread: Thread; outbox: readonly Outgoing[] }) {
  const { t } = useWords();
  const { self, device } = useSelf();
  const now = useLaneNow();
  const { id } = thread.conversation;
  const rows = useMemo(() => rowsOf(thread, outbox, self.id), [thread, outbox, self.id]);
  const { box, onScroll } = useStickyEnd(rows.at(-1)?.key, thread.entries[0]?.seq);
  useReadMark(thread);

  useEffect(() => {
    const element = box.current;
    if (element && element.scrollHeight <= element.clientHeight) void device.loadOlder(id);
  }, [box, device, id, rows.length]);

  return (
    <div
      className="log"
      role="log"
      aria-label={t("thread.log")}
      tabIndex={0}
      ref={box}
      onScroll={() => {
        onScroll();
        if ((box.current?.scrollTop ?? NEAR_PX) < NEAR_PX) void device.loadOlder(id);
      }}
    >
      <ol className="log-rows">
        {rows.map((row) => {
          switch (row.kind) {
            case "day":
              return (
                <li key={row.key} className="log-day">
                  <DayName at={row.at} now={now} />
                </li>
              );
            case "notice":
              return <Notice key={row.key} shown={row.shown} />;
            case "message":
              return <Message key={row.key} row={row} conversation={thread.conversation} />;
            case "outgoing":
              return <OutgoingMessage key={row.key} outgoing={row.outgoing} />;
          }
        })}
      </ol>
    </div>
  );
}

function DayName({ at, now }: { at: string; now: Date }) {
  const { t, language } = useWords();
  const name = dayName(at, now, language);
  return <time dateTime={at}>{"word" in name ? t(`time.${name.word}`) : name.text}</time>;
}

/** What is on screen while somebody looks is read. */
function useReadMark(thread: Thread): void {
  const { device } = useSelf();
  const { id, head_seq, read_seq } = thread.conversation;
  useEffect(() => {
    const read = () => document.visibilityState === "visible" && document.hasFocus() && device.markRead(id);
    read();
    window.addEventListener("focus", read);
    document.addEventListener("visibilitychange", read);
    return () => {
      window.removeEventListener("focus", read);
      document.removeEventListener("visibilitychange", read);
    };
  }, [device, id, head_seq, read_seq]);
}

function useStickyEnd(newest: string | undefined, oldest: number | undefined) {
  const box = useRef<HTMLDivElement>(null);
  const isAtEnd = useRef(true);
  const fromEnd = useRef(0);

  const note = () => {
    const element = box.current;
    if (!element) return;
    fromEnd.current = element.scrollHeight - element.scrollTop;
    isAtEnd.current = fromEnd.current - element.clientHeight < NEAR_PX;
  };

  useLayoutEffect(() => {
    const element = box.current;
    if (element && isAtEnd.current) element.scrollTop = element.scrollHeight;
    note();
  }, [newest]);

  useLayoutEffect(() => {
    const element = box.current;
    if (element && !isAtEnd.current) element.scrollTop = element.scrollHeight - fromEnd.current;
    note();
  }, [oldest]);

  useEffect(() => {
    const element = box.current;
    if (!element) return;
    // Pictures that load and a keyboard that opens change the height; the end stays the end.
    const observer = new ResizeObserver(() => {
      if (isAtEnd.current) element.scrollTop = element.scrollHeight;
    });
    observer.observe(element);
    if (element.firstElementChild) observer.observe(element.firstElementChild);
    return () => observer.disconnect();
  }, []);

  return { box, onScroll: note };
}
