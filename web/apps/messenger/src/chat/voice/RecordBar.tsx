import { IconButton } from "@hutong/ui";
import { RemoveIcon, SendIcon } from "@hutong/ui/icons";
import { useEffect, useRef, useState, type RefObject } from "react";
import { duration } from "../../app/time";
import { useWords } from "../../app/words";
import { LONGEST_SECONDS, type Recording } from "./recorder";
import type { RecordingState } from "./useRecording";

const SHOWN = 38;
const EVERY_MS = 90;

interface RecordBarProps {
  state: Extract<RecordingState, { is: "recording" | "asking" }>;
  recording: RefObject<Recording | null>;
  onSend: () => void;
  onDrop: () => void;
}

/** In the composer's place while somebody speaks. */
export function RecordBar({ state, recording, onSend, onDrop }: RecordBarProps) {
  const { t } = useWords();
  const [seconds, setSeconds] = useState(0);
  const [levels, setLevels] = useState<number[]>([]);
  const box = useRef<HTMLDivElement>(null);
  const isHeld = state.is === "asking" || state.isHeld;

  useEffect(() => {
    const timer = setInterval(() => {
      const held = recording.current;
      if (!held) return;
      setSeconds(held.seconds());
      setLevels((before) => [...before, held.level()].slice(-SHOWN));
    }, EVERY_MS);
    return () => clearInterval(timer);
  }, [recording]);
  useEffect(() => {
    if (!isHeld) box.current?.querySelector<HTMLElement>(".record-send")?.focus();
  }, [isHeld]);

  const left = LONGEST_SECONDS - seconds;
  return (
    <div className="record-bar" ref={box} role="group" aria-label={t("voice.recording")} onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.preventDefault();
        event.stopPropagation();
        onDrop();
      }}
    >
      {!isHeld && <IconButton label={t("voice.drop")} icon={RemoveIcon} onClick={onDrop} />}
      <span className="record-dot" aria-hidden="true" />
      <span className="num" role="timer">
        {duration(seconds)}
      </span>
      {state.is === "asking" ? (
        <span className="record-hint">{t("voice.asking")}</span>
      ) : isHeld ? (
        <span className={state.willCancel ? "record-hint record-hint-drop" : "record-hint"}>{state.willCancel ? t("voice.releaseDrops") : t("voice.releaseSends")}</span>
      ) : left < 10.5 ? (
        <span className="record-hint" role="status">
          {t("voice.left", { count: Math.max(0, Math.ceil(left)) })}
        </span>
      ) : (
        <svg className="record-wave" viewBox={`0 0 ${SHOWN * 5} 32`} preserveAspectRatio="none" aria-hidden="true">
          {levels.map((level, index) => {
            const tall = Math.max(3, level * 32);
            return <rect key={index} x={(index + SHOWN - levels.length) * 5} y={16 - tall / 2} width={3} height={tall} rx={1.5} />;
          })}
        </svg>
      )}
      {!isHeld && <IconButton label={t("voice.send")} icon={SendIcon} filled className="composer-send record-send" onClick={onSend} />}
    </div>
  );
}
