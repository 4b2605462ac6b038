/**
 * video.
 *
 * | method | arguments | result |
 * |---|---|---|
 * | play, pause, stop | | |
 * | seek | position in seconds | |
 * | playbackRate | rate | |
 * | requestFullScreen | {direction} | fills the frame |
 * | exitFullScreen, showStatusBar, hideStatusBar | | |
 * | sendDanmu | {text, color} | runs over the picture |
 * | requestBackgroundPlayback, exitBackgroundPlayback, exitPictureInPicture | | nothing: there is no background in a frame |
 *
 * Told: play, pause, ended, timeupdate {currentTime, duration}, waiting, error {errMsg}, progress {buffered}, loadedmetadata {width, height,
 * duration}, fullscreenchange {fullScreen, direction}, controlstoggle {show}, seekcomplete {position}.
 */
import { number, part, text, truth, type ComponentFactory } from "../component";
import { argument, bufferedPercent, named } from "./clock";
import { Controls } from "./controls";
import { Danmu } from "./danmu";

const METHODS = [
  "play", "pause", "stop", "seek", "playbackRate", "requestFullScreen", "exitFullScreen", "showStatusBar", "hideStatusBar", "sendDanmu",
  "requestBackgroundPlayback", "exitBackgroundPlayback", "exitPictureInPicture",
];

export const video: ComponentFactory = (element, context) => {
  const box = part("video");
  const over = part("video-over");
  const player = document.createElement("video");
  player.playsInline = true;
  player.preload = "metadata";
  player.className = "hutong-video-picture";
  const danmu = new Danmu(() => context.surroundings.reducedMotion());
  const controls = new Controls({
    surroundings: context.surroundings,
    video: player,
    isFull: () => isFull,
    toggleFull: () => fill(!isFull),
    toggled: (isShown) => context.emit("controlstoggle", { show: isShown }),
  });
  box.append(player, danmu.layer, over, controls.title, controls.bar, controls.centre);
  element.append(box);

  const props: Record<string, unknown> = {};
  let isFull = false;
  let wasPlaying = false;
  let source = "";
  const wanted = (name: string, unless = true) => truth(props[name] ?? unless);

  async function open(src: string): Promise<void> {
    source = src;
    const address = src === "" ? "" : await context.load(src);
    if (source !== src) return;
    if (address === "") player.removeAttribute("src");
    else player.src = address;
    player.load();
    if (src !== "" && address === "") context.emit("error", { errMsg: "MEDIA_ERR_SRC_NOT_SUPPORTED" });
    if (wanted("autoplay", false)) start();
  }

  // A browser may refuse to begin with sound before anybody touched the page: then the play button stays.
  const start = () => void player.play().catch(() => controls.draw());

  function fill(isWanted: boolean, direction: unknown = 0): void {
    if (isFull === isWanted) return;
    isFull = isWanted;
    box.classList.toggle("hutong-video-full", isFull);
    const angle = number(direction ?? props["direction"], 0);
    box.dataset["turn"] = isFull && Math.abs(angle) === 90 && window.innerHeight > window.innerWidth ? String(angle) : "";
    controls.draw();
    context.emit("fullscreenchange", { fullScreen: isFull, direction: window.innerWidth > window.innerHeight || box.dataset["turn"] ? "horizontal" : "vertical" });
  }

  function dress(): void {
    player.style.objectFit = text(props["objectFit"]) || "contain";
    controls.set({
      controls: wanted("controls"),
      progress: wanted("showProgress"),
      fullscreen: wanted("showFullscreenBtn"),
      play: wanted("showPlayBtn"),
      centre: wanted("showCenterPlayBtn"),
      mute: wanted("showMuteBtn", false),
      title: text(props["title"]),
      duration: number(props["duration"], 0),
    });
  }

  player.addEventListener("play", () => context.emit("play", {}));
  player.addEventListener("pause", () => context.emit("pause", {}));
  player.addEventListener("ended", () => context.emit("ended", {}));
  player.addEventListener("waiting", () => context.emit("waiting", {}));
  player.addEventListener("seeked", () => context.emit("seekcomplete", { position: player.currentTime }));
  player.addEventListener("error", () => {
    if (source !== "") context.emit("error", { errMsg: player.error?.message || "MEDIA_ERR_NETWORK" });
  });
  player.addEventListener("timeupdate", () => {
    context.emit("timeupdate", { currentTime: player.currentTime, duration: player.duration || 0 });
    danmu.at(player.currentTime);
  });
  player.addEventListener("progress", () => {
    const ranges = Array.from({ length: player.buffered.length }, (_, at) => ({ start: player.buffered.start(at), end: player.buffered.end(at) }));
    context.emit("progress", { buffered: bufferedPercent(ranges, player.currentTime, player.duration) });
  });
  player.addEventListener("loadedmetadata", () => {
    const from = number(props["initialTime"], 0);
    if (from > 0) player.currentTime = from;
    context.emit("loadedmetadata", { width: player.videoWidth, height: player.videoHeight, duration: player.duration });
    controls.draw();
  });
  player.addEventListener("click", () => controls.flip());
  player.addEventListener("dblclick", () => {
    if (wanted("enablePlayGesture", false)) controls.toggle();
  });
  box.addEventListener("keydown", (event) => {
    if (event.key === "Escape") fill(false);
  });

  const dressLater = () => dress();
  dress();
  return {
    content: over,
    prop(name, value) {
      props[name] = value;
      if (name === "src") void open(text(value));
      else if (name === "poster") {
        void context.load(text(value)).then((address) => {
          if (props["poster"] === value) player.poster = address;
        });
      }
      else if (name === "loop") player.loop = truth(value);
      else if (name === "muted") player.muted = truth(value);
      else if (name === "danmuList") danmu.list(value);
      else if (name === "enableDanmu") danmu.show(truth(value));
      context.frame(dressLater);
    },
    fields(name) {
      if (name === "context" || name === "node") return { methods: METHODS };
      return name === "currentTime" ? player.currentTime : undefined;
    },
    method(name, args) {
      if (name === "play") start();
      else if (name === "pause") player.pause();
      else if (name === "stop") {
        player.pause();
        player.currentTime = 0;
      } else if (name === "seek") player.currentTime = number(argument(args, "position"), 0);
      else if (name === "playbackRate") player.playbackRate = number(argument(args, "rate"), 1);
      else if (name === "requestFullScreen") fill(true, named(args)["direction"]);
      else if (name === "exitFullScreen") fill(false);
      else if (name === "sendDanmu") danmu.send(named(args));
    },
    shown(isShown) {
      if (isShown && wasPlaying) start();
      wasPlaying = !isShown && !player.paused;
      if (!isShown && wanted("autoPauseIfNavigate")) player.pause();
    },
    dispose() {
      controls.dispose();
      player.pause();
      player.removeAttribute("src");
      player.load();
    },
  };
};
