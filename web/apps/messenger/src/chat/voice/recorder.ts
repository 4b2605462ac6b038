/** Recording a voice message with the browser's own recorder; the server turns it into what everybody plays. */

/** As the server takes it. */
export const LONGEST_SECONDS = 60;
export const SHORTEST_SECONDS = 0.7;
/** Pressed shorter than this it was a tap: the recording goes on without holding. */
export const TAP_MS = 350;
const FORMATS = ["audio/webm;codecs=opus", "audio/ogg;codecs=opus", "audio/mp4"];

export type Refusal = "unsupported" | "denied" | "missing" | "busy";

export interface Recording {
  /** How loud it is now, 0 to 1. */
  level(): number;
  seconds(): number;
  stop(): Promise<{ bytes: Blob; seconds: number }>;
  cancel(): void;
}

export class CannotRecord extends Error {
  constructor(readonly why: Refusal) {
    super(why);
  }
}

export async function record(): Promise<Recording> {
  if (!canRecord()) throw new CannotRecord("unsupported");
  const stream = await microphone();
  const type = FORMATS.find((one) => MediaRecorder.isTypeSupported(one));
  const recorder = new MediaRecorder(stream, type ? { mimeType: type, audioBitsPerSecond: 32_000 } : {});
  const parts: Blob[] = [];
  recorder.ondataavailable = ({ data }) => data.size > 0 && parts.push(data);
  const meter = loudness(stream);
  const from = performance.now();
  recorder.start(1_000);
  const length = () => (performance.now() - from) / 1_000;
  const end = () => {
    for (const track of stream.getTracks()) track.stop();
    meter.close();
  };
  return {
    level: meter.level,
    seconds: length,
    stop: () =>
      new Promise((resolve) => {
        const seconds = length();
        recorder.onstop = () => {
          end();
          resolve({ bytes: new Blob(parts, { type: recorder.mimeType.split(";")[0] ?? "audio/webm" }), seconds });
        };
        recorder.stop();
      }),
    cancel: () => {
      recorder.onstop = null;
      if (recorder.state !== "inactive") recorder.stop();
      end();
    },
  };
}

/** Browsers give no microphone to a page that came over a plain line from another machine. */
export function canRecord(): boolean {
  return typeof MediaRecorder !== "undefined" && navigator.mediaDevices?.getUserMedia !== undefined;
}

export function refusalOf(name: string): Refusal {
  if (name === "NotFoundError" || name === "OverconstrainedError") return "missing";
  if (name === "NotAllowedError" || name === "SecurityError") return "denied";
  return "busy";
}

async function microphone(): Promise<MediaStream> {
  try {
    return await navigator.mediaDevices.getUserMedia({ audio: { channelCount: 1, noiseSuppression: true } });
  } catch (error) {
    throw new CannotRecord(refusalOf(error instanceof Error ? error.name : ""));
  }
}

function loudness(stream: MediaStream): { level: () => number; close: () => void } {
  try {
    const context = new AudioContext();
    const analyser = context.createAnalyser();
    analyser.fftSize = 512;
    context.createMediaStreamSource(stream).connect(analyser);
    const samples = new Float32Array(analyser.fftSize);
    return {
      level: () => {
        analyser.getFloatTimeDomainData(samples);
        return Math.min(1, Math.sqrt(samples.reduce((sum, one) => sum + one * one, 0) / samples.length) * 4);
      },
      close: () => void context.close(),
    };
  } catch {
    // Without a meter the recording goes on.
    return { level: () => 0.3, close: () => undefined };
  }
}
