/** A script of its own, put between the core and a program that speaks of the cloud: other programs do not carry it. */
import type { Definer } from "../../modules";
import { addCloud } from "./cloud";

(globalThis as { __hutong?: Definer }).__hutong?.more(addCloud);
