/** Lane time in this browser: the server's last word on it, and the time that has passed since. */

interface Reading {
  laneMs: number;
  takenAt: number;
  isHeld: boolean;
}

let reading: Reading | null = null;
const listeners = new Set<() => void>();

export function tellLaneTime(now: string, isHeld: boolean): void {
  reading = { laneMs: Date.parse(now), takenAt: performance.now(), isHeld };
  for (const listener of listeners) listener();
}

export function laneNow(): number {
  if (reading === null) return Date.now();
  return reading.isHeld ? reading.laneMs : reading.laneMs + performance.now() - reading.takenAt;
}

/** Call `listener` each second, and at once when the lane's time is moved. */
export function onLaneTime(listener: () => void): () => void {
  listeners.add(listener);
  const timer = setInterval(listener, 1000);
  return () => {
    listeners.delete(listener);
    clearInterval(timer);
  };
}
