/** What the console asks about the inbox of an account and about one follower. */
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { http } from "../api";
import { appKey } from "../apps/queries";
import type { AppMessage, ThreadPage } from "../official/types";
import type { FollowerCard, InboxCounters, StarredPage, Tag } from "./types";

const appPath = (appId: string, part: string) => `/api/console/apps/${encodeURIComponent(appId)}${part}`;
const followerPath = (appId: string, openid: string, part = "") =>
  appPath(appId, `/followers/${encodeURIComponent(openid)}${part}`);

export const inboxKey = (appId: string) => appKey(appId, "threads", "inbox");

/** `isOn` is false for those who may not see the inbox. */
export function useInbox(appId: string, isOn = true) {
  return useQuery({
    queryKey: inboxKey(appId),
    queryFn: () => http.get<InboxCounters>(appPath(appId, "/inbox")),
    enabled: isOn,
  });
}

/** Conversations with something unread, the latest first. */
export function useUnreadThreads(appId: string) {
  return useInfiniteQuery({
    queryKey: appKey(appId, "threads", "unread"),
    queryFn: ({ pageParam }) =>
      http.get<ThreadPage>(appPath(appId, "/threads"), { before: pageParam, unread: true }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });
}

export function useStarred(appId: string) {
  return useInfiniteQuery({
    queryKey: appKey(appId, "messages", "starred"),
    queryFn: ({ pageParam }) => http.get<StarredPage>(appPath(appId, "/stars"), { before: pageParam }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });
}

export function useFollowerCard(appId: string, openid: string) {
  return useQuery({
    queryKey: appKey(appId, "followers", "card", openid),
    queryFn: () => http.get<FollowerCard>(followerPath(appId, openid)),
  });
}

export function useTags(appId: string) {
  return useQuery({
    queryKey: appKey(appId, "tags"),
    queryFn: () => http.get<{ items: Tag[] }>(appPath(appId, "/tags")),
  });
}

export const markRead = (appId: string, openid: string, seq: number) =>
  http.post<InboxCounters>(appPath(appId, `/threads/${encodeURIComponent(openid)}/read`), { seq });
export const star = (appId: string, openid: string, seq: number, starred: boolean) =>
  http.put<AppMessage>(appPath(appId, `/messages/${encodeURIComponent(openid)}/${seq}/star`), { starred });
export const setTags = (appId: string, openid: string, tagIds: number[]) =>
  http.put<FollowerCard>(followerPath(appId, openid, "/tags"), { tag_ids: tagIds });
export const createTag = (appId: string, name: string) => http.post<Tag>(appPath(appId, "/tags"), { name });
