/** What keeps phones out and what to type about it; and that more than phones can come in. */
import { WarnIcon } from "../../icons";
import { Command } from "../../shared/Command";
import { Box } from "../../shell/Page";
import { useWords } from "../../words";
import type { PhoneDoor } from "./queries";

export function OpenToAll() {
  const { t } = useWords();
  return (
    <div className="banner banner--warn phone-banner" role="note">
      <WarnIcon aria-hidden size={20} />
      <div>
        <b>{t("phone.openToAll")}</b>
        <p>{t("phone.openToAllText")}</p>
      </div>
    </div>
  );
}

export function ClosedDoor({ door }: { door: PhoneDoor }) {
  const { t } = useWords();
  const needsRestart = door.missing.includes("bind") || door.missing.includes("tls");
  return (
    <Box title={t("phone.closed")}>
      <ul className="phone-missing">
        {door.missing.map((what) => (
          <li key={what}>
            <WarnIcon aria-hidden size={20} />
            <span>{t(`phoneMissing.${what}`)}</span>
          </li>
        ))}
      </ul>
      {needsRestart && (
        <>
          <p className="lead-note">{t("phone.restart")}</p>
          <Command text={door.restart_with} what={t("phone.restartCommand")} />
          <p className="note note--icon">
            <WarnIcon aria-hidden size={16} />
            {t("phone.restartWarning")}
          </p>
        </>
      )}
      {door.missing.includes("address") && <Command text="hutong ca rotate" what={t("phone.rotateCommand")} />}
    </Box>
  );
}
