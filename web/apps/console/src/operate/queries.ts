/** What operators ask and do: who is in the lane, and who may come. */
import type { Id, Person, Time } from "@hutong/api";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { http } from "../api";

const root = "/api/console";

export const invitationsKey = ["operate", "invitations"];
export const membersKey = ["operate", "people"];

export type Role = "member" | "operator";

export interface Invitation {
  id: Id;
  role: Role;
  note: string;
  state: "open" | "used" | "revoked" | "expired";
  inviter: Person | null;
  used_by: Person | null;
  created_at: Time | null;
  expires_at: Time | null;
}

export interface Member extends Person {
  email: string | null;
  created_at: Time | null;
  suspended_at: Time | null;
  operator: boolean;
}

export function useInvitations() {
  return useInfiniteQuery({
    queryKey: invitationsKey,
    queryFn: ({ pageParam }) =>
      http.get<{ items: Invitation[]; next: string | null }>(`${root}/invitations`, { before: pageParam }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });
}

export const invite = (role: Role, note: string) =>
  http.post<Invitation & { url: string }>(`${root}/invitations`, { role, note });
export const revokeInvitation = (id: Id) => http.delete<unknown>(`${root}/invitations/${id}`);

export function useMembers(search: string) {
  return useInfiniteQuery({
    queryKey: [...membersKey, search],
    queryFn: ({ pageParam }) =>
      http.get<{ items: Member[]; next: string | null; total: number }>(`${root}/people`, {
        q: search,
        after: pageParam,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });
}

export const suspend = (id: Id) => http.post<Member>(`${root}/people/${id}/suspension`, {});
export const unsuspend = (id: Id) => http.delete<Member>(`${root}/people/${id}/suspension`);
export const withdrawOperator = (id: Id) => http.delete<Member>(`${root}/people/${id}/operator`);

export interface Health {
  status: "ok" | "late" | "full";
  mode: "lab" | "live";
  version: string;
  python: string;
  database: string;
  lane_time: Time | null;
  jobs: { due: number; waiting: number; failed: number };
  disk: { free_bytes: number; total_bytes: number };
  limits: { upload_limit_bytes: number; picture_limit_bytes: number; unfinished_uploads: number };
  people: number;
  apps: number;
}

export function useHealth() {
  return useQuery({ queryKey: ["operate", "health"], queryFn: () => http.get<Health>(`${root}/health`) });
}

export interface AuditItem {
  id: Id;
  at: Time | null;
  actor: string;
  action: string;
  subject: string;
  detail: Record<string, unknown>;
}

export const auditBefore = (action: string, subject: string, before: string | null) =>
  http.get<{ items: AuditItem[]; next: string | null }>(`${root}/audit`, {
    action,
    subject: subject === "" ? null : subject,
    before,
  });

export function useAudit(action: string, subject: string) {
  return useInfiniteQuery({
    queryKey: ["operate", "audit", action, subject],
    queryFn: ({ pageParam }) => auditBefore(action, subject, pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });
}
