import { PauseIcon, PlayIcon, WarningIcon } from "@hutong/ui/icons";
import { memo, useRef, useState, useSyncExternalStore, type KeyboardEvent, type PointerEvent, type ReactNode } from "react";
import { duration } from "../../app/time";
import { useWords } from "../../app/words";
import { player } from "./player";
import { useWave } from "./useWave";

const STEP_SECONDS = 5;

interface VoiceProps {
  /** Names the message in this browser's memory. */
  voice: string;
  url: string;
  seconds: number | null;
  /** Somebody else's, and not heard yet. */
  isNew: boolean;
  meta?: ReactNode;
}

/** A voice message: play, a wave to drag along, how far, how fast. */
export const Voice = memo(function Voice({ voice, url, seconds, isNew, meta }: VoiceProps) {
  const { t } = useWords();
  const bars = useWave(url, voice);
  const playing = useSyncExternalStore(player.subscribe, player.snapshot);
  const [dragged, setDragged] = useState<number | null>(null);
  const track = useRef<HTMLDivElement>(null);
  const isMine = playing.voice === voice;
  const isPlaying = isMine && playing.isPlaying;
  const isBroken = playing.broken === voice;
  const length = Math.max(seconds ?? 0, 1);
  const at = Math.min(length, dragged ?? (isMine ? playing.at : player.positionOf(voice)));
  const part = at / length;
  const isUnheard = isNew && !player.wasHeard(voice) && !isMine;

  const secondsAt = (event: PointerEvent) => {
    const box = track.current?.getBoundingClientRect();
    return box ? Math.max(0, Math.min(1, (event.clientX - box.left) / box.width)) * length : at;
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowRight: STEP_SECONDS, ArrowUp: STEP_SECONDS, ArrowLeft: -STEP_SECONDS, ArrowDown: -STEP_SECONDS }[event.key];
    if (step) player.skip(voice, url, step, length);
    else if (event.key === "Home") player.seek(voice, url, 0);
    else if (event.key === "End") player.seek(voice, url, length - 0.1);
    else if (event.key === " " || event.key === "Enter") player.toggle(voice, url);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <div className="voice">
      <button
        type="button"
        className="voice-play"
        aria-label={isPlaying ? t("voice.pause") : isUnheard ? t("voice.playNew", { length: duration(length) }) : t("voice.play", { length: duration(length) })}
        onClick={() => player.toggle(voice, url)}
      >
        {isPlaying ? <PauseIcon weight="fill" aria-hidden="true" /> : <PlayIcon weight="fill" aria-hidden="true" />}
      </button>
      <div
        ref={track}
        className="voice-wave"
        role="slider"
        tabIndex={0}
        aria-label={t("voice.place")}
        aria-valuemin={0}
        aria-valuemax={Math.round(length)}
        aria-valuenow={Math.round(at)}
        aria-valuetext={t("voice.placeOf", { at: duration(at), length: duration(length) })}
        onKeyDown={onKeyDown}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          setDragged(secondsAt(event));
        }}
        onPointerMove={(event) => dragged !== null && setDragged(secondsAt(event))}
        onPointerUp={(event) => {
          if (dragged !== null) player.seek(voice, url, secondsAt(event));
          setDragged(null);
        }}
        onPointerCancel={() => setDragged(null)}
      >
        <Bars bars={bars} part={part} />
        {(part > 0 || isMine) && <span className="voice-knob" style={{ left: `${part * 100}%` }} />}
      </div>
      <div className="voice-foot">
        {isBroken ? (
          <span className="voice-broken">
            <WarningIcon weight="bold" aria-hidden="true" /> {t("voice.broken")}
          </span>
        ) : (
          <span className="num">{at > 0 || isMine ? `${duration(at)} / ${duration(length)}` : duration(length)}</span>
        )}
        {isUnheard && <span className="voice-new" aria-hidden="true" />}
        <span className="voice-gap" />
        {(isMine || at > 0) && (
          <button type="button" className="voice-speed" aria-label={t("voice.speed", { rate: playing.rate })} onClick={() => player.nextRate()}>
            <span>{playing.rate}×</span>
          </button>
        )}
        {meta}
      </div>
    </div>
  );
});

/** Drawn twice on top of each other, the jade one as far as it was heard. */
function Bars({ bars, part }: { bars: number[]; part: number }) {
  const shapes = bars.map((height, index) => {
    const tall = Math.round(Math.max(4, height * 32));
    return <rect key={index} x={index * 5 + 1} y={(32 - tall) / 2} width={3} height={tall} rx={1.5} />;
  });
  return (
    <>
      <svg className="voice-bars" viewBox="0 0 190 32" preserveAspectRatio="none" aria-hidden="true">
        {shapes}
      </svg>
      <svg className="voice-bars voice-bars-heard" viewBox="0 0 190 32" preserveAspectRatio="none" style={{ clipPath: `inset(0 ${100 - part * 100}% 0 0)` }} aria-hidden="true">
        {shapes}
      </svg>
    </>
  );
}
