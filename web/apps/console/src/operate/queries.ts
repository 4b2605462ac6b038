/** What operators ask and do: who is in the lane, and who may come. */
import type { Id, Person, Time } from "@hutong/api";
import { useInfiniteQuery } from "@tanstack/react-query";
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
