/** One column that turns: by finger, mouse, mouse wheel and keys, over items of one height. */
import { keyed, rest, rubber, speed, type Sample } from "./wheel-model";

export interface WheelOptions {
  /** What is dragged. */
  port: HTMLElement;
  /** What moves; its middle item stands in the middle of `port`. */
  track: HTMLElement;
  count(): number;
  /** Height of an item in pixels. */
  item(): number;
  reducedMotion(): boolean;
  /** A hand took the wheel. */
  started?(): void;
  /** It was let go and will rest on `index`. */
  turned?(index: number): void;
  /** It rests. */
  settled?(index: number): void;
}

export class Wheel {
  index = 0;
  #offset = 0;
  #samples: Sample[] = [];
  #grip: { pointer: number; y: number; offset: number; isMoved: boolean } | null = null;
  #isTurning = false;
  #rolled = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(readonly options: WheelOptions) {
    const { port } = options;
    port.addEventListener("pointerdown", this.#grab);
    port.addEventListener("pointermove", this.#drag);
    port.addEventListener("pointerup", this.#release);
    port.addEventListener("pointercancel", this.#release);
    port.addEventListener("wheel", this.#roll, { passive: false });
    port.addEventListener("keydown", this.#press);
  }

  /** Is a hand on it, or is it still moving? */
  get isTurning(): boolean {
    return this.#isTurning;
  }

  /** Put it on `index` without telling anybody. */
  set(index: number): void {
    clearTimeout(this.#timer);
    this.#isTurning = false;
    this.index = Math.min(Math.max(0, this.options.count() - 1), Math.max(0, index));
    this.#place(this.index * this.options.item(), 0);
  }

  #place(offset: number, duration_ms: number): void {
    this.#offset = offset;
    const { track } = this.options;
    track.style.transition = duration_ms > 0 ? `transform ${String(duration_ms)}ms cubic-bezier(.2,.8,.2,1)` : "none";
    track.style.transform = `translateY(${String(-offset)}px)`;
  }

  #start(): void {
    clearTimeout(this.#timer);
    if (this.#isTurning) return;
    this.#isTurning = true;
    this.options.started?.();
  }

  #go(index: number, duration_ms: number): void {
    const wait_ms = this.options.reducedMotion() ? 0 : duration_ms;
    const isNew = index !== this.index;
    this.index = index;
    this.#place(index * this.options.item(), wait_ms);
    if (isNew) this.options.turned?.(index);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#isTurning = false;
      this.options.settled?.(this.index);
    }, wait_ms + 16);
  }

  #grab = (event: PointerEvent): void => {
    if (event.button !== 0 || this.#grip || this.options.count() === 0) return;
    // A wheel caught in motion is held where it is seen, not where it was going.
    const seen = new DOMMatrixReadOnly(getComputedStyle(this.options.track).transform).m42;
    this.#place(-seen, 0);
    this.#grip = { pointer: event.pointerId, y: event.clientY, offset: this.#offset, isMoved: false };
    this.#samples = [{ at: event.timeStamp, y: event.clientY }];
    this.options.port.setPointerCapture(event.pointerId);
  };

  #drag = (event: PointerEvent): void => {
    const grip = this.#grip;
    if (grip?.pointer !== event.pointerId) return;
    const way = grip.y - event.clientY;
    if (!grip.isMoved && Math.abs(way) < 4) return;
    if (!grip.isMoved) this.#start();
    grip.isMoved = true;
    this.#samples.push({ at: event.timeStamp, y: event.clientY });
    this.#place(rubber(grip.offset + way, this.options.item(), this.options.count()), 0);
  };

  #release = (event: PointerEvent): void => {
    const grip = this.#grip;
    if (grip?.pointer !== event.pointerId) return;
    this.#grip = null;
    const { count, item, port } = this.options;
    if (!grip.isMoved && event.type === "pointerup") {
      const box = port.getBoundingClientRect();
      const to = rest(this.#offset + event.clientY - (box.top + box.height / 2), 0, item(), count());
      this.#start();
      this.#go(to.index, to.duration_ms);
      return;
    }
    this.#start();
    const to = rest(this.#offset, event.type === "pointerup" ? speed(this.#samples, event.timeStamp) : 0, item(), count());
    this.#go(to.index, to.duration_ms);
  };

  #roll = (event: WheelEvent): void => {
    if (this.options.count() === 0) return;
    event.preventDefault();
    // A notch of a mouse is one item, however far it says it is; a pad says every pixel.
    const isNotch = event.deltaMode !== 0 || Math.abs(event.deltaY) >= 50;
    this.#rolled = isNotch ? Math.sign(event.deltaY) * this.options.item() : this.#rolled + event.deltaY;
    const steps = Math.trunc(this.#rolled / this.options.item());
    if (steps === 0) return;
    this.#rolled -= steps * this.options.item();
    this.#step(this.index + steps);
  };

  #press = (event: KeyboardEvent): void => {
    const to = keyed(event.key, this.index, this.options.count());
    if (to === null) return;
    event.preventDefault();
    this.#step(to);
  };

  #step(index: number): void {
    const to = Math.min(Math.max(0, this.options.count() - 1), Math.max(0, index));
    if (to === this.index) return;
    this.#start();
    this.#go(to, 160);
  }
}
