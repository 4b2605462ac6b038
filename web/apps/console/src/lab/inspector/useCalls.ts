/** The calls this browser holds: the newest thousand, kept up to date by the stream. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import type { QueryClient } from "@tanstack/react-query";
import { callsAfter } from "../queries";
import type { CallSummary } from "./calls";
import { merge, named } from "./groups";

export const callsKey = ["lab", "calls"];
const atMost = 1000;

export function useCalls() {
  const client = useQueryClient();
  return useQuery({
    queryKey: callsKey,
    queryFn: async () =>
      merge(client.getQueryData<CallSummary[]>(callsKey) ?? [], (await callsAfter(null)).items, atMost),
    staleTime: Infinity,
  });
}

/** Add what the stream brought; before the first answer there is nothing to add to. Whose names are not known is asked. */
export function keepCalls(client: QueryClient, arrived: CallSummary[]): void {
  client.setQueryData<CallSummary[]>(callsKey, (held) => held && merge(held, named(held, arrived), atMost));
  const held = client.getQueryData<CallSummary[]>(callsKey) ?? [];
  if (held.some((call) => call.person_id !== null && call.person_name === null)) void client.invalidateQueries({ queryKey: callsKey });
}
