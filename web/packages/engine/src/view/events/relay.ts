/** Events the browser itself makes on elements of the program: ends of transitions and animations. */
import { nearest, nodeOf, ViewNode } from "../nodes";
import type { Dispatcher } from "./dispatcher";

const TYPES = ["transitionend", "animationstart", "animationiteration", "animationend"] as const;

export function relayElementEvents(dispatcher: Dispatcher): void {
  for (const type of TYPES) {
    document.addEventListener(
      type,
      (event) => {
        const node = nodeOf(event.target as Node);
        // What moves inside a built-in is no affair of the program.
        if (!(node instanceof ViewNode) || nearest(event.target) !== node) return;
        dispatcher.fire(node, { type, detail: detailOf(event), bubbles: true, composed: false });
      },
      true,
    );
  }
}

function detailOf(event: TransitionEvent | AnimationEvent): Record<string, unknown> {
  if (event instanceof TransitionEvent) return { propertyName: event.propertyName, elapsedTime: event.elapsedTime };
  return { animationName: event.animationName, elapsedTime: event.elapsedTime };
}
