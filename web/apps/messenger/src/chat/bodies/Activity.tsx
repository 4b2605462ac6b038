/** How something stands that people join: what the program's server last said of it. */
import type { CardWords } from "@hutong/api";
import { useWords } from "../../app/words";

export function Activity({ state, words }: { state: string; words: CardWords }) {
  const { t } = useWords();
  const { member_count = "", room_limit = "" } = words;
  return <span className="program-activity">{state === "started" ? t("media.activityStarted") : t("media.activityOpen", { joined: member_count, places: room_limit })}</span>;
}
