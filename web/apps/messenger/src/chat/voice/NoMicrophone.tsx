import { Button, Sheet } from "@hutong/ui";
import { NoMicrophoneIcon } from "@hutong/ui/icons";
import { useWords } from "../../app/words";
import type { Refusal } from "./recorder";

/** Why nothing is recorded, and what one can do about it. */
export function NoMicrophone({ why, onClose }: { why: Refusal; onClose: () => void }) {
  const { t } = useWords();
  return (
    <Sheet title={t(`microphone.${why}`)} closeLabel={t("app.close")} onClose={onClose}>
      <p className="sheet-refusal">
        <NoMicrophoneIcon aria-hidden="true" />
        <span>{t(`microphoneHelp.${why}`)}</span>
      </p>
      <Button onClick={onClose} wide>
        {t("app.understood")}
      </Button>
    </Sheet>
  );
}
