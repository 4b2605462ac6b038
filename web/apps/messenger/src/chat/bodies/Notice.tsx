import type { Shown } from "@hutong/sync";
import type { Params } from "@hutong/ui/words";
import { useWords } from "../../app/words";

/** What the house itself says in a thread. */
export function Notice({ shown }: { shown: Shown }) {
  const { t, has } = useWords();
  const { body } = shown.entry;
  const text =
    body.kind !== "notice"
      ? t("thread.recalled")
      : has(`notices.${body.code}`)
        ? t(`notices.${body.code}`, body.params as Params)
        : t("notices.unknown", { code: body.code });
  return (
    <li className="log-notice">
      <span>{text}</span>
    </li>
  );
}
