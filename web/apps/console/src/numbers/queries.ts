/** What the console asks about what happened around an account. */
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { http } from "../api";
import { appKey } from "../apps/queries";
import type { Numbers, Scene } from "./types";

const appPath = (appId: string, part: string) => `/api/console/apps/${encodeURIComponent(appId)}${part}`;

export function useNumbers(appId: string, days: number) {
  return useQuery({
    queryKey: appKey(appId, "numbers", String(days)),
    queryFn: () => http.get<Numbers>(appPath(appId, "/numbers"), { days }),
    placeholderData: keepPreviousData,
  });
}

export function useScenes(appId: string) {
  return useQuery({
    queryKey: appKey(appId, "scenes"),
    queryFn: () => http.get<{ items: Scene[] }>(appPath(appId, "/scenes")),
  });
}
