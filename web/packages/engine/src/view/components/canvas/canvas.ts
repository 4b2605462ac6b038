/**
 * canvas.
 *
 * | field of a query | result |
 * |---|---|
 * | node | the OffscreenCanvas, handed over once; whoever asked keeps it by the node's number. Later: {isHandedOver: true} |
 * | context | {methods: []} |
 *
 * The core draws, on old and new canvases alike; here stands only the surface. Touch events come as on every element, with x and y
 * counted from the canvas.
 */
import { text, truth, type ComponentFactory } from "../component";

export const canvas: ComponentFactory = (element, context) => {
  const surface = document.createElement("canvas");
  surface.className = "hutong-canvas";
  const over = document.createElement("div");
  over.className = "hutong-canvas-over";
  element.append(surface, over);
  let isHandedOver = false;

  return {
    content: over,
    prop(name, value) {
      // The program's own touchmove must reach it instead of scrolling the page.
      if (name === "disableScroll") element.style.touchAction = truth(value) ? "none" : "";
      if (name === "ariaLabel") surface.ariaLabel = text(value);
    },
    fields(name) {
      if (name === "context") return { methods: [] };
      if (name !== "node") return undefined;
      if (isHandedOver) return { isHandedOver };
      isHandedOver = true;
      try {
        const offscreen = surface.transferControlToOffscreen();
        return { handover: offscreen, transfer: [offscreen] };
      } catch (problem) {
        context.emit("error", { errMsg: `canvas:fail ${String(problem)}` });
        return null;
      }
    },
  };
};
