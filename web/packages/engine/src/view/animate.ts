/** `this.animate`, `clearAnimation` and what `wx.createAnimation` exported: written onto elements as styles and transitions. */
import type { Nodes, ViewNode } from "./nodes";
import { withoutRpx } from "./style";

type Frame = Record<string, unknown>;

const TRANSFORMS =
  /^(matrix|matrix3d|rotate|rotate3d|rotateX|rotateY|rotateZ|scale|scale3d|scaleX|scaleY|scaleZ|skew|skewX|skewY|translate|translate3d|translateX|translateY|translateZ)$/;
const ANGLES = /^(rotate|skew)/;
const LENGTHS = /^(translate|left$|right$|top$|bottom$|width$|height$)/;

/** One function of `transform`: translate(10px, 20px), rotate(45deg). */
export function transformPart(type: string, args: readonly unknown[]): string {
  const written = args.map((arg, at) => {
    if (typeof arg !== "number") return withoutRpx(String(arg));
    if (type === "rotate3d") return at === 3 ? `${String(arg)}deg` : String(arg);
    if (ANGLES.test(type)) return `${String(arg)}deg`;
    return LENGTHS.test(type) ? `${String(arg)}px` : String(arg);
  });
  return `${type}(${written.join(", ")})`;
}

/** A key frame of `this.animate` as the browser takes it. */
export function keyframe(frame: Frame): Keyframe {
  const transforms: string[] = [];
  const out: Record<string, string | number | null> = {};
  for (const [name, value] of Object.entries(frame)) {
    if (value === undefined || value === null) continue;
    if (TRANSFORMS.test(name)) transforms.push(transformPart(name, Array.isArray(value) ? value : [value]));
    else if (name === "ease") out["easing"] = String(value);
    else if (name === "offset") out["offset"] = Number(value);
    else if (name === "transform") transforms.push(withoutRpx(String(value)));
    else if (typeof value === "number" && LENGTHS.test(name)) out[name] = `${String(value)}px`;
    else out[name === "float" ? "cssFloat" : name] = withoutRpx(String(value));
  }
  if (transforms.length > 0) out["transform"] = transforms.join(" ");
  return out;
}

const running = new WeakMap<Element, Animation[]>();

export async function animate(nodes: Nodes, numbers: number[], keyframes: unknown, options: unknown): Promise<void> {
  const elements = numbers.map((number) => nodes.element(number)).filter((node) => node !== null);
  if (!Array.isArray(keyframes)) {
    for (const node of elements) clear(node);
    return;
  }
  const frames = (keyframes as Frame[]).map(keyframe);
  const given = typeof options === "object" && options !== null ? (options as Record<string, unknown>) : {};
  const timing = { duration: Number(given["duration"] ?? options ?? 0) || 0, fill: "forwards" as const };
  const runs = elements.map((node) => {
    const timeline = scrollTimeline(nodes, given["timeline"]);
    const run = node.element.animate(frames, timeline === null ? timing : { ...timing, timeline });
    running.set(node.element, [...(running.get(node.element) ?? []), run]);
    return run;
  });
  if (given["timeline"] === undefined) await Promise.all(runs.map((run) => run.finished.catch(() => undefined)));
}

function clear(node: ViewNode): void {
  for (const run of running.get(node.element) ?? []) run.cancel();
  running.delete(node.element);
}

/** Frames driven by the scroll of a scroll view. */
function scrollTimeline(nodes: Nodes, wanted: unknown): AnimationTimeline | null {
  const Timeline = (window as { ScrollTimeline?: new (options: object) => AnimationTimeline }).ScrollTimeline;
  if (typeof wanted !== "object" || wanted === null || Timeline === undefined) return null;
  const { node, orientation } = wanted as { node?: number; orientation?: string };
  const source = node === undefined ? undefined : nodes.element(node);
  const scroller = source?.component?.fields?.("scroller") ?? source?.element;
  return new Timeline({ source: scroller, axis: orientation === "horizontal" ? "x" : "y" });
}

interface Step {
  animates: { type: string; args: unknown[] }[];
  option: { transformOrigin: string; transition: { duration: number; timingFunction: string; delay: number } };
}

/** The `animation` property: steps one after another, each a transition. */
export function playSteps(node: ViewNode, exported: unknown): void {
  const steps = (exported as { actions?: Step[] } | null | undefined)?.actions;
  if (!Array.isArray(steps) || steps.length === 0) return;
  const state = (node.state ??= {});
  const run = Number(state["hutongRun"] ?? 0) + 1;
  state["hutongRun"] = run;
  const next = (at: number): void => {
    const step = steps[at];
    if (step === undefined || state["hutongRun"] !== run) return;
    playStep(node.element, step);
    const { duration, delay } = step.option.transition;
    window.setTimeout(() => next(at + 1), duration + delay);
  };
  // The first step must find the look it starts from on the screen.
  requestAnimationFrame(() => next(0));
}

function playStep(element: HTMLElement, { animates, option }: Step): void {
  const { duration, timingFunction, delay } = option.transition;
  const styles = animates.filter((one) => one.type === "style");
  const transforms = animates.filter((one) => one.type !== "style").map((one) => transformPart(one.type, one.args));
  const names = [...new Set(["transform", "-webkit-transform", ...styles.map((one) => String(one.args[0]))])];
  element.style.transition = names.map((name) => `${name} ${String(duration)}ms ${timingFunction} ${String(delay)}ms`).join(", ");
  element.style.transformOrigin = option.transformOrigin;
  if (transforms.length > 0) element.style.transform = transforms.join(" ");
  for (const { args } of styles) element.style.setProperty(String(args[0]), withoutRpx(String(args[1])));
}
