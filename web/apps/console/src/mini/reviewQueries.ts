/** What operators ask about submissions, and what they decide. */
import { useQuery } from "@tanstack/react-query";
import { http } from "../api";
import type { Decision, Picture, Review, Reviewer, WaitingCategory, WaitingFiling, WaitingReview } from "./types";

const root = "/api/console/mini";

export const queueKey = ["mini", "reviews"];
export const reviewerKey = ["mini", "reviewer"];

/** Asked again now and then, for programs are submitted while one looks. */
export function useQueue() {
  return useQuery({ queryKey: queueKey, queryFn: () => http.get<{ items: WaitingReview[] }>(`${root}/reviews`), refetchInterval: 15_000 });
}

export function useReviewer() {
  return useQuery({ queryKey: reviewerKey, queryFn: () => http.get<Reviewer>(`${root}/reviewer`) });
}

export const papersKey = ["mini", "papers"];
export const filingsKey = ["mini", "filings"];

export function useWaitingPapers() {
  return useQuery({ queryKey: papersKey, queryFn: () => http.get<{ items: WaitingCategory[] }>(`${root}/papers`), refetchInterval: 15_000 });
}

export function useWaitingFilings() {
  return useQuery({ queryKey: filingsKey, queryFn: () => http.get<{ items: WaitingFiling[] }>(`${root}/filings`), refetchInterval: 15_000 });
}

export const decidePapers = ({ app_id, category }: WaitingCategory, passed: boolean, reason: string) =>
  http.post(`${root}/papers/${encodeURIComponent(app_id)}/${category.first}/${category.second}`, { passed, reason });
export const decideFiling = ({ owner_id, name }: WaitingFiling, granted: boolean, reason: string) =>
  http.post(`${root}/filings/${owner_id}/${encodeURIComponent(name)}`, { granted, reason });
export const decide = (appId: string, reviewId: string, decision: Decision) =>
  http.post<Review>(`${root}/reviews/${encodeURIComponent(appId)}/${reviewId}`, decision);
export const keepScreenshot = (picture: Blob) => http.upload<Picture>("POST", `${root}/reviews/screenshots`, picture);
export const chooseReviewer = (reviewer: Reviewer) => http.put<Reviewer>(`${root}/reviewer`, reviewer);
