/** Functions of an older time, said again with what followed them; and Skyline's animations, which here run where everything runs. */
import { Fail } from "./conventions";
import type { Args } from "./conventions";
import type { Kit } from "./kit";

type Player = Args & Record<"play" | "pause" | "stop" | "destroy", () => void> & { seek(seconds: number): void } & Record<`on${string}`, (listener: () => void) => void>;

export function addOlder(kit: Kit): void {
  addBackgroundAudio(kit);
  addVoice(kit);
  addSkyline(kit);
}

function addBackgroundAudio(kit: Kit): void {
  const player = (): Player => (kit.wx.getBackgroundAudioManager as () => Player)();
  const playing = (): Player => {
    if (!player().src) throw new Fail("no music is playing");
    return player();
  };
  kit.api("playBackgroundAudio", "dataUrl:s! title:s coverImgUrl:s", ({ dataUrl, ...more }) => {
    Object.assign(player(), more, { src: dataUrl });
    player().play();
  });
  kit.api("pauseBackgroundAudio", "", () => playing().pause());
  kit.api("stopBackgroundAudio", "", () => playing().stop());
  kit.api("seekBackgroundAudio", "position:n!", (args) => playing().seek(args.position as number));
  kit.api("getBackgroundAudioPlayerState", "", () => {
    const { src, duration, currentTime, paused } = player();
    return { status: src ? (paused ? 0 : 1) : 2, ...(src ? { duration, currentPosition: currentTime, downloadPercent: 100, dataUrl: src } : {}) };
  });
  for (const name of ["onBackgroundAudioPlay", "onBackgroundAudioPause", "onBackgroundAudioStop"]) {
    kit.wx[name] = (listener: () => void) => player()[`on${name.slice("onBackgroundAudio".length)}`]?.(listener);
  }
}

/** One voice at a time. */
function addVoice(kit: Kit): void {
  let voice: Player | undefined;
  kit.api("playVoice", "filePath:s! duration:n", async ({ filePath }) => {
    voice?.destroy();
    const now = (voice = (kit.wx.createInnerAudioContext as () => Player)());
    await new Promise<void>((done, failed) => {
      for (const name of ["onEnded", "onStop"] as const) now[name]?.(done);
      now.onError?.(() => failed(new Fail("the sound cannot be played")));
      now.src = filePath;
      now.play();
    });
  });
  kit.api("pauseVoice", "", () => voice?.pause());
  kit.api("stopVoice", "", () => voice?.stop());
}

function addSkyline(kit: Kit): void {
  const straight = (share: number): number => share;
  const makes = () => straight;
  // An animation has its last value at once; what waits for its end hears so.
  const ends = (to: unknown, _options?: unknown, done?: unknown): unknown => {
    void Promise.resolve().then(() => kit.guard(done, true));
    return to;
  };
  const easings = "linear ease quad cubic sin circle exp bounce step0 step1";
  kit.wx.worklet = {
    shared: (value: unknown) => ({ value }),
    derived: (worked: () => unknown) => ({
      get value(): unknown {
        return worked();
      },
    }),
    timing: ends, spring: ends, decay: () => 0, delay: (_: number, value: unknown) => value, sequence: (...all: unknown[]) => all.at(-1), repeat: (value: unknown) => value,
    cancelAnimation: () => undefined,
    runOnUI: (run: unknown) => run, runOnJS: (run: unknown) => run,
    scrollViewContext: { scrollTo: () => undefined },
    Easing: {
      ...Object.fromEntries(easings.split(" ").map((name) => [name, straight])),
      ...Object.fromEntries(["poly", "elastic", "back", "cubicBezier", "in", "out", "inOut"].map((name) => [name, makes])),
      bezier: () => ({ factory: makes }),
    },
  };
  const builders = new Map<string, unknown>();
  kit.wx.router = {
    addRouteBuilder: (name: string, builder: unknown) => void builders.set(name, builder),
    removeRouteBuilder: (name: string) => void builders.delete(name),
    getRouteContext: () => null,
  };
}
