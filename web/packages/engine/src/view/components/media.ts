/** The components that draw and play. */
import { canvas } from "./canvas/canvas";
import type { ComponentFactory } from "./component";
import { map } from "./map/map";
import { mapLook } from "./map/look";
import { audio } from "./media/audio";
import { camera } from "./media/camera";
import { playerLook } from "./media/look";
import { video } from "./media/video";

export const mediaComponents: Record<string, ComponentFactory> = { canvas, video, audio, camera, map };

export const mediaLook = playerLook + mapLook;
