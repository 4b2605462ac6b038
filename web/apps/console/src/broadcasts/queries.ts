/** What the console asks about an account's broadcasts. */
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { http } from "../api";
import { appKey } from "../apps/queries";
import type { Audience, Broadcast, BroadcastPage, Content, Counted, FileKind, Safety, SentFile, Tag } from "./types";

const path = (appId: string, part: string) => `/api/console/apps/${encodeURIComponent(appId)}${part}`;

export const broadcastsKey = (appId: string) => appKey(appId, "broadcasts");

/** Asked again while one is on its way. */
export function useBroadcasts(appId: string) {
  return useInfiniteQuery({
    queryKey: broadcastsKey(appId),
    queryFn: ({ pageParam }) => http.get<BroadcastPage>(path(appId, "/broadcasts"), { before: pageParam, limit: 20 }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    refetchInterval: ({ state }) => (state.data?.pages.some((page) => page.items.some((one) => one.state === "sending")) === true ? 1_000 : false),
  });
}

/** Whom it would reach, before it is sent. */
export function useCount(appId: string, audience: Audience) {
  return useQuery({
    queryKey: [...broadcastsKey(appId), "count", audience],
    queryFn: () => http.post<Counted>(path(appId, "/broadcasts/count"), { audience }),
    placeholderData: (before) => before,
  });
}

export const send = (appId: string, broadcast: { audience: Audience; content: Content; client_id: string }) =>
  http.post<Broadcast>(path(appId, "/broadcasts"), broadcast);
export const preview = (appId: string, content: Content, openid: string) => http.post<unknown>(path(appId, "/broadcasts/preview"), { content, openid });
export const takeBack = (appId: string, id: string) => http.delete<Broadcast>(path(appId, `/broadcasts/${encodeURIComponent(id)}`));
export const uploadFile = (appId: string, kind: FileKind, file: File) =>
  http.upload<SentFile>("POST", path(appId, "/broadcasts/media"), file, { kind, name: file.name });

export function useTags(appId: string) {
  return useQuery({ queryKey: appKey(appId, "tags"), queryFn: () => http.get<{ items: Tag[] }>(path(appId, "/tags")) });
}

export function useSafety(appId: string) {
  return useQuery({ queryKey: appKey(appId, "safety"), queryFn: () => http.get<Safety>(path(appId, "/safety")) });
}
