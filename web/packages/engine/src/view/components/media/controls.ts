/** The bar below a video: play, where it stands, sound, full size. It fades while the video plays and nobody touches it. */
import { part, type Surroundings } from "../component";
import { clockText } from "./clock";
import { dress, glyphButton } from "./glyphs";

export interface ControlsOptions {
  surroundings: Surroundings;
  video: HTMLVideoElement;
  isFull(): boolean;
  toggleFull(): void;
  toggled(isShown: boolean): void;
}

export interface ControlsProps {
  controls: boolean;
  progress: boolean;
  fullscreen: boolean;
  play: boolean;
  centre: boolean;
  mute: boolean;
  title: string;
  duration: number;
}

const WORDS = {
  zh_CN: { play: "播放", pause: "暂停", mute: "静音", sound: "取消静音", larger: "全屏", smaller: "退出全屏", place: "播放进度" },
  en: { play: "Play", pause: "Pause", mute: "Mute", sound: "Unmute", larger: "Full screen", smaller: "Leave full screen", place: "Position" },
};
const FADE_MS = 4_000;

export class Controls {
  readonly bar = part("video-bar");
  readonly centre: HTMLButtonElement;
  readonly title = part("video-title");
  readonly #play: HTMLButtonElement;
  readonly #mute: HTMLButtonElement;
  readonly #full: HTMLButtonElement;
  readonly #now = part("video-now", "span");
  readonly #whole = part("video-whole", "span");
  readonly #range = document.createElement("input");
  readonly #words: (typeof WORDS)["en"];
  #props: ControlsProps | null = null;
  #isShown = true;
  #isDragged = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(readonly options: ControlsOptions) {
    const { video } = options;
    this.#words = WORDS[options.surroundings.language()];
    this.centre = glyphButton("video-centre", "play", this.#words.play, this.toggle);
    this.#play = glyphButton("video-button", "play", this.#words.play, this.toggle);
    this.#mute = glyphButton("video-button", "sound", this.#words.mute, () => (video.muted = !video.muted));
    this.#full = glyphButton("video-button", "larger", this.#words.larger, () => options.toggleFull());
    this.#range.type = "range";
    this.#range.min = this.#range.value = "0";
    this.#range.step = "any";
    this.#range.className = "hutong-video-range";
    this.#range.ariaLabel = this.#words.place;
    this.#range.addEventListener("input", () => {
      this.#isDragged = true;
      this.#now.textContent = clockText(Number(this.#range.value));
      this.show();
    });
    this.#range.addEventListener("change", () => {
      this.#isDragged = false;
      video.currentTime = Number(this.#range.value);
    });
    this.bar.append(this.#play, this.#now, this.#range, this.#whole, this.#mute, this.#full);
    for (const type of ["play", "pause", "ended", "timeupdate", "durationchange", "volumechange"]) video.addEventListener(type, this.draw);
  }

  toggle = (): void => {
    const { video } = this.options;
    if (video.paused || video.ended) void video.play().catch(() => undefined);
    else video.pause();
  };

  set(props: ControlsProps): void {
    this.#props = props;
    this.draw();
  }

  /** A press on the picture shows the bar for a while, or puts it away. */
  flip(): void {
    if (this.#isShown && !this.options.video.paused) this.#hide();
    else this.show();
  }

  show(): void {
    clearTimeout(this.#timer);
    if (!this.#isShown) this.options.toggled(true);
    this.#isShown = true;
    this.bar.classList.remove("hutong-gone");
    if (!this.options.video.paused) this.#timer = setTimeout(() => this.#hide(), FADE_MS);
  }

  #hide(): void {
    if (!this.#isShown || this.options.video.paused || this.#isDragged) return;
    this.#isShown = false;
    this.bar.classList.add("hutong-gone");
    this.options.toggled(false);
  }

  draw = (event?: Event): void => {
    const { video } = this.options;
    const props = this.#props;
    if (!props) return;
    const isPlaying = !video.paused && !video.ended;
    const whole = Number.isFinite(video.duration) ? video.duration : props.duration;
    this.bar.hidden = !props.controls;
    this.centre.hidden = !props.centre || isPlaying || (video.currentTime > 0 && !video.ended && props.controls && props.play);
    this.title.hidden = props.title === "" || !this.options.isFull();
    this.title.textContent = props.title;
    this.#play.hidden = !props.play;
    this.#mute.hidden = !props.mute;
    this.#full.hidden = !props.fullscreen;
    for (const one of [this.#now, this.#range, this.#whole]) one.hidden = !props.progress;
    dress(this.#play, isPlaying ? "pause" : "play", isPlaying ? this.#words.pause : this.#words.play);
    dress(this.#mute, video.muted ? "silent" : "sound", video.muted ? this.#words.sound : this.#words.mute);
    dress(this.#full, this.options.isFull() ? "smaller" : "larger", this.options.isFull() ? this.#words.smaller : this.#words.larger);
    this.#whole.textContent = clockText(whole);
    this.#range.max = String(whole || 0);
    if (!this.#isDragged) {
      this.#now.textContent = clockText(video.currentTime);
      this.#range.value = String(video.currentTime);
    }
    this.#range.style.setProperty("--hutong-played", `${String(whole > 0 ? (Number(this.#range.value) / whole) * 100 : 0)}%`);
    if (event?.type === "play" || event?.type === "pause") this.show();
  };

  dispose(): void {
    clearTimeout(this.#timer);
  }
}
