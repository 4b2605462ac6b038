/** What the console asks about an account's articles. */
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { http } from "../api";
import { appKey } from "../apps/queries";
import { toRequest } from "./draft";
import type { Article, Comment, Draft, DraftSummary, Issue, Listed, Picture, Which } from "./types";

const PAGE = 20;
const path = (appId: string, part: string) => `/api/console/apps/${encodeURIComponent(appId)}${part}`;
const draftPath = (appId: string, mediaId: string) => path(appId, `/drafts/${encodeURIComponent(mediaId)}`);

export const draftsKey = (appId: string) => appKey(appId, "drafts");
export const issuesKey = (appId: string) => appKey(appId, "issues");
export const commentsKey = (appId: string) => appKey(appId, "article-comments");

const following = <T>(last: Listed<T>, pages: Listed<T>[]) => {
  const seen = pages.reduce((sum, page) => sum + page.items.length, 0);
  return seen < last.total && last.items.length > 0 ? seen : null;
};

export function useDrafts(appId: string) {
  return useInfiniteQuery({
    queryKey: draftsKey(appId),
    queryFn: ({ pageParam }) => http.get<Listed<DraftSummary>>(path(appId, "/drafts"), { offset: pageParam, count: PAGE }),
    initialPageParam: 0,
    getNextPageParam: following,
  });
}

export function useDraft(appId: string, mediaId: string) {
  return useQuery({
    queryKey: [...draftsKey(appId), mediaId],
    queryFn: () => http.get<Draft>(draftPath(appId, mediaId)),
    // The editor holds the newer words; what it saved itself must not come back under the hands of who writes.
    staleTime: Infinity,
    gcTime: 0,
    refetchOnWindowFocus: false,
  });
}

export const createDraft = (appId: string, articles: Article[]) => http.post<Draft>(path(appId, "/drafts"), toRequest(articles));
export const saveDraft = (appId: string, mediaId: string, articles: Article[]) =>
  http.put<Draft>(draftPath(appId, mediaId), toRequest(articles));
export const deleteDraft = (appId: string, mediaId: string) => http.delete<unknown>(draftPath(appId, mediaId));
export const previewDraft = (appId: string, mediaId: string, openid: string, place: number) =>
  http.post<unknown>(`${draftPath(appId, mediaId)}/previews`, { openid, place });
export const publishDraft = (appId: string, mediaId: string) =>
  http.post<{ number: number; state: string }>(`${draftPath(appId, mediaId)}/publish`);

export const keepPicture = (appId: string, picture: Blob) => http.upload<Picture>("POST", path(appId, "/article-pictures"), picture);
export const keepCover = (appId: string, picture: Blob) => http.upload<Picture>("POST", path(appId, "/article-covers"), picture);

export function useIssues(appId: string) {
  return useInfiniteQuery({
    queryKey: issuesKey(appId),
    queryFn: ({ pageParam }) => http.get<Listed<Issue>>(path(appId, "/issues"), { offset: pageParam, count: PAGE }),
    initialPageParam: 0,
    getNextPageParam: following,
    refetchInterval: ({ state }) =>
      state.data?.pages.some((page) => page.items.some((issue) => issue.state === "running")) === true ? 1_000 : false,
  });
}

/** One issue; asked again until its pages are open. */
export function useIssue(appId: string, number: number | null) {
  return useQuery({
    queryKey: [...issuesKey(appId), String(number)],
    queryFn: () => http.get<Issue>(path(appId, `/issues/${number}`)),
    enabled: number !== null,
    refetchInterval: ({ state }) => (state.data?.state === "running" ? 400 : false),
  });
}

export const takeBack = (appId: string, number: number, place: number | null) =>
  http.delete<unknown>(path(appId, `/issues/${number}${place === null ? "" : `?place=${place}`}`));
export const openComments = (appId: string, number: number, place: number, open: boolean) =>
  http.put<unknown>(path(appId, `/issues/${number}/${place}/comments-open`), { open });

const commentsPath = (appId: string, number: number, place: number) => path(appId, `/issues/${number}/${place}/comments`);

export function useComments(appId: string, number: number, place: number, which: Which) {
  return useInfiniteQuery({
    queryKey: [...commentsKey(appId), String(number), String(place), which],
    queryFn: ({ pageParam }) =>
      http.get<Listed<Comment>>(commentsPath(appId, number, place), { which, begin: pageParam, count: 50 }),
    initialPageParam: 0,
    getNextPageParam: following,
  });
}

/** The acts on one comment. */
export function commentActs(appId: string, number: number, place: number, id: number) {
  const here = `${commentsPath(appId, number, place)}/${id}`;
  return {
    elect: (on: boolean) => (on ? http.put<Comment>(`${here}/elected`) : http.delete<Comment>(`${here}/elected`)),
    reply: (text: string) => http.put<Comment>(`${here}/reply`, { text }),
    dropReply: () => http.delete<Comment>(`${here}/reply`),
    remove: () => http.delete<unknown>(here),
  };
}

/** The mini programs of the caller, to put into a text. */
export function usePrograms(isWanted: boolean) {
  return useQuery({
    queryKey: ["mini", "names"],
    enabled: isWanted,
    queryFn: async () => (await http.get<{ items: { app_id: string; name: string }[] }>("/api/console/mini")).items,
  });
}
