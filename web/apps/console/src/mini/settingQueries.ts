/** What the console asks about a program's domains, testers, categories and figures, and what it changes in them. */
import { useQuery } from "@tanstack/react-query";
import { http } from "../api";
import { miniKey, miniPath } from "./queries";
import type { Category, Domains, Filing, HeldCategory, Measures, Privacy, PrivacyWanted, Testers } from "./types";

export function useDomains(appId: string) {
  return useQuery({ queryKey: miniKey(appId, "domains"), queryFn: () => http.get<Domains>(miniPath(appId, "/domains")) });
}

export function useFilings(appId: string) {
  return useQuery({ queryKey: miniKey(appId, "filings"), queryFn: () => http.get<{ items: Filing[] }>(miniPath(appId, "/filings")) });
}

export function useTesters(appId: string) {
  return useQuery({ queryKey: miniKey(appId, "testers"), queryFn: () => http.get<Testers>(miniPath(appId, "/testers")) });
}

export function useCategories() {
  return useQuery({
    queryKey: ["mini", "categories"],
    queryFn: () => http.get<{ items: Category[]; most: number }>("/api/console/mini/categories"),
    staleTime: Infinity,
  });
}

export function useMeasures(appId: string, days: number) {
  return useQuery({
    queryKey: miniKey(appId, "measures", String(days)),
    queryFn: () => http.get<Measures>(miniPath(appId, "/measures"), { days }),
    placeholderData: (before) => before,
  });
}

export function usePrivacy(appId: string) {
  return useQuery({ queryKey: miniKey(appId, "privacy"), queryFn: () => http.get<Privacy>(miniPath(appId, "/privacy")) });
}

export const declarePrivacy = (appId: string, wanted: PrivacyWanted) => http.put<Privacy>(miniPath(appId, "/privacy"), wanted);
export const saveDomains = (appId: string, lists: Record<string, string[]>) => http.put<Domains>(miniPath(appId, "/domains"), { action: "set", lists });
export const fileName = (appId: string, name: string) => http.post<Filing>(miniPath(appId, "/filings"), { name });
export const addTester = (appId: string, link_code: string) => http.post<Testers>(miniPath(appId, "/testers"), { link_code });
export const addTesterAgain = (appId: string, openid: string) => http.post<Testers>(miniPath(appId, "/testers"), { openid });
export const removeTester = (appId: string, openid: string) => http.delete<Testers>(miniPath(appId, `/testers/${encodeURIComponent(openid)}`));
export const keepPaper = (appId: string, picture: Blob) => http.upload<{ digest: string }>("POST", miniPath(appId, "/papers"), picture);
export const addCategory = (appId: string, { first, second }: Category, papers: string[]) =>
  http.post<{ items: HeldCategory[] }>(miniPath(appId, "/categories"), { first, second, papers });
export const removeCategory = (appId: string, { first, second }: HeldCategory) =>
  http.delete<{ items: HeldCategory[] }>(miniPath(appId, `/categories/${first}/${second}`));
