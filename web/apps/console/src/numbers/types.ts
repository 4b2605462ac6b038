/** What `/api/console` tells about what happened around an account. */
import type { components } from "@hutong/api/schema";

export type DayNumbers = components["schemas"]["DayNumbers"];
export type Numbers = components["schemas"]["Numbers"];
export type Scene = components["schemas"]["SceneShape"];
