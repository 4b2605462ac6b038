/** The lab's live line: calls as they happen, the clock as it is moved, people as they appear. */
import { useEffect } from "react";
import type { QueryClient } from "@tanstack/react-query";
import { useQueryClient } from "@tanstack/react-query";
import { tellLaneTime } from "../shared/laneTime";
import { keepCalls } from "./inspector/useCalls";
import type { CallSummary } from "./inspector/calls";
import { clockKey, peopleKey } from "./queries";
import type { LabEvent, LaneClock } from "./types";

const gatherMs = 120;
const clockPauseMs = 1000;
const longestPauseMs = 15_000;

export function useLabStream(): void {
  const client = useQueryClient();
  useEffect(() => listen(client), [client]);
}

export function tellClock(client: QueryClient, clock: LaneClock): void {
  tellLaneTime(clock.now, clock.frozen);
  client.setQueryData(clockKey, clock);
}

/** Connect, and connect again with growing pauses; answers how to stop. */
function listen(client: QueryClient): () => void {
  let socket: WebSocket | null = null;
  let failures = 0;
  let isOver = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const take = gatherer(client);

  const connect = () => {
    socket = new WebSocket(`${location.origin.replace(/^http/, "ws")}/api/lab/stream`);
    socket.onopen = () => {
      // What happened while nobody listened is asked for once.
      if (failures > 0) void client.invalidateQueries({ queryKey: ["lab"] });
      failures = 0;
    };
    socket.onmessage = ({ data }: MessageEvent<string>) => take(JSON.parse(data) as LabEvent);
    socket.onclose = () => {
      if (isOver) return;
      failures += 1;
      timer = setTimeout(connect, Math.min(longestPauseMs, 500 * 2 ** failures));
    };
  };

  connect();
  return () => {
    isOver = true;
    clearTimeout(timer);
    socket?.close();
  };
}

/** Calls come in bursts; the list is drawn once per burst. */
function gatherer(client: QueryClient): (event: LabEvent) => void {
  let waiting: CallSummary[] = [];
  const flush = () => {
    const calls = waiting;
    waiting = [];
    keepCalls(client, calls);
  };
  let isClockAsked = false;
  const readClock = () => {
    // Moving the clock through many due jobs tells of each; the last word is enough.
    if (isClockAsked) return;
    isClockAsked = true;
    setTimeout(() => {
      isClockAsked = false;
      void client.invalidateQueries({ queryKey: clockKey });
    }, clockPauseMs);
  };
  return (event) => {
    if (event.type === "call") {
      if (waiting.length === 0) setTimeout(flush, gatherMs);
      waiting.push(event.call);
    } else if (event.type === "clock") {
      const clock =
        event.clock ??
        (event.now === undefined ? undefined : { ...client.getQueryData<LaneClock>(clockKey), ...event });
      if (clock?.due === undefined) readClock();
      else tellClock(client, clock as LaneClock);
    } else if (event.type === "person") {
      void client.invalidateQueries({ queryKey: peopleKey });
    }
  };
}
