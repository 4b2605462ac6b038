/** Callouts that the program draws itself: children of the map with a `marker-id` stand over the marker of that number. */
import { number, text, type ComponentContext } from "../component";
import type { Marks } from "./marks";
import { toScreen, type Camera } from "./mercator";
import { each } from "./paint";

export class OwnCallouts {
  constructor(
    readonly over: HTMLElement,
    readonly marks: Marks,
    context: ComponentContext,
  ) {
    over.addEventListener("click", (event) => {
      const callout = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-marker]") : null;
      const detail = { markerId: Number(callout?.dataset["marker"]) };
      if (callout) context.emit("callouttap", detail, { extra: detail });
    });
  }

  draw(camera: Camera): void {
    for (const element of this.over.querySelectorAll<HTMLElement>("[data-marker]")) {
      const mark = this.marks.find(element.dataset["marker"]);
      const props = each([mark?.props["customCallout"]])[0];
      const isShown = mark !== undefined && (text(props?.["display"]) === "ALWAYS" || this.marks.isOpen(mark));
      element.classList.toggle("hutong-map-away", !isShown);
      if (!isShown) continue;
      const { x, y } = toScreen(camera, mark.place);
      const left = x + number(props?.["anchorX"], 0);
      const bottom = y + number(props?.["anchorY"], 0) - this.marks.reach(mark);
      element.style.transform = `translate(${String(left)}px,${String(bottom)}px) translate(-50%,-100%)`;
    }
  }
}
