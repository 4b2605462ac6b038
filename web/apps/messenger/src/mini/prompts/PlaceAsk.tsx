import { useWords } from "../../app/words";
import { PlaceSheet } from "../../chat/PlaceSheet";
import type { AskOf } from "./asks";

/** wx.chooseLocation: a place picked on the map and named by the person. */
export default function PlaceAsk({ ask }: { ask: AskOf<"chooseLocation"> }) {
  const { t } = useWords();
  const { latitude, longitude } = ask.asked;
  const around = latitude === undefined || longitude === undefined ? null : { latitude, longitude };
  return (
    <PlaceSheet
      around={around}
      title={t("mini.choosePlace")}
      action={t("mini.takePlace")}
      onClose={() => ask.answer(null)}
      onPlace={({ latitude, longitude, label }) => ask.answer({ latitude, longitude, name: label, address: label || `${latitude.toFixed(5)}, ${longitude.toFixed(5)}` })}
    />
  );
}
