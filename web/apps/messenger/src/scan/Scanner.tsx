import { Button } from "@hutong/ui";
import { CameraIcon, ImageIcon } from "@hutong/ui/icons";
import { useEffect, useRef, useState } from "react";
import { useWords } from "../app/words";
import { decode } from "./decode";
import "./scan.css";

type CameraState = "off" | "asking" | "on" | "denied" | "missing" | "unsupported";

const EVERY_MS = 200;

/** A camera that reads codes, or a picture that has one. The camera is asked for, never started by itself. */
export default function Scanner({ onText }: { onText: (text: string) => void }) {
  const { t } = useWords();
  const [camera, setCamera] = useState<CameraState>("off");
  const [hasNothing, setNothing] = useState(false);
  const video = useRef<HTMLVideoElement>(null);
  const stream = useRef<MediaStream | null>(null);
  const tell = useRef(onText);
  const picker = useRef<HTMLInputElement>(null);
  useEffect(() => {
    tell.current = onText;
  });

  const begin = async () => {
    if (!navigator.mediaDevices?.getUserMedia) return setCamera("unsupported");
    setCamera("asking");
    try {
      stream.current = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
      setCamera("on");
    } catch (error) {
      const name = error instanceof Error ? error.name : "";
      setCamera(name === "NotFoundError" || name === "OverconstrainedError" ? "missing" : "denied");
    }
  };
  const readPicture = async (file: File | undefined) => {
    if (!file) return;
    setNothing(false);
    const bitmap = await createImageBitmap(file).catch(() => null);
    const text = bitmap && (await decode(bitmap));
    if (text) tell.current(text);
    else setNothing(true);
  };

  useEffect(
    () => () => {
      for (const track of stream.current?.getTracks() ?? []) track.stop();
    },
    [],
  );
  useEffect(() => {
    const element = video.current;
    if (camera !== "on" || !element) return;
    element.srcObject = stream.current;
    void element.play().catch(() => undefined);
    let isWanted = true;
    const look = async () => {
      while (isWanted) {
        const text = element.readyState >= 2 ? await decode(element) : null;
        if (text && isWanted) return tell.current(text);
        await new Promise((done) => setTimeout(done, EVERY_MS));
      }
    };
    void look();
    return () => {
      isWanted = false;
    };
  }, [camera]);

  return (
    <section className="scan" aria-label={t("scan.label")}>
      <div className="scan-view">
        {camera === "on" ? (
          <>
            <video ref={video} muted playsInline aria-label={t("scan.camera")} />
            <span className="scan-frame" aria-hidden="true" />
          </>
        ) : (
          <div className="scan-off">
            <CameraIcon aria-hidden="true" />
            <p role={camera === "off" || camera === "asking" ? undefined : "alert"}>{camera === "off" || camera === "asking" ? t("scan.help") : t(`scan.${camera}`)}</p>
            {camera !== "unsupported" && (
              <Button size="small" icon={CameraIcon} busy={camera === "asking"} onClick={() => void begin()}>
                {camera === "off" || camera === "asking" ? t("scan.begin") : t("app.tryAgain")}
              </Button>
            )}
          </div>
        )}
      </div>
      <Button look="soft" icon={ImageIcon} onClick={() => picker.current?.click()} wide>
        {t("scan.picture")}
      </Button>
      <input
        ref={picker}
        type="file"
        accept="image/*"
        hidden
        onChange={(event) => {
          void readPicture(event.target.files?.[0]);
          event.target.value = "";
        }}
      />
      {hasNothing && (
        <p className="field-error" role="alert">
          {t("scan.nothing")}
        </p>
      )}
    </section>
  );
}
