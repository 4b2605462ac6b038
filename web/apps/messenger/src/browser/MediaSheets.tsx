/** What a page asks for, drawn by the house: pictures, the microphone, and a place it shows. */
import { Button, Sheet } from "@hutong/ui";
import { CameraIcon, ImageIcon, MicrophoneIcon } from "@hutong/ui/icons";
import { useRef } from "react";
import { useWords } from "../app/words";
import { PlainMap } from "../chat/place/PlainMap";
import type { Spot } from "./pageHost";
import { asPicture } from "./pictures";

interface Choosing {
  site: string;
  most: number;
  sources: string[];
  answer: (chosen: Blob[] | null) => void;
  onClose: () => void;
}

export function ChoosePictures({ site, most, sources, answer, onClose }: Choosing) {
  const { t } = useWords();
  const album = useRef<HTMLInputElement>(null);
  const camera = useRef<HTMLInputElement>(null);
  const take = async (files: FileList | null) => answer(await Promise.all([...(files ?? [])].slice(0, most).map(asPicture)));
  const offers = (source: string) => sources.length === 0 || sources.includes(source);
  return (
    <Sheet title={t("browser.picturesFor", { site })} closeLabel={t("app.close")} onClose={onClose}>
      <p>{t("browser.picturesForHelp", { count: most })}</p>
      <div className="browser-choices">
        {offers("album") && (
          <Button look="door" icon={ImageIcon} onClick={() => album.current?.click()}>
            {t("browser.choosePictures")}
          </Button>
        )}
        {offers("camera") && (
          <Button look={offers("album") ? "line" : "door"} icon={CameraIcon} onClick={() => camera.current?.click()}>
            {t("browser.takePicture")}
          </Button>
        )}
      </div>
      <input ref={album} type="file" accept="image/*" multiple={most > 1} hidden aria-label={t("browser.choosePictures")} onChange={({ target }) => void take(target.files)} />
      <input ref={camera} type="file" accept="image/*" capture="environment" hidden aria-label={t("browser.takePicture")} onChange={({ target }) => void take(target.files)} />
    </Sheet>
  );
}

export function MicrophoneSheet({ site, onAnswer }: { site: string; onAnswer: (isAllowed: boolean | null) => void }) {
  const { t } = useWords();
  return (
    <Sheet title={t("browser.recordFor", { site })} closeLabel={t("app.close")} onClose={() => onAnswer(false)}>
      <p>{t("browser.recordForHelp")}</p>
      <div className="browser-choices">
        <Button look="door" icon={MicrophoneIcon} onClick={() => onAnswer(true)}>
          {t("browser.record")}
        </Button>
        <Button look="line" onClick={() => onAnswer(false)}>
          {t("browser.noRecord")}
        </Button>
      </div>
    </Sheet>
  );
}

export function SpotSheet({ spot, onClose }: { spot: Spot; onClose: () => void }) {
  const { t } = useWords();
  const where = `${spot.latitude.toFixed(5)}, ${spot.longitude.toFixed(5)}`;
  return (
    <Sheet title={spot.name || t("preview.location")} closeLabel={t("app.close")} onClose={onClose}>
      <PlainMap spot={spot} width={360} height={220} />
      <p dir="auto">{spot.address}</p>
      <p className="num">{where}</p>
    </Sheet>
  );
}
