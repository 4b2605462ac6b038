/** Sounds are played here, where the person's press lets them be heard; and recorded here, after asking. */
import { Refused } from "../backend";
import { number, text } from "../desk";
import type { Args, Desk, Handlers } from "../desk";
import type { Recording, SoundLike } from "../device";
import { extensionOf } from "./network";

const MOST_SOUNDS = 32;
const EVENTS: Record<string, string> = {
  canplay: "canplay", play: "play", pause: "pause", ended: "ended", timeupdate: "timeUpdate", error: "error", waiting: "waiting", seeking: "seeking", seeked: "seeked",
};

interface Sound {
  element: SoundLike;
  autoplay: boolean;
  startTime: number;
  stopping: boolean;
  /** The place of a file of the cloud is being asked for. */
  coming?: Promise<void>;
}

export function soundCalls(desk: Desk): Handlers {
  const { device, files, say, onClose } = desk;
  const sounds = new Map<number, Sound>();
  onClose(() => {
    for (const { element } of sounds.values()) silence(element);
  });

  function made(id: number) {
    const known = sounds.get(id);
    if (known) return known;
    if (sounds.size >= MOST_SOUNDS) throw new Refused("too many sounds at once");
    const element = device.sound();
    const sound: Sound = { element, autoplay: false, startTime: 0, stopping: false };
    for (const [name, kind] of Object.entries(EVENTS)) {
      element.addEventListener(name, () => {
        if (kind === "pause" && sound.stopping) return;
        tell(id, element, kind);
      });
    }
    sounds.set(id, sound);
    return sound;
  }
  function tell(id: number, element: SoundLike, kind: string): void {
    const { duration, currentTime, paused } = element;
    const error = { errMsg: "the sound cannot be played", errCode: 10001 };
    say("audio", { id, kind, duration: Number.isFinite(duration) ? duration : 0, currentTime, paused, ...(kind === "error" && { error }) });
  }
  const play = (id: number): void => {
    const { element, coming } = made(id);
    if (coming) void coming.then(() => play(id));
    else void element.play().catch(() => tell(id, element, "error"));
  };

  const doing: Record<string, (id: number, value: unknown) => void> = {
    src: (id, value) => {
      const sound = made(id);
      const begin = (): void => {
        sound.element.src = files.address(text(value), "media");
        sound.element.currentTime = sound.startTime;
        if (sound.autoplay) play(id);
      };
      if (!text(value).startsWith("cloud:")) return begin();
      sound.coming = files.ready(text(value)).then(begin, () => tell(id, sound.element, "error")).finally(() => void (sound.coming = undefined));
    },
    autoplay: (id, value) => {
      const sound = made(id);
      sound.autoplay = value === true;
      if (sound.autoplay && sound.element.src) play(id);
    },
    startTime: (id, value) => void (made(id).startTime = number(value, 0)),
    loop: (id, value) => void (made(id).element.loop = value === true),
    volume: (id, value) => void (made(id).element.volume = Math.min(Math.max(number(value, 1), 0), 1)),
    playbackRate: (id, value) => void (made(id).element.playbackRate = Math.min(Math.max(number(value, 1), 0.5), 2)),
    play: (id) => play(id),
    pause: (id) => made(id).element.pause(),
    stop: (id) => {
      const sound = made(id);
      sound.stopping = true;
      sound.element.pause();
      sound.element.currentTime = sound.startTime;
      tell(id, sound.element, "stop");
      // The element tells of its pause a moment later; a stop is not one.
      device.after(50, () => void (sound.stopping = false));
    },
    seek: (id, value) => void (made(id).element.currentTime = number(value, 0)),
    destroy: (id) => {
      const sound = sounds.get(id);
      if (sound) silence(sound.element);
      sounds.delete(id);
    },
  };

  return {
    audio: (args) => {
      const op = text(args.op);
      // What a browser cannot do (a title on the lock screen) changes nothing.
      if (Object.hasOwn(doing, op)) doing[op]?.(number(args.id, 0), args.value);
    },
    recorder: recorder(desk),
  };
}

function silence(element: SoundLike): void {
  element.pause();
  element.removeAttribute("src");
  element.load();
}

function recorder({ device, files, say, permissions, onClose }: Desk): (args: Args) => Promise<void> {
  let recording: Recording | undefined;
  let startedAt = 0;
  let calm: (() => void) | undefined;
  onClose(() => void recording?.stop());

  async function stop(): Promise<void> {
    const ended = recording;
    recording = undefined;
    calm?.();
    if (!ended) return;
    const blob = await ended.stop();
    const tempFilePath = files.temporary(blob, extensionOf("", blob.type) || "webm");
    say("recorder", { kind: "stop", tempFilePath, duration: device.now() - startedAt, fileSize: blob.size });
  }

  return async ({ op, options }) => {
    if (op === "start") {
      if (recording) throw new Refused("is recording or paused");
      await permissions.need("scope.record");
      recording = await device.record().catch(() => {
        throw new Refused("system permission denied");
      });
      startedAt = device.now();
      say("recorder", { kind: "start" });
      calm = device.after(Math.min(number((options as Args | undefined)?.duration, 60_000), 600_000), () => void stop());
    } else if (op === "stop") await stop();
    else if (op === "pause" || op === "resume") {
      recording?.[op]();
      say("recorder", { kind: op });
    }
  };
}
