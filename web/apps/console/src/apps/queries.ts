/** What the console asks about owners and apps, and what it does to them. */
import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { useParams } from "react-router";
import { http } from "../api";
import { useOwnerChoice } from "./ownerChoice";
import { tellLaneTime } from "../shared/laneTime";
import type {
  App,
  AppWithSecret,
  CallbackDraft,
  CallbackSettings,
  ConsoleSession,
  NewApp,
  Owner,
  Permissions,
  Quota,
} from "./types";

const root = "/api/console";

export const appsKey = ["apps"];
export const appKey = (appId: string, ...part: string[]) => ["app", appId, ...part];
const appPath = (appId: string, part = "") => `${root}/apps/${encodeURIComponent(appId)}${part}`;

export function useSession() {
  const asked = useQuery({
    queryKey: ["session"],
    queryFn: () => http.get<ConsoleSession>(`${root}/session`),
    staleTime: 60_000,
  });
  const isLab = asked.data?.instance.mode === "lab";
  const laneTime = asked.data?.lane_time;
  useEffect(() => {
    // In the lab the clock itself tells the time, and knows whether it is held.
    if (typeof laneTime === "string" && !isLab) tellLaneTime(laneTime, false);
  }, [laneTime, isLab]);
  return asked;
}

export function useOwners() {
  return useQuery({ queryKey: ["owners"], queryFn: () => http.get<{ items: Owner[] }>(`${root}/owners`) });
}

export function useApps() {
  return useQuery({ queryKey: appsKey, queryFn: () => http.get<{ items: App[] }>(`${root}/apps`) });
}

/** The apps of the owner one has chosen, or everybody's. */
export function useShownApps(): App[] {
  const apps = useApps();
  const owners = useOwners();
  const [ownerId] = useOwnerChoice();
  const items = apps.data?.items ?? [];
  const isKnown = owners.data?.items.some((owner) => owner.id === ownerId) ?? false;
  return isKnown ? items.filter((app) => app.owner.id === ownerId) : items;
}

/** The app named by the address. */
export function useAppId(): string {
  const { appId } = useParams();
  if (appId === undefined) throw new Error("this page needs an app in its address");
  return appId;
}

export function useApp(appId: string) {
  return useQuery({ queryKey: appKey(appId), queryFn: () => http.get<App>(appPath(appId)) });
}

export function useCallbackSettings(appId: string) {
  return useQuery({
    queryKey: appKey(appId, "callback"),
    queryFn: () => http.get<CallbackSettings>(appPath(appId, "/callback")),
  });
}

export function usePermissions(appId: string) {
  return useQuery({
    queryKey: appKey(appId, "permissions"),
    queryFn: () => http.get<Permissions>(appPath(appId, "/permissions")),
  });
}

export function useQuota(appId: string) {
  return useQuery({ queryKey: appKey(appId, "quota"), queryFn: () => http.get<Quota>(appPath(appId, "/quota")) });
}

export function useIpList(appId: string) {
  return useQuery({
    queryKey: appKey(appId, "ip-list"),
    queryFn: () => http.get<{ ips: string[] }>(appPath(appId, "/ip-list")),
  });
}

export const createApp = (app: NewApp) => http.post<AppWithSecret>(`${root}/apps`, app);
export const changeApp = (appId: string, change: { name?: string; intro?: string }) =>
  http.patch<App>(appPath(appId), change);
export const setAvatar = (appId: string, picture: Blob) => http.upload<App>("PUT", appPath(appId, "/avatar"), picture);
export const resetSecret = (appId: string) => http.post<{ secret: string }>(appPath(appId, "/secret"));
export const freezeSecret = (appId: string, frozen: boolean) =>
  http.put<App>(appPath(appId, "/secret/frozen"), { frozen });
export const setVerified = (appId: string, verified: boolean) =>
  http.post<App>(appPath(appId, "/verification"), { verified });

/** Looking at a secret is written down; that it could not be is no reason to hide it. */
export const noteReveal = (appId: string, what: "token" | "aes_key") =>
  void http.post<unknown>(appPath(appId, "/reveals"), { what }).catch(() => undefined);

export const checkCallback = (appId: string, draft: CallbackDraft) =>
  http.post<CallbackSettings>(appPath(appId, "/callback/check"), draft);
export const saveCallback = (appId: string, draft: CallbackDraft) =>
  http.put<CallbackSettings>(appPath(appId, "/callback"), draft);
export const removeCallback = (appId: string) => http.delete<unknown>(appPath(appId, "/callback"));

export const setPermission = (appId: string, permission: string, granted: boolean) =>
  http.put<unknown>(appPath(appId, `/permissions/${encodeURIComponent(permission)}`), { granted });
export const clearQuota = (appId: string) => http.delete<unknown>(appPath(appId, "/quota"));
export const saveIpList = (appId: string, ips: string[]) =>
  http.put<{ ips: string[] }>(appPath(appId, "/ip-list"), { ips });

export const qrAddress = (appId: string, format: "svg" | "png") => appPath(appId, `/qr.${format}`);
