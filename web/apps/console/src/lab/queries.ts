/** What the lab's pages ask and do. */
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { http } from "../api";
import type { RuleState } from "../apps/types";
import type { MessagePage } from "../official/types";
import { seenAround } from "./inspector/seen";
import type { CallDetail, CallSummary } from "./inspector/calls";
import type { Fault, FaultKind, LabPeoplePage, LabPerson, LabState, LaneClock, MissingEndpoint } from "./types";

const root = "/api/lab";

export const clockKey = ["lab", "clock"];
export const rulesKey = ["lab", "rules"];
export const faultsKey = ["lab", "faults"];
export const peopleKey = ["lab", "people"];

export function useLabState() {
  return useQuery({ queryKey: ["lab", "state"], queryFn: () => http.get<LabState>(`${root}/state`) });
}

export function useClock() {
  return useQuery({ queryKey: clockKey, queryFn: () => http.get<LaneClock>(`${root}/clock`), staleTime: 30_000 });
}

export const advanceClock = (seconds: number) => http.post<LaneClock>(`${root}/clock/advance`, { seconds });
export const jumpToNext = () => http.post<LaneClock>(`${root}/clock/next`);
export const holdClock = () => http.post<LaneClock>(`${root}/clock/freeze`);
export const letClockRun = () => http.post<LaneClock>(`${root}/clock/run`);

export function useLabPeople(search: string) {
  return useInfiniteQuery({
    queryKey: [...peopleKey, search],
    queryFn: ({ pageParam }) => http.get<LabPeoplePage>(`${root}/people`, { q: search, after: pageParam }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });
}

export const addPeople = (people: { name?: string; count?: number }) =>
  http.post<{ items: LabPerson[] }>(`${root}/people`, people);
export const signInLink = (personId: string) =>
  http.post<{ url: string }>(`${root}/people/${encodeURIComponent(personId)}/sign-in-link`, { path: "/" });

export function useRules() {
  return useQuery({ queryKey: rulesKey, queryFn: () => http.get<Record<string, RuleState>>(`${root}/rules`) });
}

export const setRule = (rule: string, state: RuleState) =>
  http.put<Record<string, RuleState>>(`${root}/rules`, { [rule]: state });

export function useFaults() {
  return useQuery({ queryKey: faultsKey, queryFn: () => http.get<{ items: Fault[] }>(`${root}/faults`) });
}

export const addFault = (fault: { app_id?: string; mchid?: string; kind: FaultKind; times: number }) =>
  http.post<{ items: Fault[] }>(`${root}/faults`, fault);
export const clearFaults = () => http.delete<unknown>(`${root}/faults`);

export const callsAfter = (after: string | null) =>
  http.get<{ items: CallSummary[]; next: string | null }>(`${root}/calls`, { after });

export function useCall(id: string) {
  return useQuery({
    queryKey: ["lab", "call", id],
    queryFn: () => http.get<CallDetail>(`${root}/calls/${encodeURIComponent(id)}`),
  });
}

export const replayCall = (id: string) => http.post<{ id: string | null }>(`${root}/calls/${encodeURIComponent(id)}/replay`);

export function useMissing() {
  return useQuery({
    queryKey: ["lab", "missing"],
    queryFn: () => http.get<{ items: MissingEndpoint[] }>(`${root}/calls/missing`),
  });
}

export const resetLab = () => http.post<unknown>(`${root}/reset`);

const as = (personId: string, path: string) => `${root}/as/${encodeURIComponent(personId)}${path}`;

/** Have a person write to an account, which they follow from then on. */
export async function sendAs(personId: string, appId: string, text: string): Promise<unknown> {
  const { conversation } = await http.post<{ conversation: { id: string } }>(
    as(personId, `/accounts/${encodeURIComponent(appId)}/follow`),
    { scene: null },
  );
  return http.post<unknown>(as(personId, `/conversations/${conversation.id}/entries`), {
    client_id: crypto.randomUUID().replaceAll("-", ""),
    body: { kind: "text", text },
  });
}

/** Have a person scan a code: who follows already tells the account, who does not begins to. */
export async function scanAs(personId: string, url: string, appId: string): Promise<unknown> {
  const scanned = await http.post<{ kind: string; ticket?: string | null }>(as(personId, "/scan"), { text: url });
  const scene = scanned.ticket ? { ticket: scanned.ticket } : null;
  return http.post<unknown>(as(personId, `/accounts/${encodeURIComponent(appId)}/follow`), { scene });
}

/** What the person's conversation with the account held when the call was made. */
export function useSeen(call: { id: string; app_id: string | null; person_id: string | null; lane_at: string }) {
  const { app_id: appId, person_id: personId } = call;
  return useQuery({
    queryKey: ["lab", "seen", call.id],
    enabled: appId !== null && personId !== null,
    queryFn: async () => {
      const { openid } = await http.get<{ openid: string }>(`${root}/people/${personId}/openids/${appId}`);
      const page = await http.get<MessagePage>(`/api/console/apps/${appId}/messages`, { openid });
      return seenAround(page.items, call.lane_at);
    },
  });
}
