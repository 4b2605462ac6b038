/** `<swiper>` and `<swiper-item>`: pages side by side, one after another by hand, by clock or by the program. */
import { lengthPx } from "../../style";
import { number, part, text, truth } from "../component";
import type { Component, ComponentContext, ComponentFactory } from "../component";
import { dragSwiper } from "./swiper-drag";
import { Dots } from "./swiper-dots";
import { isRound, limited, nearestTurn, placeOf, resisted, settled, wrapped } from "./swiper-model";
import type { Track } from "./swiper-model";

const EASINGS: Readonly<Record<string, (share: number) => number>> = {
  linear: (t) => t,
  easeInCubic: (t) => t ** 3,
  easeOutCubic: (t) => 1 - (1 - t) ** 3,
  easeInOutCubic: (t) => (t < 0.5 ? 4 * t ** 3 : 1 - (2 - 2 * t) ** 3 / 2),
  default: (t) => 1 - (1 - t) ** 3,
};

type Source = "touch" | "autoplay" | "";

class Swiper implements Component {
  readonly content = part("swiper-track");
  private readonly frame_ = part("swiper-frame");
  private readonly dots = new Dots((index) => this.go(index, "touch"));
  private readonly given: Record<string, unknown> = {};
  private items: HTMLElement[] = [];
  private position = 0;
  /** Where the movement that is under way began. */
  private from = 0;
  private current = 0;
  private run = 0;
  private timer = 0;
  private isHeld = false;
  private isShown = true;
  private isReady = false;
  private readonly undo: () => void;
  private readonly resize = new ResizeObserver(() => this.draw());

  constructor(
    private readonly element: HTMLElement,
    private readonly context: ComponentContext,
  ) {
    this.frame_.append(this.content);
    element.append(this.frame_);
    element.setAttribute("aria-roledescription", "carousel");
    this.undo = dragSwiper(element, {
      isVertical: () => this.isVertical(),
      isAllowed: () => this.items.length > 1 && text(this.given["direction"]) !== "none",
      begin: () => this.hold(),
      move: (pages) => this.drag(pages),
      end: (velocity) => this.release(velocity),
      size: () => this.pageSize(),
    });
    this.resize.observe(element);
  }

  prop(name: string, value: unknown): void {
    this.given[name] = value;
    if (name === "current") this.setCurrent(number(value, 0));
    else if (name === "autoplay" || name === "interval") this.wind();
    else if (this.isReady) this.draw();
  }

  ready(): void {
    this.isReady = true;
    this.children();
    this.wind();
  }

  children(): void {
    const items = [...this.content.querySelectorAll<HTMLElement>("wx-swiper-item")].filter((item) => item.closest("wx-swiper") === this.element);
    const isSame = items.length === this.items.length && items.every((item, at) => item === this.items[at]);
    this.items = items;
    if (this.run === 0 || !isSame) this.jump(limited(Math.min(this.wanted(), Math.max(0, items.length - 1)), this.track()));
  }

  private wanted(): number {
    return Math.max(0, Math.floor(number(this.given["current"], this.current)));
  }

  private track(): Track {
    const shown = Math.max(1, Math.floor(number(this.given["displayMultipleItems"], 1)));
    return { count: this.items.length, shown, isCircular: truth(this.given["circular"]) };
  }

  private isVertical(): boolean {
    return truth(this.given["vertical"]);
  }

  private margin(name: string): number {
    return Math.max(0, lengthPx(text(this.given[name]) || 0, window.innerWidth));
  }

  private pageSize(): number {
    const whole = this.isVertical() ? this.element.clientHeight : this.element.clientWidth;
    return Math.max(1, (whole - this.margin("previousMargin") - this.margin("nextMargin")) / this.track().shown);
  }

  private setCurrent(index: number): void {
    this.given["current"] = index;
    if (!this.isReady || this.items.length === 0) return void (this.current = index);
    const to = Math.min(Math.max(0, Math.floor(index)), this.items.length - 1);
    if (to !== this.current) this.go(to, "");
  }

  /** To a page, with a change told now and the end of the movement later. */
  private go(index: number, source: Source): void {
    this.glide(nearestTurn(this.position, index, this.track()), source);
  }

  private glide(goal: number, source: Source): void {
    const run = ++this.run;
    const from = this.position;
    if (source !== "touch") this.from = from;
    const next = wrapped(goal, this.items.length);
    this.change(next, source);
    const ms = this.context.surroundings.reducedMotion() ? 0 : Math.max(0, number(this.given["duration"], 500));
    const ease = EASINGS[text(this.given["easingFunction"])] ?? EASINGS["default"] ?? ((t: number) => t);
    const begun = performance.now();
    const step = (now: number): void => {
      if (run !== this.run) return;
      const share = ms === 0 ? 1 : Math.min(1, Math.max(0, now - begun) / ms);
      this.position = from + (goal - from) * ease(share);
      this.draw();
      this.moved(this.position - this.from);
      if (share < 1) requestAnimationFrame(step);
      else this.finish(next, source);
    };
    requestAnimationFrame(step);
  }

  private finish(index: number, source: Source): void {
    this.run = 0;
    this.position = index;
    this.draw();
    this.context.emit("animationfinish", this.detail(index, source));
    this.wind();
  }

  private change(next: number, source: Source): void {
    if (next === this.current) return;
    this.current = next;
    this.given["current"] = next;
    this.dots.mark(next);
    this.context.value("current", next);
    this.context.emit("change", this.detail(next, source));
  }

  private detail(current: number, source: Source): Record<string, unknown> {
    return { current, currentItemId: this.items[current]?.dataset["itemId"] ?? "", source };
  }

  private moved(pages: number): void {
    if (!this.context.listens("transition")) return;
    const px = pages * this.pageSize();
    this.context.emit("transition", this.isVertical() ? { dx: 0, dy: px } : { dx: px, dy: 0 });
  }

  private jump(to: number): void {
    this.run = 0;
    this.position = to;
    this.current = to;
    this.draw();
  }

  private hold(): void {
    this.isHeld = true;
    this.run += 1;
    window.clearTimeout(this.timer);
    this.from = this.position;
  }

  private drag(pages: number): void {
    this.position = resisted(this.from - pages, this.track());
    this.draw();
    this.moved(this.position - this.from);
  }

  private release(velocity: number): void {
    this.isHeld = false;
    this.glide(settled(Math.round(this.from), this.position, -velocity, this.track()), "touch");
  }

  /** The clock of `autoplay`. */
  private wind(): void {
    window.clearTimeout(this.timer);
    if (!this.isReady || !truth(this.given["autoplay"]) || !this.isShown || this.isHeld) return;
    this.timer = window.setTimeout(() => {
      const track = this.track();
      if (track.count > track.shown && document.visibilityState !== "hidden") {
        const next = this.current + 1;
        this.glide(isRound(track) || next <= track.count - track.shown ? Math.round(this.position) + 1 : 0, "autoplay");
      } else this.wind();
    }, Math.max(50, number(this.given["interval"], 5000)));
  }

  private draw(): void {
    const track = this.track();
    const size = this.pageSize();
    const isVertical = this.isVertical();
    const axis = isVertical ? "Y" : "X";
    this.element.classList.toggle("hutong-vertical", isVertical);
    this.frame_.style.inset = isVertical
      ? `${String(this.margin("previousMargin"))}px 0 ${String(this.margin("nextMargin"))}px`
      : `0 ${String(this.margin("nextMargin"))}px 0 ${String(this.margin("previousMargin"))}px`;
    this.content.style.transform = `translate${axis}(${String(-this.position * size)}px) translateZ(0)`;
    this.items.forEach((item, index) => {
      item.style.transform = `translate${axis}(${String(placeOf(index, this.position, track) * size)}px)`;
      item.style.width = isVertical ? "100%" : `${String(size)}px`;
      item.style.height = isVertical ? `${String(size)}px` : "100%";
      const isSeen = Math.abs(placeOf(index, this.position, track) - this.position) < track.shown + 0.5;
      item.setAttribute("aria-hidden", String(!isSeen));
    });
    this.dots.draw(this.element, {
      isOn: truth(this.given["indicatorDots"]), count: track.count, current: this.current, shown: track.shown, isVertical,
      color: text(this.given["indicatorColor"]) || "rgba(0, 0, 0, .3)", active: text(this.given["indicatorActiveColor"]) || "#000000",
    });
  }

  shown(isShown: boolean): void {
    this.isShown = isShown;
    this.wind();
    if (isShown) this.draw();
  }

  dispose(): void {
    window.clearTimeout(this.timer);
    this.run += 1;
    this.undo();
    this.resize.disconnect();
  }
}

export const swiper: ComponentFactory = (element, context) => new Swiper(element, context);

export const swiperItem: ComponentFactory = (element) => ({
  prop(name, value) {
    if (name === "itemId") element.dataset["itemId"] = text(value);
  },
});
