/** The components that draw: what plays comes late. */
import { canvas } from "./canvas/canvas";
import { canvasLook } from "./canvas/look";
import type { ComponentFactory } from "./component";

export const mediaComponents: Record<string, ComponentFactory> = { canvas };

export const mediaLook = canvasLook;
