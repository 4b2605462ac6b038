/** What the browser around the messenger offers to programs. Handed in, so that everything above it runs without a browser. */
export interface Device {
  now(): number;
  after(milliseconds: number, run: () => void): () => void;
  facts(): { platform: string; system: string; model: string; brand: string; language: "zh_CN" | "en"; theme: "light" | "dark"; userAgent: string };
  readClipboard(): Promise<string>;
  writeClipboard(text: string): Promise<void>;
  vibrate(milliseconds: number): boolean;
  network(): { networkType: string; isConnected: boolean };
  onNetwork(listener: () => void): () => void;
  /** WGS-84; rejects when the browser or the person refuses. */
  locate(exact: boolean): Promise<Position>;
  watchPlace(found: (position: Position) => void): () => void;
  keepAwake(on: boolean): Promise<void>;
  battery(): Promise<{ level: number; isCharging: boolean }>;
  dial(number: string): void;
  fetchBlob(address: string): Promise<Blob>;
  addressOf(blob: Blob): string;
  dropAddress(address: string): void;
  imageSize(blob: Blob): Promise<{ width: number; height: number }>;
  videoFacts(blob: Blob): Promise<{ width: number; height: number; duration: number }>;
  compress(blob: Blob, wanted: { quality: number; width?: number; height?: number }): Promise<Blob>;
  sound(): SoundLike;
  record(): Promise<Recording>;
}

export interface Position {
  latitude: number;
  longitude: number;
  accuracy: number;
  altitude: number;
  verticalAccuracy: number;
  speed: number;
}

/** The part of an audio element that is used. */
export type SoundLike = Pick<
  HTMLAudioElement,
  "src" | "volume" | "loop" | "playbackRate" | "currentTime" | "duration" | "paused" | "play" | "pause" | "load" | "addEventListener" | "removeAttribute"
>;

export interface Recording {
  pause(): void;
  resume(): void;
  /** Ends it and gives what was recorded. */
  stop(): Promise<Blob>;
}

export function browserDevice(): Device {
  return {
    now: () => Date.now(),
    after: (milliseconds, run) => {
      const timer = window.setTimeout(run, milliseconds);
      return () => window.clearTimeout(timer);
    },
    facts,
    readClipboard: () => navigator.clipboard.readText(),
    writeClipboard: (text) => navigator.clipboard.writeText(text),
    vibrate: (milliseconds) => "vibrate" in navigator && navigator.vibrate(milliseconds),
    network,
    onNetwork,
    locate: (exact) =>
      new Promise((resolve, reject) => {
        navigator.geolocation.getCurrentPosition((found) => resolve(positionOf(found)), (problem) => reject(new Error(problem.message)), { enableHighAccuracy: exact, timeout: 10_000, maximumAge: 5_000 });
      }),
    watchPlace: (found) => {
      const watch = navigator.geolocation.watchPosition((position) => found(positionOf(position)));
      return () => navigator.geolocation.clearWatch(watch);
    },
    keepAwake: wakeLock(),
    battery: async () => {
      const get = (navigator as { getBattery?: () => Promise<{ level: number; charging: boolean }> }).getBattery;
      const { level, charging } = get ? await get.call(navigator) : { level: 1, charging: true };
      return { level: Math.round(level * 100), isCharging: charging };
    },
    dial: (number) => void window.open(`tel:${encodeURIComponent(number)}`, "_self"),
    fetchBlob: async (address) => {
      const response = await fetch(address, { credentials: "omit" });
      if (!response.ok) throw new Error(`answered ${response.status}`);
      return response.blob();
    },
    addressOf: (blob) => URL.createObjectURL(blob),
    dropAddress: (address) => URL.revokeObjectURL(address),
    imageSize: async (blob) => {
      const bitmap = await createImageBitmap(blob);
      const { width, height } = bitmap;
      bitmap.close();
      return { width, height };
    },
    videoFacts,
    compress,
    sound: () => new Audio(),
    record,
  };
}

function facts(): ReturnType<Device["facts"]> {
  const { userAgent } = navigator;
  const isApple = /iPhone|iPad/.test(userAgent);
  const release = /(?:Android|iPhone OS|CPU OS) ([\d._]+)/.exec(userAgent)?.[1]?.replaceAll("_", ".");
  return {
    platform: isApple ? "ios" : "android",
    system: isApple ? `iOS ${release ?? "17.0"}` : `Android ${release ?? "14"}`,
    brand: isApple ? "iPhone" : "Hutong",
    model: "Hutong",
    language: navigator.language.startsWith("zh") ? "zh_CN" : "en",
    theme: matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light",
    userAgent,
  };
}

function network(): { networkType: string; isConnected: boolean } {
  if (!navigator.onLine) return { networkType: "none", isConnected: false };
  const { type, effectiveType } = (navigator as { connection?: { type?: string; effectiveType?: string } }).connection ?? {};
  if (type === "cellular") return { networkType: effectiveType === "slow-2g" ? "2g" : (effectiveType ?? "4g"), isConnected: true };
  return { networkType: "wifi", isConnected: true };
}

function onNetwork(listener: () => void): () => void {
  window.addEventListener("online", listener);
  window.addEventListener("offline", listener);
  return () => {
    window.removeEventListener("online", listener);
    window.removeEventListener("offline", listener);
  };
}

function positionOf({ coords }: GeolocationPosition): Position {
  return {
    latitude: coords.latitude, longitude: coords.longitude, accuracy: coords.accuracy, altitude: coords.altitude ?? 0,
    verticalAccuracy: coords.altitudeAccuracy ?? 0, speed: coords.speed ?? -1,
  };
}

function wakeLock(): (on: boolean) => Promise<void> {
  let lock: WakeLockSentinel | undefined;
  return async (on) => {
    await lock?.release();
    lock = on ? await navigator.wakeLock.request("screen") : undefined;
  };
}

function videoFacts(blob: Blob): Promise<{ width: number; height: number; duration: number }> {
  const video = document.createElement("video");
  const address = URL.createObjectURL(blob);
  return new Promise<{ width: number; height: number; duration: number }>((resolve, reject) => {
    video.preload = "metadata";
    video.onloadedmetadata = () => resolve({ width: video.videoWidth, height: video.videoHeight, duration: Number.isFinite(video.duration) ? video.duration : 0 });
    video.onerror = () => reject(new Error("not a film that can be read"));
    video.src = address;
  }).finally(() => URL.revokeObjectURL(address));
}

async function compress(blob: Blob, wanted: { quality: number; width?: number; height?: number }): Promise<Blob> {
  const bitmap = await createImageBitmap(blob);
  const width = wanted.width ?? (wanted.height ? Math.round((bitmap.width * wanted.height) / bitmap.height) : bitmap.width);
  const height = wanted.height ?? Math.round((bitmap.height * width) / bitmap.width);
  const canvas = new OffscreenCanvas(width, height);
  canvas.getContext("2d")?.drawImage(bitmap, 0, 0, width, height);
  bitmap.close();
  return canvas.convertToBlob({ type: "image/jpeg", quality: wanted.quality });
}

async function record(): Promise<Recording> {
  const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
  const recorder = new MediaRecorder(stream);
  const parts: Blob[] = [];
  recorder.ondataavailable = ({ data }) => parts.push(data);
  recorder.start();
  return {
    pause: () => recorder.pause(),
    resume: () => recorder.resume(),
    stop: () =>
      new Promise((resolve) => {
        recorder.onstop = () => {
          for (const track of stream.getTracks()) track.stop();
          resolve(new Blob(parts, { type: recorder.mimeType }));
        };
        recorder.stop();
      }),
  };
}
