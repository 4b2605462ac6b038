import { IconButton } from "@hutong/ui";
import { KeyboardIcon, MenuIcon, MicrophoneIcon } from "@hutong/ui/icons";
import { useWords } from "../app/words";

/** In care mode one chooses between two large keys: to speak, which comes first, or to write. */
interface CareKeysProps {
  onSpeak: () => void;
  onWrite: () => void;
  onMenu: (() => void) | null;
}

export function CareKeys({ onSpeak, onWrite, onMenu }: CareKeysProps) {
  const { t } = useWords();
  return (
    <div className={onMenu ? "care-keys care-keys-menu" : "care-keys"}>
      {onMenu && <IconButton label={t("composer.showMenu")} icon={MenuIcon} onClick={onMenu} />}
      <button type="button" className="care-key care-key-door" onClick={onSpeak}>
        <MicrophoneIcon weight="fill" aria-hidden="true" />
        {t("care.speak")}
      </button>
      <button type="button" className="care-key" onClick={onWrite}>
        <KeyboardIcon aria-hidden="true" />
        {t("care.write")}
      </button>
    </div>
  );
}
