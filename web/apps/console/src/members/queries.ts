/** What the console asks about who works on an account, and about its verification. */
import { useQuery } from "@tanstack/react-query";
import { http } from "../api";
import { appKey } from "../apps/queries";
import type { Member, Members, Membership, Role, Verification, WaitingVerification } from "./types";

const root = "/api/console";
const appPath = (appId: string, part: string) => `${root}/apps/${encodeURIComponent(appId)}${part}`;
const memberPath = (appId: string, openid: string) => appPath(appId, `/members/${encodeURIComponent(openid)}`);

export const membershipsKey = ["memberships"];

export function useMembers(appId: string) {
  return useQuery({
    queryKey: appKey(appId, "members"),
    queryFn: () => http.get<Members>(appPath(appId, "/members")),
  });
}

export function useMemberships() {
  return useQuery({
    queryKey: membershipsKey,
    queryFn: () => http.get<{ items: Membership[] }>(`${root}/memberships`),
  });
}

export function useVerification(appId: string) {
  return useQuery({
    queryKey: appKey(appId, "verification"),
    queryFn: () => http.get<Verification>(appPath(appId, "/verification")),
  });
}

export const verificationsKey = ["verifications"];

export function useWaitingVerifications() {
  return useQuery({
    queryKey: verificationsKey,
    queryFn: () => http.get<{ items: WaitingVerification[] }>(`${root}/verifications`),
  });
}

export const decideVerification = (appId: string, granted: boolean, reason = "") =>
  http.post<Verification>(`${root}/verifications/${encodeURIComponent(appId)}`, { granted, reason });
export const inviteMember = (appId: string, openid: string, role: Role) =>
  http.put<Member>(memberPath(appId, openid), { role });
export const removeMember = (appId: string, openid: string) => http.delete<unknown>(memberPath(appId, openid));
export const acceptMembership = (appId: string) =>
  http.post<unknown>(`${root}/memberships/${encodeURIComponent(appId)}`, {});
export const askVerification = (appId: string, password: string | null) =>
  http.post<Verification>(appPath(appId, "/verification/requests"), { password });
