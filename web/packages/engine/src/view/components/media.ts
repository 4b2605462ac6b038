/** The components that draw: what plays comes late. */
import { canvas } from "./canvas/canvas";
import type { ComponentFactory } from "./component";

export const mediaComponents: Record<string, ComponentFactory> = { canvas };
