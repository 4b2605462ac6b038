/** wx.createAnimation: a recorder of steps; `export()` is data that the `animation` attribute of any node plays. */
import type { Kit } from "./kit";

interface Options {
  duration?: number;
  timingFunction?: string;
  delay?: number;
  transformOrigin?: string;
}

interface Animate {
  type: string;
  args: unknown[];
}

interface Step {
  animates: Animate[];
  option: { transformOrigin: string; transition: { duration: number; timingFunction: string; delay: number } };
}

const TRANSFORMS =
  "matrix matrix3d rotate rotate3d rotateX rotateY rotateZ scale scale3d scaleX scaleY scaleZ skew skewX skewY translate translate3d translateX translateY translateZ";
const LENGTHS = "left right top bottom width height";

/** Everything in it can be seen, functions too: programs keep one in their data and go on with the copy that they find there. */
export class Animation {
  actions: Step[] = [];
  currentTransform: Record<string, Animate> = {};
  option: Step["option"];

  constructor(options: Options = {}) {
    const { transformOrigin, duration, timingFunction, delay } = { duration: 400, timingFunction: "linear", delay: 0, transformOrigin: "50% 50% 0", ...options };
    this.option = { transformOrigin, transition: { duration, timingFunction, delay } };
    for (const name of Object.getOwnPropertyNames(Animation.prototype)) {
      if (name !== "constructor") (this as Record<string, unknown>)[name] = Animation.prototype[name as keyof Animation];
    }
  }

  opacity(value: number): this {
    return this.style("opacity", value);
  }

  backgroundColor(value: string): this {
    return this.style("background-color", value);
  }

  step(options: Options = {}): this {
    const all = { ...this.option.transition, transformOrigin: this.option.transformOrigin, ...options };
    const { transformOrigin, duration, timingFunction, delay } = all;
    this.actions.push({ animates: Object.values(this.currentTransform), option: { transformOrigin, transition: { duration, timingFunction, delay } } });
    return this;
  }

  export(): { actions: Step[] } {
    const { actions } = this;
    this.actions = [];
    return { actions };
  }

  /** A style property: it stays set in the steps that follow. */
  style(name: string, value: unknown): this {
    this.currentTransform[`style:${name}`] = { type: "style", args: [name, value] };
    return this;
  }

  transform(type: string, args: unknown[]): this {
    this.currentTransform[type] = { type, args };
    return this;
  }
}

for (const name of TRANSFORMS.split(" ")) {
  define(name, function (this: Animation, ...args: unknown[]) {
    const filled = name === "scale" && args.length === 1 ? [args[0], args[0]] : name === "translate" || name === "skew" ? [args[0], args[1] ?? 0] : args;
    return this.transform(name, filled);
  });
}
for (const name of LENGTHS.split(" ")) {
  define(name, function (this: Animation, value: unknown) {
    return this.style(name, typeof value === "number" ? `${value}px` : value);
  });
}

function define(name: string, run: (this: Animation, ...args: unknown[]) => Animation): void {
  Object.defineProperty(Animation.prototype, name, { value: run, configurable: true, writable: true });
}

export function addAnimation(kit: Kit): void {
  kit.wx.createAnimation = (options?: Options) => new Animation(options);
  kit.shapes.set("createAnimation", "duration:n timingFunction:s delay:n transformOrigin:s");
  kit.classes.set("Animation", Animation.prototype);
}
