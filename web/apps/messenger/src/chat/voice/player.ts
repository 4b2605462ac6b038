/** The one loudspeaker of the messenger: starting a voice message pauses the one before, each keeps its own place. */
import { VoiceMemory } from "./memory";

export const RATES = [1, 1.5, 2] as const;
const SAVE_MS = 2_000;

export interface Playing {
  voice: string | null;
  isPlaying: boolean;
  at: number;
  rate: number;
  /** The one that would not play. */
  broken: string | null;
}

class Player {
  private state: Playing = { voice: null, isPlaying: false, at: 0, rate: 1, broken: null };
  private readonly listeners = new Set<() => void>();
  private readonly memory = new VoiceMemory(localStorage, "hutong.voice");
  private element: HTMLAudioElement | null = null;
  private savedAt = 0;
  private frame = 0;

  readonly snapshot = (): Playing => this.state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  positionOf(voice: string): number {
    return this.state.voice === voice ? this.state.at : this.memory.positionOf(voice);
  }

  wasHeard(voice: string): boolean {
    return this.memory.wasHeard(voice);
  }

  toggle(voice: string, url: string): void {
    if (this.state.voice === voice && this.state.isPlaying) return this.element?.pause();
    this.load(voice, url);
    this.play(voice);
  }

  seek(voice: string, url: string, seconds: number): void {
    this.load(voice, url);
    const at = Math.max(0, seconds);
    if (this.element) this.element.currentTime = at;
    this.put({ at });
    this.memory.keep(voice, at);
  }

  /** Seconds on or back, for arrow keys. */
  skip(voice: string, url: string, seconds: number, length: number): void {
    this.seek(voice, url, Math.min(length, this.positionOf(voice) + seconds));
  }

  nextRate(): void {
    const rate = RATES[(RATES.indexOf(this.state.rate as (typeof RATES)[number]) + 1) % RATES.length] ?? 1;
    if (this.element) this.element.playbackRate = rate;
    this.put({ rate });
  }

  /** Nobody can play or stop it any more: the thread is closed. */
  stop(): void {
    this.element?.pause();
  }

  private load(voice: string, url: string): void {
    if (this.state.voice === voice && this.element) return;
    const before = this.state.voice;
    if (before) this.memory.keep(before, this.state.at);
    this.element?.pause();
    const element = new Audio(url);
    const at = this.memory.positionOf(voice);
    element.preload = "auto";
    element.playbackRate = this.state.rate;
    element.preservesPitch = true;
    if (at > 0) element.currentTime = at;
    element.onplay = () => this.isNow(element) && this.run();
    element.onpause = () => this.isNow(element) && this.rest();
    element.onended = () => this.isNow(element) && this.end();
    element.onerror = () => this.isNow(element) && this.put({ broken: voice, isPlaying: false });
    this.element = element;
    this.put({ voice, at, isPlaying: false, broken: null });
  }

  private play(voice: string): void {
    this.put({ isPlaying: true });
    this.memory.keep(voice, this.state.at);
    this.element?.play().catch((error: unknown) => {
      // Paused before it began is no failure.
      const isPaused = error instanceof DOMException && error.name === "AbortError";
      if (this.state.voice === voice) this.put({ isPlaying: false, broken: isPaused ? null : voice });
    });
  }

  private isNow(element: HTMLAudioElement): boolean {
    return this.element === element;
  }

  private run(): void {
    cancelAnimationFrame(this.frame);
    const step = () => {
      const element = this.element;
      if (!element || element.paused) return;
      this.put({ at: element.currentTime, isPlaying: true });
      if (this.state.voice && Date.now() - this.savedAt > SAVE_MS) {
        this.savedAt = Date.now();
        this.memory.keep(this.state.voice, element.currentTime);
      }
      this.frame = requestAnimationFrame(step);
    };
    step();
  }

  private rest(): void {
    if (this.state.voice) this.memory.keep(this.state.voice, this.element?.currentTime ?? this.state.at);
    this.put({ isPlaying: false });
  }

  private end(): void {
    if (this.element) this.element.currentTime = 0;
    if (this.state.voice) this.memory.keep(this.state.voice, 0);
    this.put({ isPlaying: false, at: 0 });
  }

  private put(change: Partial<Playing>): void {
    this.state = { ...this.state, ...change };
    for (const listener of this.listeners) listener();
  }
}

export const player = new Player();
