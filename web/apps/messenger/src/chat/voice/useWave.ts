import { useEffect, useState } from "react";
import { wave, waveOf } from "./wave";

const known = new Map<string, Promise<number[]>>();
const MOST = 100;

/** The bars of a sound, computed from the sound itself; until then, and when it cannot be read, ones that stand in. */
export function useWave(url: string, name: string): number[] {
  const [held, setHeld] = useState<{ url: string; bars: number[] } | null>(null);
  useEffect(() => {
    let isWanted = true;
    barsOf(url).then(
      (bars) => isWanted && setHeld({ url, bars }),
      () => undefined,
    );
    return () => {
      isWanted = false;
    };
  }, [url]);
  return held?.url === url ? held.bars : waveOf(name);
}

/** A sound that was made here: its bars come from the bytes themselves. */
export function knowWave(url: string, bytes: Blob): void {
  const bars = bytes.arrayBuffer().then(barsIn);
  bars.catch(() => undefined);
  remember(url, bars);
}

function barsOf(url: string): Promise<number[]> {
  const before = known.get(url);
  if (before) return before;
  const bars = decode(url);
  bars.catch(() => known.delete(url));
  return remember(url, bars);
}

function remember(url: string, bars: Promise<number[]>): Promise<number[]> {
  known.set(url, bars);
  const oldest = known.keys().next();
  if (known.size > MOST && !oldest.done) known.delete(oldest.value);
  return bars;
}

async function decode(url: string): Promise<number[]> {
  const answer = await fetch(url, { credentials: "same-origin" });
  if (!answer.ok) throw new Error(`${answer.status}`);
  return barsIn(await answer.arrayBuffer());
}

async function barsIn(bytes: ArrayBuffer): Promise<number[]> {
  // An off-line context reads sound without asking for a loudspeaker; a low rate is plenty for 38 bars.
  const sound = await new OfflineAudioContext(1, 1, 8_000).decodeAudioData(bytes);
  return wave(sound.getChannelData(0));
}
