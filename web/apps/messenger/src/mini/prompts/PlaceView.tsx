/** wx.openLocation: where something is, on the plain map, and the way to a map of one's own. */
import { Button, LinkButton } from "@hutong/ui";
import { CopyIcon, OpenIcon } from "@hutong/ui/icons";
import { useSay } from "../../app/toasts";
import { useWords } from "../../app/words";
import { PlainMap } from "../../chat/place/PlainMap";
import type { AskOf } from "./asks";
import { Layer } from "./Layer";
import "../../chat/thread.css";

export default function PlaceView({ ask }: { ask: AskOf<"openLocation"> }) {
  const { t } = useWords();
  const say = useSay();
  const { latitude, longitude, name, address } = ask.asked;
  const where = `${latitude.toFixed(6)}, ${longitude.toFixed(6)}`;
  const copy = async () => {
    await navigator.clipboard.writeText(where);
    say(t("mini.copied"));
  };
  return (
    <Layer title={name || t("preview.location")} onClose={() => ask.answer(true)}>
      <div className="mini-place">
        <PlainMap spot={{ latitude, longitude }} width={358} height={220} />
        {address && <p dir="auto">{address}</p>}
        <p className="num mini-place-where">{where}</p>
        <div className="mini-consent-keys">
          <Button icon={CopyIcon} wide onClick={() => void copy()}>{t("mini.copyPlace")}</Button>
          <LinkButton icon={OpenIcon} wide href={`geo:${latitude},${longitude}`} data-first>{t("mini.openMap")}</LinkButton>
        </div>
      </div>
    </Layer>
  );
}
