import { ApiError } from "@hutong/api";
import type { Params } from "@hutong/ui/words";
import { useCallback } from "react";
import { useWords } from "./words";

/** What to tell a person about a refusal: the words for its code, else that it did not work and how to name it. */
export function useErrorWords(): (error: unknown) => string {
  const { t, has } = useWords();
  return useCallback(
    (error: unknown) => {
      const { code, params, requestId } = error instanceof ApiError ? error : new ApiError(0, "unexpected");
      if (has(`errors.${code}`)) return t(`errors.${code}`, params as Params);
      return t("errors.unexpected", { request: requestId ?? code });
    },
    [t, has],
  );
}
