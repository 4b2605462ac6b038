/** `<web-view>`: the messenger shows the page, and the page may speak to the program a little. */
import { isRecord } from "../../protocol";
import { number, text } from "../desk";
import type { Args, Desk, Handler } from "../desk";

/** What a page in a web-view may ask for, as its JS-SDK names it. */
const ROUTES = ["navigateTo", "redirectTo", "switchTab", "reLaunch", "navigateBack"];
const MOST_MESSAGES = 100;

export interface WebViews {
  handler: Handler;
  /** The page said something. */
  heard(node: number, name: string, data: unknown): void;
  /** The program goes back, shares or closes: now it hears what its pages posted. */
  deliver(): void;
}

export function webViews({ backend, shell, say, onClose }: Desk): WebViews {
  const open = new Map<number, unknown[]>();
  onClose(() => {
    for (const node of open.keys()) shell.closeWebView?.(node);
  });

  async function show(node: number, args: Args): Promise<"loaded" | "refused" | null> {
    const source = text(args.src);
    if (source === "") return null;
    if (!open.has(node)) open.set(node, []);
    const place = isRecord(args.place) ? args.place : {};
    try {
      if (!backend.webView || !shell.openWebView) return "refused";
      const url = await backend.webView(source);
      if (!open.has(node)) return null;
      const [left, top, width, height] = ["left", "top", "width", "height"].map((name) => number(place[name], 0)) as [number, number, number, number];
      return await shell.openWebView({ node, url, place: { left, top, width, height } });
    } catch {
      return "refused";
    }
  }
  function deliver(): void {
    for (const [node, data] of open) if (data.length > 0) say("webMessage", { node, data: data.splice(0) });
  }

  return {
    handler: (args) => {
      const node = number(args.node, 0);
      if (args.action === "open") return show(node, args);
      if (!open.has(node)) return null;
      if (args.action === "close") {
        deliver();
        open.delete(node);
        shell.closeWebView?.(node);
      } else shell.showWebView?.(node, args.action === "show");
      return null;
    },
    heard: (node, name, data) => {
      const posted = open.get(node);
      if (!posted) return;
      const args = isRecord(data) ? data : {};
      if (name === "postMessage" && posted.length < MOST_MESSAGES) posted.push(args.data);
      if (!ROUTES.includes(name)) return;
      deliver();
      say("webRoute", { kind: name, url: text(args.url), delta: number(args.delta, 1) });
    },
    deliver,
  };
}
