/** A message in one line, as the list of conversations shows it. */
import type { AppMessage } from "../official/types";
import { useWords } from "../words";

export function usePreview(): (message: AppMessage) => string {
  const { t, has } = useWords();
  return ({ body }) => {
    if (body.kind === "text") return body.text;
    if (body.kind === "notice") return has(`notices.${body.code}`) ? t(`notices.${body.code}`, body.params) : body.code;
    if (body.kind === "articles") return body.items[0]?.title ?? t("body.articles");
    if (body.kind === "location") return body.label || t("body.location");
    return has(`body.${body.kind}`) ? t(`body.${body.kind}`) : body.kind;
  };
}
