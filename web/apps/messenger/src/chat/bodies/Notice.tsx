import type { Shown } from "@hutong/sync";
import { useSelf } from "../../app/session";
import { useWords } from "../../app/words";
import { noticeText } from "../notices";

/** What the house itself says in a thread. */
export function Notice({ shown }: { shown: Shown }) {
  const words = useWords();
  const { self } = useSelf();
  const { body } = shown.entry;
  const text = body.kind === "notice" ? noticeText(body, self.id, words) : words.t("thread.recalled");
  return (
    <li className="log-notice">
      <span dir="auto">{text}</span>
    </li>
  );
}
