import { ApiError } from "@hutong/api";
import type { Language, Params } from "@hutong/ui/words";
import { useCallback } from "react";
import { yuan } from "@hutong/ui/money";
import { fullTime } from "./time";
import { useWords } from "./words";

/** What to tell a person about a refusal: the words for its code, else that it did not work and how to name it. */
export function useErrorWords(): (error: unknown) => string {
  const { t, has, language } = useWords();
  return useCallback(
    (error: unknown) => {
      const { code, params, requestId } = error instanceof ApiError ? error : new ApiError(0, "unexpected");
      if (has(`errors.${code}`)) return t(`errors.${code}`, tellable(params, language));
      return t("errors.unexpected", { request: requestId ?? code });
    },
    [t, has, language],
  );
}

/** `missing_fen` may be told as {missing}, an amount; a time is told in words. */
function tellable(facts: Record<string, unknown>, language: Language): Params {
  const told: Params = {};
  for (const [name, fact] of Object.entries(facts)) {
    if (typeof fact === "number" && name.endsWith("_fen")) told[name.slice(0, -"_fen".length)] = yuan(fact);
    const isTime = typeof fact === "string" && /^\d{4}-\d\d-\d\dT/.test(fact);
    told[name] = isTime ? fullTime(fact, language) : (fact as string | number);
  }
  return told;
}
