import { Button, Field } from "@hutong/ui";
import { lazy, Suspense, useState } from "react";
import { useWords } from "../../app/words";
import { programInText } from "../address";
import type { ProgramCard } from "../api";
import { bytesOf, toBase64 } from "../wire";
import type { AskOf } from "./asks";
import { Layer } from "./Layer";

const Scanner = lazy(() => import("../../scan/Scanner"));

/** wx.scanCode: by the camera, from a picture, or what the code says, typed or pasted. */
export default function ScanAsk({ ask, program }: { ask: AskOf<"scan">; program: ProgramCard }) {
  const { t } = useWords();
  const [text, setText] = useState("");
  const found = (result: string) => {
    const place = programInText(result, location.origin);
    const path = place?.appId === program.app_id && place.path ? { path: place.path } : {};
    ask.answer({ result, scanType: path.path ? "WX_CODE" : "QR_CODE", charSet: "utf-8", rawData: toBase64(bytesOf(result)), ...path });
  };
  return (
    <Layer title={t("browser.scanFor", { site: program.name })} onClose={() => ask.answer(null)}>
      <div className="mini-scan">
        <Suspense fallback={<div className="scan-view" />}>
          <Scanner onText={found} />
        </Suspense>
        {!ask.asked.onlyFromCamera && (
          <form
            className="form"
            onSubmit={(event) => {
              event.preventDefault();
              if (text.trim()) found(text.trim());
            }}
          >
            <Field label={t("menu.scanText")} value={text} onChange={(event) => setText(event.target.value)} />
            <Button look="door" type="submit" disabled={text.trim() === ""} wide>
              {t("mini.takeCode")}
            </Button>
          </form>
        )}
      </div>
    </Layer>
  );
}
