/** What an account still needs before a stranger can use it. */
import type { App, CallbackSettings } from "./types";

export type Step = "named" | "callback" | "menu" | "follower";

export interface Check {
  step: Step;
  isDone: boolean;
}

export function checklistOf(app: App, callback: CallbackSettings | undefined, menuButtons: number): Check[] {
  return [
    { step: "named", isDone: app.avatar_url !== null || app.intro !== "" },
    {
      step: "callback",
      isDone: (callback !== undefined && callback.verified_at !== null) || app.callback.state === "ok",
    },
    { step: "menu", isDone: menuButtons > 0 },
    { step: "follower", isDone: app.followers > 0 },
  ];
}
