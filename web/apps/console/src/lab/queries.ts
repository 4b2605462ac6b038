/** What the lab's pages ask and do. */
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { http } from "../api";
import type { RuleState } from "../apps/types";
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

export const addFault = (fault: { app_id: string; kind: FaultKind; times: number }) =>
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

export const replayCall = (id: string) => http.post<unknown>(`${root}/calls/${encodeURIComponent(id)}/replay`);

export function useMissing() {
  return useQuery({
    queryKey: ["lab", "missing"],
    queryFn: () => http.get<{ items: MissingEndpoint[] }>(`${root}/calls/missing`),
  });
}

export const resetLab = () => http.post<unknown>(`${root}/reset`);
