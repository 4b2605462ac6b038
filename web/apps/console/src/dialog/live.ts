/** The console's live line: which conversation of which account had something said in it. */
import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { appKey } from "../apps/queries";

const gatherMs = 150;
const longestPauseMs = 15_000;

interface News {
  type: "message";
  app_id: string;
  openid: string;
}

export function useConversationsLive(): void {
  const client = useQueryClient();
  useEffect(() => {
    let waiting = new Set<string>();
    const flush = () => {
      const told = waiting;
      waiting = new Set();
      for (const one of told) {
        const [appId = "", ...part] = one.split(" ");
        void client.invalidateQueries({ queryKey: appKey(appId, ...part) });
      }
    };
    const stop = listen((news) => {
      if (waiting.size === 0) setTimeout(flush, gatherMs);
      waiting.add(`${news.app_id} threads`).add(`${news.app_id} messages ${news.openid}`).add(`${news.app_id} activity`);
    }, () => void client.invalidateQueries({ queryKey: ["app"] }));
    return stop;
  }, [client]);
}

/** Connect, and connect again with growing pauses; `onBack` is told when news may have been missed. */
function listen(onNews: (news: News) => void, onBack: () => void): () => void {
  let socket: WebSocket | null = null;
  let failures = 0;
  let isOver = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const connect = () => {
    socket = new WebSocket(`${location.origin.replace(/^http/, "ws")}/api/console/stream`);
    socket.onopen = () => {
      if (failures > 0) onBack();
      failures = 0;
    };
    socket.onmessage = ({ data }: MessageEvent<string>) => onNews(JSON.parse(data) as News);
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
