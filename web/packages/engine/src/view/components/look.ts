/** All looks of our own as one sheet; it comes first, so whatever a program says wins. */
import { baseLook } from "../look";
import { containerLook } from "./container/look";
import { contentLook } from "./content/look";
import { formLook } from "./forms";
import { mediaLook } from "./media";

export const LOOK = [baseLook, contentLook, containerLook, formLook, mediaLook].join("\n");
