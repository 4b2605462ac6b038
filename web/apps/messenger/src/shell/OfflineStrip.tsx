import { OfflineIcon } from "@hutong/ui/icons";
import { useDeviceState } from "../app/session";
import { useWords } from "../app/words";

/** Says that the line is down and what happens to what was written; drawn only when it stays down. */
export function OfflineStrip() {
  const { t } = useWords();
  const { link, outbox } = useDeviceState();
  if (link !== "offline") return null;
  const waiting = outbox.filter((one) => one.state !== "failed").length;
  return (
    <div className="offline" role="status">
      <OfflineIcon aria-hidden="true" />
      <span>
        <b>{t("offline.title")}</b>
        <span>{waiting > 0 ? t("offline.waiting", { count: waiting }) : t("offline.help")}</span>
      </span>
    </div>
  );
}
