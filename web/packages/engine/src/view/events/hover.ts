/** `hover-class`: a moment after the press it comes, a moment after letting go it leaves. */
import { toggleClass } from "../nodes";
import type { ViewNode } from "../nodes";

interface Shown {
  node: ViewNode;
  className: string;
  isOn: boolean;
  timer: number;
}

export class Hovers {
  private shown: Shown[] = [];

  /** The innermost first: one that stops leaves those above it as they are. */
  press(path: readonly ViewNode[]): void {
    this.leave(0);
    for (const node of path) {
      const hover = node.hover;
      if (hover === null) continue;
      if (hover.className !== "" && node.component?.disabled?.() !== true) this.engage(node, hover.className, hover.startMs);
      if (hover.stops) return;
    }
  }

  private engage(node: ViewNode, className: string, startMs: number): void {
    const shown: Shown = { node, className, isOn: false, timer: 0 };
    shown.timer = window.setTimeout(() => this.turnOn(shown), startMs);
    this.shown.push(shown);
  }

  private turnOn(shown: Shown): void {
    shown.isOn = true;
    toggleClass(shown.node, shown.className, true);
  }

  /** A quick tap still shows for as long as the element wishes. */
  release(): void {
    for (const shown of this.shown) {
      window.clearTimeout(shown.timer);
      if (!shown.isOn) this.turnOn(shown);
      const stay = shown.node.hover?.stayMs ?? 0;
      window.setTimeout(() => toggleClass(shown.node, shown.className, false), stay);
    }
    this.shown = [];
  }

  /** The press became something else. */
  leave(after = 0): void {
    for (const shown of this.shown) {
      window.clearTimeout(shown.timer);
      if (shown.isOn) window.setTimeout(() => toggleClass(shown.node, shown.className, false), after);
    }
    this.shown = [];
  }
}
