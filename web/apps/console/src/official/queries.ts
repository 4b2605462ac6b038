/** What the console asks about an account's menu, followers, codes and conversations. */
import { ApiError } from "@hutong/api";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { http } from "../api";
import { appKey } from "../apps/queries";
import type { WireMenu } from "./menu/wire";
import type { Activity, AppMessage, FollowerPage, MessagePage, NewSceneCode, SceneCode, ThreadPage } from "./types";

const appPath = (appId: string, part: string) => `/api/console/apps/${encodeURIComponent(appId)}${part}`;

export function useMenu(appId: string) {
  return useQuery({ queryKey: appKey(appId, "menu"), queryFn: () => menuOf(appId) });
}

/** An account that never published a menu has one without buttons. */
async function menuOf(appId: string): Promise<WireMenu> {
  try {
    return await http.get<WireMenu>(appPath(appId, "/menu"));
  } catch (thrown) {
    if (thrown instanceof ApiError && thrown.code === "menu_not_found") return { buttons: [] };
    throw thrown;
  }
}

export const publishMenu = (appId: string, menu: WireMenu) => http.put<WireMenu>(appPath(appId, "/menu"), menu);
export const deleteMenu = (appId: string) => http.delete<unknown>(appPath(appId, "/menu"));

export function useFollowers(appId: string, search: string, limit = 50) {
  return useInfiniteQuery({
    queryKey: appKey(appId, "followers", search, String(limit)),
    queryFn: ({ pageParam }) =>
      http.get<FollowerPage>(appPath(appId, "/followers"), { q: search, after: pageParam, limit }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });
}

export const changeFollower = (appId: string, openid: string, change: { remark?: string; blocked?: boolean }) =>
  http.put<unknown>(appPath(appId, `/followers/${encodeURIComponent(openid)}`), change);

export function useMessages(appId: string, openid: string | null) {
  return useInfiniteQuery({
    queryKey: appKey(appId, "messages", openid ?? ""),
    queryFn: ({ pageParam }) => http.get<MessagePage>(appPath(appId, "/messages"), { openid, before: pageParam }),
    initialPageParam: null as number | null,
    getNextPageParam: (page) => page.next,
    enabled: openid !== null,
  });
}

/** Texts of all conversations that hold these words, newest first. */
export function useFoundMessages(appId: string, q: string) {
  return useQuery({
    queryKey: appKey(appId, "messages", "search", q),
    queryFn: () => http.get<{ items: AppMessage[] }>(appPath(appId, "/messages/search"), { q }),
    enabled: q !== "",
  });
}

/** Conversations, the latest first. */
export function useThreads(appId: string) {
  return useInfiniteQuery({
    queryKey: appKey(appId, "threads", "all"),
    queryFn: ({ pageParam }) => http.get<ThreadPage>(appPath(appId, "/threads"), { before: pageParam }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });
}

/** Those among the latest conversations that still may be answered, and are not. */
export function useWaiting(appId: string) {
  return useQuery({
    queryKey: appKey(appId, "threads", "waiting"),
    queryFn: () => http.get<ThreadPage>(appPath(appId, "/threads"), { waiting: true }),
  });
}

export const activityDays = 14;

export function useActivity(appId: string) {
  return useQuery({
    queryKey: appKey(appId, "activity"),
    queryFn: () =>
      http.get<Activity>(appPath(appId, "/activity"), {
        days: activityDays,
        offset_minutes: -new Date().getTimezoneOffset(),
      }),
  });
}

export const followersAfter = (appId: string, search: string, after: string | null) =>
  http.get<FollowerPage>(appPath(appId, "/followers"), { q: search, after, limit: 200 });
export const messagesBefore = (appId: string, openid: string, before: number | null) =>
  http.get<MessagePage>(appPath(appId, "/messages"), { openid, before });

export const reply = (appId: string, openid: string, text: string) =>
  http.post<AppMessage>(appPath(appId, "/messages"), { openid, text });

export function useSceneCodes(appId: string) {
  return useQuery({
    queryKey: appKey(appId, "qrcodes"),
    queryFn: () => http.get<{ items: SceneCode[] }>(appPath(appId, "/qrcodes")),
  });
}

export const createSceneCode = (appId: string, code: NewSceneCode) =>
  http.post<SceneCode>(appPath(appId, "/qrcodes"), code);
