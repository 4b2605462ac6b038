/** Fingers, mouse and pen become the touch events of the platform, and keys become taps. */
import type { TouchPoint } from "../../protocol/messages";
import { nearest, upwards } from "../nodes";
import type { ViewNode } from "../nodes";
import type { Dispatcher } from "./dispatcher";
import { PressModel } from "./gesture";
import { Hovers } from "./hover";

export interface TouchesHost {
  /** How far the page of this node is scrolled. */
  scrollTop(node: ViewNode): number;
  /** A press of the person that may open one sheet. */
  gesture(): void;
}

type Kind = "touchstart" | "touchmove" | "touchend" | "touchcancel";

export class Touches {
  private target: ViewNode | null = null;
  private readonly hovers = new Hovers();
  private points: TouchPoint[] = [];
  private lastPressAt = -1e9;
  private isTrusted = true;
  private readonly press: PressModel;

  constructor(
    private readonly dispatcher: Dispatcher,
    private readonly host: TouchesHost,
  ) {
    this.press = new PressModel(
      { after: (ms, done) => clearer(window.setTimeout(done, ms)) },
      { long: () => this.long(), tap: () => this.tapped(), gone: () => this.hovers.leave() },
    );
  }

  listen(): void {
    const options = { capture: true, passive: true };
    for (const kind of ["touchstart", "touchmove", "touchend", "touchcancel"] as const) {
      document.addEventListener(kind, (event) => this.touch(kind, event), options);
    }
    document.addEventListener("pointerdown", (event) => this.mouseDown(event), options);
    document.addEventListener("click", (event) => this.click(event), true);
    document.addEventListener("keydown", (event) => this.key(event));
    document.addEventListener("contextmenu", (event) => {
      const isText = isField(event.target) || (event.target instanceof Element && event.target.closest(".hutong-selectable") !== null);
      if (!isText) event.preventDefault();
    });
    document.addEventListener("dragstart", (event) => event.preventDefault());
  }

  private touch(kind: Kind, event: TouchEvent): void {
    this.lastPressAt = event.timeStamp;
    this.isTrusted = event.isTrusted;
    if (kind === "touchstart" && event.touches.length === 1) this.target = nearest(event.target);
    const node = kind === "touchstart" ? this.target : nearest(event.target);
    if (node === null) return;
    const top = this.host.scrollTop(node);
    const changed = [...event.changedTouches].map((touch) => onCanvas(node, point(touch, touch.identifier, top, touch.force)));
    const touches = [...event.touches].map((touch) => onCanvas(node, point(touch, touch.identifier, top, touch.force)));
    this.step(kind, node, touches, changed);
  }

  private mouseDown(event: PointerEvent): void {
    if (event.pointerType === "touch" || event.button !== 0) return;
    this.lastPressAt = event.timeStamp;
    this.isTrusted = event.isTrusted;
    const node = nearest(event.target);
    this.target = node;
    if (node === null) return;
    const top = this.host.scrollTop(node);
    const at = (from: PointerEvent): TouchPoint => onCanvas(node, point(from, 0, top, 1));
    this.step("touchstart", node, [at(event)], [at(event)]);
    const move = (next: PointerEvent): void => this.step("touchmove", node, [at(next)], [at(next)]);
    const end = (last: PointerEvent): void => {
      this.lastPressAt = last.timeStamp;
      window.removeEventListener("pointermove", move, true);
      window.removeEventListener("pointerup", end, true);
      window.removeEventListener("pointercancel", end, true);
      const isInside = last.type === "pointerup" && isWithin(last.target, node);
      if (!isInside) this.press.cancel();
      this.step(last.type === "pointerup" ? "touchend" : "touchcancel", node, [], [at(last)]);
    };
    window.addEventListener("pointermove", move, true);
    window.addEventListener("pointerup", end, true);
    window.addEventListener("pointercancel", end, true);
  }

  private step(kind: Kind, node: ViewNode, touches: TouchPoint[], changed: TouchPoint[]): void {
    const first = changed[0];
    if (first === undefined) return;
    if (kind !== "touchcancel") this.points = changed;
    if (kind === "touchstart") {
      if (touches.length > 1) this.press.cancel();
      else {
        this.hovers.press(upwards(node));
        this.press.begin(first.clientX, first.clientY);
      }
    }
    if (kind === "touchmove") this.press.move(first.clientX, first.clientY);
    if (!isRefused(node)) {
      const detail = kind === "touchcancel" ? {} : { x: first.pageX, y: first.pageY };
      this.dispatcher.fire(node, { type: kind, detail, touches, changedTouches: changed, bubbles: true, composed: true });
    }
    if (kind === "touchend" && touches.length === 0) this.press.end();
    if (kind === "touchend" || kind === "touchcancel") this.hovers.release();
    if (kind === "touchcancel") this.press.cancel();
  }

  private long(): boolean {
    const node = this.target;
    if (node === null || isRefused(node)) return false;
    const isWanted = this.dispatcher.isListened(node, "longpress");
    this.say(node, "longpress", false);
    this.say(node, "longtap", false);
    return isWanted;
  }

  private tapped(): void {
    if (this.target !== null) this.tap(this.target, this.isTrusted);
  }

  /** One tap: built-ins on the way take it first, then whoever listens. */
  tap(node: ViewNode, isTrusted: boolean): void {
    if (isRefused(node)) return;
    if (isTrusted) this.host.gesture();
    this.say(node, "tap", true, isTrusted);
    let isSpent = false;
    for (const one of upwards(node)) {
      if (one.component?.activate !== undefined) {
        one.component.activate(isSpent);
        isSpent = true;
      }
      if (((one.listeners?.get("tap") ?? 0) & 2) !== 0) return;
    }
  }

  private say(node: ViewNode, type: string, always: boolean, trusted = false): void {
    const first = this.points[0];
    const place = { clientX: first?.clientX ?? 0, clientY: first?.clientY ?? 0 };
    const detail = { x: first?.pageX ?? 0, y: first?.pageY ?? 0, ...more(node, place) };
    const touches = this.points.map((one) => ({ ...one }));
    this.dispatcher.fire(node, {
      type, detail, touches, changedTouches: touches, bubbles: true, composed: true, always, trusted,
    });
  }

  /** A click no finger made: a screen reader's, or a test's `element.click()`. */
  private click(event: MouseEvent): void {
    if (event.timeStamp - this.lastPressAt < 1000 || event.detail > 0 || isField(event.target)) return;
    const node = nearest(event.target);
    if (node !== null) this.tapCentre(node, event.isTrusted);
  }

  private key(event: KeyboardEvent): void {
    if ((event.key !== "Enter" && event.key !== " ") || event.repeat || isField(event.target)) return;
    const node = event.target instanceof Element ? nearest(event.target) : null;
    if (node === null || document.activeElement !== event.target || node.tag === "page") return;
    event.preventDefault();
    this.tapCentre(node, event.isTrusted);
  }

  private tapCentre(node: ViewNode, isTrusted: boolean): void {
    const box = node.element.getBoundingClientRect();
    const at = { clientX: box.left + box.width / 2, clientY: box.top + box.height / 2 };
    this.points = [point(at, 0, this.host.scrollTop(node), 1)];
    this.tap(node, isTrusted);
  }
}

function point(from: { clientX: number; clientY: number }, identifier: number, top: number, force: number): TouchPoint {
  return {
    identifier, pageX: from.clientX, pageY: from.clientY + top, clientX: from.clientX, clientY: from.clientY, force: force || 1,
  };
}

/** On a canvas touches also count from its corner. */
function onCanvas(node: ViewNode, touch: TouchPoint): TouchPoint {
  if (node.tag !== "canvas") return touch;
  const box = node.element.getBoundingClientRect();
  return { ...touch, x: touch.clientX - box.left, y: touch.clientY - box.top };
}

/** What a built-in adds to a tap on it: a map says where on earth it was. */
function more(node: ViewNode, place: Record<string, number>): object {
  const added = node.tag === "map" ? node.component?.method?.("tapDetail", place) : undefined;
  return typeof added === "object" && added !== null ? added : {};
}

function clearer(timer: number): () => void {
  return () => window.clearTimeout(timer);
}

function isWithin(target: EventTarget | null, node: ViewNode): boolean {
  return target instanceof Node && node.element.contains(target);
}

/** A disabled button swallows what happens on it. */
function isRefused(node: ViewNode): boolean {
  return upwards(node).some((one) => one.tag === "button" && one.component?.disabled?.() === true);
}

function isField(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || /^(input|textarea|select)$/i.test(target.tagName));
}
