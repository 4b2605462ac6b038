/** What operators ask and do about accounts that people complain of. */
import type { AccountCard, Id, Person, Time } from "@hutong/api";
import { useInfiniteQuery } from "@tanstack/react-query";
import { http } from "../api";

const root = "/api/console";
export const complaintsKey = ["operate", "account-complaints"];

export type ComplaintState = "open" | "upheld" | "dismissed";

export interface AccountComplaint {
  id: Id;
  account: AccountCard;
  person: Person | null;
  reason: string;
  words: string;
  quoted: string;
  state: ComplaintState;
  answer: string;
  created_at: Time;
  decided_at: Time | null;
  paused_until: Time | null;
  people_complaining: number;
}

export function useAccountComplaints(state: ComplaintState) {
  return useInfiniteQuery({
    queryKey: [...complaintsKey, state],
    queryFn: ({ pageParam }) => http.get<{ items: AccountComplaint[]; next: string | null }>(`${root}/account-complaints`, { state, before: pageParam }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });
}

export const decide = ({ account, id }: AccountComplaint, uphold: boolean, answer: string) =>
  http.post<AccountComplaint>(`${root}/account-complaints/${encodeURIComponent(account.app_id)}/${id}/decision`, { uphold, answer });
const pauseOf = (appId: string) => `${root}/account-pauses/${encodeURIComponent(appId)}`;
export const pause = (appId: string, days: number, note: string) => http.put<unknown>(pauseOf(appId), { days, note });
export const letSpeak = (appId: string) => http.delete<unknown>(pauseOf(appId));
