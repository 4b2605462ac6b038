/** Sharing: the page on top is asked for its card, then the person for a chat. */
import { Refused } from "../backend";
import { text } from "../desk";
import type { Args, Desk, Handlers } from "../desk";
import type { ShareCard } from "../prompts";

const PAGE_TAKES_AT_MOST_MS = 5_000;

export interface Sharing {
  handlers: Handlers;
  /** From the menu of the capsule. */
  fromMenu(): void;
  /** The core has the card of the page on top. */
  told(card: Args): void;
}

/** `webViewUrl`: the page of others that one looks at, if any; `onTop`: the number of the program's own; `sent` hears that it was sent on. */
export function sharing(desk: Desk, webViewUrl: () => string | undefined, onTop: () => number | undefined, sent: () => void): Sharing {
  const waiting = new Map<number, (card: Args) => void>();
  /** Of pages whose cards their server changes. */
  const activities = new Map<number, NonNullable<ShareCard["activity"]>>();
  let last = 0;

  async function ask(from: "menu" | "button", more: Args): Promise<void> {
    last += 1;
    const number = last;
    const card = await new Promise<Args>((resolve, reject) => {
      const calm = desk.device.after(PAGE_TAKES_AT_MOST_MS, () => reject(new Refused("the page gave no card")));
      waiting.set(number, (given) => {
        calm();
        resolve(given);
      });
      desk.say("share", { ...more, from, ask: number, webViewUrl: webViewUrl() });
    }).finally(() => waiting.delete(number));
    const { prompts, files, opened } = desk;
    const imageUrl = text(card.imageUrl);
    const image = imageUrl === "" ? undefined : await files.blob(imageUrl).catch(() => files.address(imageUrl));
    const activity = activities.get(onTop() ?? -1);
    const isSent = await prompts.share({ title: text(card.title) || opened.name, path: text(card.path), ...(image !== undefined && { image }), ...(activity && { activity }) });
    if (!isSent) throw new Refused("cancel");
    sent();
  }

  return {
    handlers: {
      updateShareMenu: ({ isUpdatableMessage, activityId, templateInfo, page }) => {
        if (isUpdatableMessage !== true) activities.delete(Number(page));
        else if (text(activityId) === "") throw new Refused("activityId is required for an updatable message", { errno: 1001 });
        else activities.set(Number(page), { id: text(activityId), words: wordsIn(templateInfo) });
      },
      "openType.share": (args) => {
        desk.gestures.take();
        return ask("button", typeof args.node === "number" ? { node: args.node } : {});
      },
    },
    fromMenu: () => void ask("menu", {}).catch(() => undefined),
    told: (card) => waiting.get(Number(card.ask))?.(card),
  };
}

/** The parameters of a template by their names. */
function wordsIn(info: unknown): Record<string, string> {
  const list = ((info ?? {}) as Args).parameterList;
  const named = (Array.isArray(list) ? list : []).map((one: unknown) => (one ?? {}) as Args);
  return Object.fromEntries(named.filter(({ name }) => text(name) !== "").map(({ name, value }) => [text(name), String(value ?? "")]));
}
