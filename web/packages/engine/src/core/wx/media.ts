/** Sounds are played by the host; videos, maps, cameras and editors are components whose methods are sent to the view. */
import type { Face } from "../seam";
import { withoutFunctions } from "./canvas-node";
import { Fail, Listeners, settle } from "./conventions";
import type { Args } from "./conventions";
import type { Kit } from "./kit";

const SOUND_EVENTS = "canplay play pause stop ended timeUpdate error waiting seeking seeked";
const capital = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);

interface Sound {
  isBackground: boolean;
  pause: () => void;
  facts: Args;
  events: Record<string, Listeners>;
}

/** Properties a program sets are told to the host; those the host tells are only read. */
const SET = "src startTime autoplay loop obeyMuteSwitch volume playbackRate referrerPolicy title epname singer coverImgUrl webUrl protocol";
const TOLD: Args = { duration: 0, currentTime: 0, paused: true, buffered: 0 };

export function addMedia(kit: Kit): void {
  const sounds = new Map<number, Sound>();
  kit.seam.onEvent("audio", (data) => {
    const { id, kind, error, ...facts } = data as { id: number; kind: string; error?: unknown } & Args;
    const sound = sounds.get(id);
    if (!sound) return;
    Object.assign(sound.facts, facts);
    sound.events[kind]?.tell(...(kind === "error" ? [error] : []));
  });

  // Who looks elsewhere hears no more of it; music of the background manager plays on.
  kit.seam.onApp("hide", () => {
    for (const sound of sounds.values()) if (!sound.isBackground && sound.facts.paused === false) sound.pause();
  });

  function make(more: string): Args {
    const id = kit.nextTask();
    const facts: Args = { src: "", startTime: 0, autoplay: false, loop: false, obeyMuteSwitch: true, volume: 1, playbackRate: 1, ...TOLD };
    const events: Record<string, Listeners> = {};
    const sound: Args = {};
    const send = (op: string, value?: unknown): void => void kit.call("audio", { id, op, ...(value !== undefined && { value }) }).catch((problem: { message?: string }) => {
      events.error?.tell({ errMsg: problem.message, errCode: 10001 });
    });
    for (const name of `${SOUND_EVENTS} ${more}`.trim().split(" ")) {
      const listeners = (events[name] = new Listeners(kit.guard));
      sound[`on${capital(name)}`] = listeners.on;
      sound[`off${capital(name)}`] = listeners.off;
    }
    for (const name of Object.keys({ ...facts, ...Object.fromEntries(SET.split(" ").map((one) => [one, 0])) })) {
      Object.defineProperty(sound, name, {
        enumerable: true,
        get: () => facts[name],
        ...(!(name in TOLD) && {
          set: (value: unknown) => {
            facts[name] = value;
            send(name, value);
          },
        }),
      });
    }
    for (const op of ["play", "pause", "stop"]) sound[op] = () => send(op);
    sound.seek = (seconds: number) => send("seek", seconds);
    sound.destroy = () => {
      send("destroy");
      sounds.delete(id);
    };
    sounds.set(id, { facts, events, isBackground: more !== "", pause: () => send("pause") });
    return sound;
  }

  kit.wx.createInnerAudioContext = () => make("");
  kit.shapes.set("createInnerAudioContext", "useWebAudioImplement:b");
  let background: Args | undefined;
  kit.wx.getBackgroundAudioManager = () => (background ??= make("prev next"));
  kit.classes.set("InnerAudioContext", make(""));
  kit.classes.set("BackgroundAudioManager", { ...make("prev next") });
  kit.api("setInnerAudioOption", "mixWithOther:b obeyMuteSwitch:b speakerOn:b", () => undefined);
  kit.api("getAvailableAudioSources", "", () => ({ audioSources: ["auto", "mic"] }));
  addRecorder(kit);
  addContexts(kit);
}

function addRecorder(kit: Kit): void {
  const names = "start pause resume stop frameRecorded error interruptionBegin interruptionEnd";
  const events = Object.fromEntries(names.split(" ").map((name) => [name, new Listeners(kit.guard)]));
  const manager: Args = {};
  for (const [name, listeners] of Object.entries(events)) manager[`on${capital(name)}`] = listeners.on;
  kit.seam.onEvent("recorder", (data) => {
    const { kind, ...rest } = data as { kind: string } & Args;
    events[kind]?.tell(rest);
  });
  for (const op of ["start", "pause", "resume", "stop"]) {
    manager[op] = (options: Args = {}) =>
      void kit.call("recorder", { op, options: op === "start" ? withoutFunctions(options) : {} }).catch((problem: { message?: string }) => {
        events.error?.tell({ errMsg: `operateRecorder:fail ${problem.message ?? ""}` });
      });
  }
  kit.wx.getRecorderManager = () => manager;
  kit.classes.set("RecorderManager", manager);
}

/** Methods that settle like a function of wx, and those that only do. */
const CONTEXTS: Record<string, { create: string; tag: string; quiet: string; settled: string }> = {
  VideoContext: {
    create: "createVideoContext", tag: "video", quiet: "play pause stop seek sendDanmu playbackRate requestFullScreen exitFullScreen showStatusBar hideStatusBar",
    settled: "exitPictureInPicture requestBackgroundPlayback exitBackgroundPlayback",
  },
  AudioContext: { create: "createAudioContext", tag: "audio", quiet: "play pause seek setSrc", settled: "" },
  MapContext: {
    create: "createMapContext", tag: "map", quiet: "",
    settled: "getCenterLocation moveToLocation translateMarker includePoints getRegion getRotate getSkew getScale setCenterOffset addMarkers removeMarkers moveAlong toScreenLocation fromScreenLocation setBoundary",
  },
  CameraContext: { create: "createCameraContext", tag: "camera", quiet: "", settled: "setZoom takePhoto startRecord stopRecord" },
  EditorContext: { create: "", tag: "editor", quiet: "format", settled: "blur clear deleteText getContents getSelectionText insertDivider insertImage insertText redo removeFormat scrollIntoView setContents undo" },
};

function addContexts(kit: Kit): void {
  const { seam } = kit;
  for (const [type, { create, tag, quiet, settled }] of Object.entries(CONTEXTS)) {
    const build = (find: () => number | undefined): Args => {
      const context: Args = {};
      const run = async (name: string, args: unknown[]): Promise<unknown> => {
        const node = find();
        if (node === undefined) throw new Error(`${tag} not found`);
        const answer = (await seam.method(node, name, args)) as Args | null | undefined;
        return type === "CameraContext" ? kept(kit, answer) : answer;
      };
      for (const name of quiet.split(" ").filter(Boolean)) context[name] = (...args: unknown[]) => void run(name, args).catch(() => undefined);
      for (const name of settled.split(" ").filter(Boolean)) {
        context[name] = (options?: Args) =>
          settle(name, options, kit.guard, async () => {
            const result = await run(name, [withoutFunctions(options ?? {})]);
            kit.guard(options?.animationEnd);
            return result;
          });
      }
      if (type === "CameraContext") context.onCameraFrame = () => frames(kit);
      return context;
    };
    if (create) {
      // A map or video may be made a moment after its context: the node is looked for when it is spoken to.
      kit.wx[create] = (id?: unknown, within?: unknown) =>
        build(() => seam.find(id === undefined || typeof id === "object" ? tag : `#${String(id)}`, { within: (within ?? (typeof id === "object" ? id : undefined)) as Face })[0]?.node);
    }
    kit.classes.set(type, build(() => undefined));
  }
}

/** Single pictures of a camera do not come through the frame: starting says so. */
function frames(kit: Kit): Args {
  return {
    start: (options?: Args) => {
      kit.seam.tell("missing", { api: "CameraContext.onCameraFrame" });
      return settle("CameraFrameListener.start", options, kit.guard, () => Promise.reject(new Fail("not supported")));
    },
    stop: (options?: Args) => settle("CameraFrameListener.stop", options, kit.guard, () => undefined),
  };
}

/** Photographs come as bytes from the view and become temporary files of the host. */
async function kept(kit: Kit, answer: Args | null | undefined): Promise<Args> {
  const { bytes, extension, ...rest } = answer ?? {};
  if (!(bytes instanceof ArrayBuffer)) return rest;
  const { path } = await kit.call("fs.temp", { data: bytes, extension: extension ?? "jpg" });
  return { ...rest, tempImagePath: path, tempVideoPath: path };
}
