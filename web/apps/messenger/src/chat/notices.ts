/** What the house says in a thread, in words: names in a list as the language joins them, and "you" for oneself. */
import type { Body } from "@hutong/api";
import type { Params, Words } from "@hutong/ui/words";

type NoticeBody = Extract<Body, { kind: "notice" }>;

export function noticeText({ code, params }: NoticeBody, selfId: string | null, { t, has, language }: Pick<Words, "t" | "has" | "language">): string {
  const isMine = params["by_id"] !== undefined && String(params["by_id"]) === selfId;
  const key = isMine && has(`notices.${code}_me`) ? `notices.${code}_me` : `notices.${code}`;
  if (!has(key)) return t("notices.unknown", { code });
  const { names } = params;
  const listed: Params = typeof names === "string" ? { names: new Intl.ListFormat(language, { type: "conjunction" }).format(names.split("\n")) } : {};
  return t(key, { ...(params as Params), ...listed });
}
