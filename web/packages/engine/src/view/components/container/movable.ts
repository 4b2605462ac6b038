/** `<movable-area>` and `<movable-view>`: things a hand moves about, throws and scales. */
import { eased } from "../../scroller";
import { lengthPx } from "../../style";
import { number, text, truth } from "../component";
import type { Component, ComponentContext, ComponentFactory } from "../component";
import { boundsOf, held, stretched, thrown } from "./movable-model";
import type { Bounds } from "./movable-model";
import { followHand } from "./movable-hand";

type Source = "touch" | "touch-out-of-bounds" | "out-of-bounds" | "friction" | "";

const px = (value: unknown): number => lengthPx(typeof value === "number" ? value : text(value), window.innerWidth);

class MovableView implements Component {
  private readonly given: Record<string, unknown> = {};
  /** Which of x and y the program has just set; the other stays where the hand left it. */
  private readonly asked = new Set<"x" | "y">();
  private x = 0;
  private y = 0;
  private scale = 1;
  private run = 0;
  private isReady = false;
  private readonly undo: () => void;

  constructor(
    private readonly element: HTMLElement,
    private readonly context: ComponentContext,
  ) {
    this.undo = followHand(element, {
      isAllowed: () => !truth(this.given["disabled"]),
      directions: () => this.directions(),
      begin: () => this.begin(),
      move: (dx, dy) => this.move(dx, dy),
      pinch: (factor) => this.pinch(factor),
      end: (vx, vy) => this.end(vx, vy),
      first: (isAcross) => this.context.emit(isAcross ? "htouchmove" : "vtouchmove", {}),
    });
  }

  prop(name: string, value: unknown): void {
    this.given[name] = value;
    if (!this.isReady) return;
    if (name === "x" || name === "y") {
      this.asked.add(name);
      this.context.frame(this.follow);
    }
    if (name === "scaleValue") this.scaleTo(number(value, 1));
    else if (name === "direction") this.layout();
  }

  ready(): void {
    this.isReady = true;
    this.scale = this.limitedScale(number(this.given["scaleValue"], 1));
    this.x = px(this.given["x"]);
    this.y = px(this.given["y"]);
    this.layout();
    const bounds = this.bounds();
    this.x = held(this.x, bounds.minX, bounds.maxX);
    this.y = held(this.y, bounds.minY, bounds.maxY);
    this.draw();
  }

  private layout(): void {
    const { isAcross, isAlong } = this.directions();
    this.element.style.touchAction = isAcross && isAlong ? "none" : isAcross ? "pan-y" : isAlong ? "pan-x" : "auto";
  }

  private directions(): { isAcross: boolean; isAlong: boolean } {
    const direction = text(this.given["direction"]);
    return { isAcross: direction === "all" || direction === "horizontal", isAlong: direction === "all" || direction === "vertical" };
  }

  private bounds(): Bounds {
    const area = this.element.closest("wx-movable-area") ?? this.element.parentElement;
    const inside = { width: area?.clientWidth ?? 0, height: area?.clientHeight ?? 0 };
    return boundsOf(inside, { width: this.element.offsetWidth, height: this.element.offsetHeight }, this.scale);
  }

  private readonly follow = (): void => {
    const bounds = this.bounds();
    const goal = {
      x: this.asked.has("x") ? held(px(this.given["x"]), bounds.minX, bounds.maxX) : this.x,
      y: this.asked.has("y") ? held(px(this.given["y"]), bounds.minY, bounds.maxY) : this.y,
    };
    this.asked.clear();
    this.glide(goal.x, goal.y, "");
  };

  private start = { x: 0, y: 0, scale: 1 };

  private begin(): void {
    this.run += 1;
    this.start = { x: this.x, y: this.y, scale: this.scale };
  }

  private move(dx: number, dy: number): void {
    const { isAcross, isAlong } = this.directions();
    const bounds = this.bounds();
    const reach = truth(this.given["outOfBounds"]) ? stretched : held;
    const to = { x: isAcross ? this.start.x + dx : this.x, y: isAlong ? this.start.y + dy : this.y };
    this.x = isAcross ? reach(to.x, bounds.minX, bounds.maxX) : this.x;
    this.y = isAlong ? reach(to.y, bounds.minY, bounds.maxY) : this.y;
    const isOut = this.x < bounds.minX || this.x > bounds.maxX || this.y < bounds.minY || this.y > bounds.maxY;
    this.draw();
    this.tell(isOut ? "touch-out-of-bounds" : "touch");
  }

  private end(vx: number, vy: number): void {
    const { isAcross, isAlong } = this.directions();
    const bounds = this.bounds();
    const isThrown = truth(this.given["inertia"]);
    const friction = number(this.given["friction"], 2);
    const goal = {
      x: held(isThrown && isAcross ? thrown(this.x, vx, friction) : this.x, bounds.minX, bounds.maxX),
      y: held(isThrown && isAlong ? thrown(this.y, vy, friction) : this.y, bounds.minY, bounds.maxY),
    };
    if (goal.x !== this.x || goal.y !== this.y) this.glide(goal.x, goal.y, isThrown ? "friction" : "out-of-bounds");
  }

  private pinch(factor: number): void {
    if (!truth(this.given["scale"])) return;
    this.scaleTo(this.start.scale * factor);
  }

  private limitedScale(scale: number): number {
    return held(scale, number(this.given["scaleMin"], 0.1), number(this.given["scaleMax"], 10));
  }

  private scaleTo(scale: number): void {
    this.scale = this.limitedScale(scale);
    const bounds = this.bounds();
    this.x = held(this.x, bounds.minX, bounds.maxX);
    this.y = held(this.y, bounds.minY, bounds.maxY);
    this.draw();
    this.context.emit("scale", { x: this.x, y: this.y, scale: this.scale });
  }

  private glide(x: number, y: number, source: Source): void {
    const run = ++this.run;
    const from = { x: this.x, y: this.y };
    const isStill = this.given["animation"] !== undefined && !truth(this.given["animation"]);
    const far = Math.hypot(x - from.x, y - from.y);
    const ms = isStill || far === 0 || this.context.surroundings.reducedMotion() ? 0 : Math.min(600, 160 + far * (20 / Math.max(1, number(this.given["damping"], 20))));
    const begun = performance.now();
    const step = (now: number): void => {
      if (run !== this.run) return;
      const share = ms === 0 ? 1 : Math.min(1, Math.max(0, now - begun) / ms);
      this.x = from.x + (x - from.x) * eased(share);
      this.y = from.y + (y - from.y) * eased(share);
      this.draw();
      this.tell(source);
      if (share < 1) requestAnimationFrame(step);
    };
    step(ms === 0 ? begun : begun + 1);
  }

  private told = "";

  private tell(source: Source): void {
    const said = `${String(this.x)} ${String(this.y)}`;
    if (said === this.told) return;
    this.told = said;
    this.context.emit("change", { x: this.x, y: this.y, source });
  }

  private draw(): void {
    this.element.style.transform = `translate(${String(this.x)}px, ${String(this.y)}px) scale(${String(this.scale)})`;
  }

  dispose(): void {
    this.run += 1;
    this.undo();
  }
}

export const movableView: ComponentFactory = (element, context) => new MovableView(element, context);

export const movableArea: ComponentFactory = () => ({});
