/** The console's connection, and the one cache every page reads. */
import { ApiError, createHttp } from "@hutong/api";
import { QueryClient } from "@tanstack/react-query";

export const http = createHttp();

export const cache = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      refetchOnWindowFocus: true,
      // A refusal does not change by asking again; a server that was not reached may be back.
      retry: (failures, error) =>
        failures < 2 && (!(error instanceof ApiError) || error.status === 0 || error.status >= 502),
    },
  },
});
