/** What the console asks about mini programs, and what it does to them. */
import type { UploadWatch } from "@hutong/api";
import { useQuery } from "@tanstack/react-query";
import { http } from "../api";
import { appKey } from "../apps/queries";
import type { NewProgram, Program, ProgramWithSecret, Releases, Review, Share, Submission, Version } from "./types";

const root = "/api/console/mini";
export const miniPath = (appId: string, part = "") => `${root}/${encodeURIComponent(appId)}${part}`;
export const miniKey = (appId: string, ...part: string[]) => appKey(appId, "mini", ...part);

/** How long a page may go without asking after something that somebody waits for. */
const soon = 1_000;
const later = 15_000;

export function useProgram(appId: string) {
  return useQuery({
    queryKey: miniKey(appId, "program"),
    queryFn: () => http.get<Program>(miniPath(appId)),
    refetchInterval: ({ state }) => (isUndecided(state.data?.review) ? later : false),
  });
}

/** Asked again while one of them is being compiled. */
export function useVersions(appId: string) {
  return useQuery({
    queryKey: miniKey(appId, "versions"),
    queryFn: () => http.get<{ items: Version[] }>(miniPath(appId, "/versions")),
    refetchInterval: ({ state }) => (state.data?.items.some((one) => one.state === "compiling") === true ? soon : false),
  });
}

export function useReleases(appId: string) {
  return useQuery({ queryKey: miniKey(appId, "releases"), queryFn: () => http.get<Releases>(miniPath(appId, "/releases")) });
}

export function useReviews(appId: string) {
  return useQuery({
    queryKey: miniKey(appId, "reviews"),
    queryFn: () => http.get<{ items: Review[] }>(miniPath(appId, "/reviews")),
    refetchInterval: ({ state }) => (isUndecided(state.data?.items[0]) ? later : false),
  });
}

export function isUndecided(review: Review | null | undefined): boolean {
  return review?.state === "waiting" || review?.state === "delayed";
}

export const createProgram = (program: NewProgram) => http.post<ProgramWithSecret>(root, program);
export const upload = (appId: string, zip: Blob, told: { number: string; description: string }, watch: UploadWatch) =>
  http.upload<Version>("POST", miniPath(appId, "/versions"), zip, told, watch);
export const setTrial = (appId: string, version_id: string) => http.put<Program>(miniPath(appId, "/trial"), { version_id });
export const submit = (appId: string, submission: Submission) => http.post<Review>(miniPath(appId, "/reviews"), submission);
export const withdraw = (appId: string) => http.delete<Review>(miniPath(appId, "/reviews"));
export const hurry = (appId: string, reviewId: string) => http.post<Review>(miniPath(appId, `/reviews/${reviewId}/hurry`));
export const release = (appId: string) => http.post<Program>(miniPath(appId, "/releases"));
export const setGrey = (appId: string, share: Share) => http.put<Program>(miniPath(appId, "/grey"), share);
export const endGrey = (appId: string) => http.delete<Program>(miniPath(appId, "/grey"));
export const goBack = (appId: string, version_id: string) => http.post<Program>(miniPath(appId, "/rollback"), { version_id });
export const change = (appId: string, changes: { is_open?: boolean; is_searchable?: boolean }) =>
  http.patch<Program>(miniPath(appId), changes);

export const sourceAddress = (appId: string, versionId: string) => miniPath(appId, `/versions/${versionId}/source`);
export const codeAddress = (appId: string, version: "release" | "trial" | "develop", form: "svg" | "png") =>
  `/qr/mini/${encodeURIComponent(appId)}.${form}${version === "release" ? "" : `?version=${version}`}`;
