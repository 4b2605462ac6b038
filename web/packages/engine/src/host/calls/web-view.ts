/** `<web-view>`: the messenger shows the page, and the page may speak to the program a little. */
import { isRecord } from "../../protocol";
import { number, text } from "../desk";
import type { Desk, Handler } from "../desk";

/** What a page in a web-view may ask for, as its JS-SDK names it. */
const ROUTES = ["navigateTo", "redirectTo", "switchTab", "reLaunch", "navigateBack"];
const MOST_MESSAGES = 100;

interface OpenView {
  /** What the program asked for last. */
  src: string;
  /** Where its page is now. */
  at: string;
  posted: unknown[];
  isShown: boolean;
}

export interface WebViews {
  handler: Handler;
  /** The page said something. */
  heard(node: number, name: string, data: unknown): void;
  /** A page has come, or could not. */
  came(node: number, outcome: "load" | "error", url: string): void;
  /** The program goes back, shares or closes: now it hears what its pages posted. */
  deliver(): void;
  /** The address of the page that one looks at. */
  address(): string | undefined;
}

export function webViews({ backend, shell, say, onClose }: Desk): WebViews {
  const open = new Map<number, OpenView>();
  onClose(() => {
    for (const node of open.keys()) shell.closeWebView?.(node);
  });
  const fire = (node: number, name: string, detail: unknown) => say("webEvent", { node, name, detail });

  function show(node: number, src: string): void {
    const before = open.get(node);
    if (src === "" || before?.src === src) return;
    open.set(node, { posted: [], isShown: true, ...before, src, at: src });
    const { webView } = backend;
    if (webView && shell.openWebView) shell.openWebView({ node, url: src, admit: (url) => webView(url) });
    else came(node, "error", src);
  }
  function came(node: number, outcome: "load" | "error", url: string): void {
    const view = open.get(node);
    if (!view) return;
    if (outcome === "load") view.at = url;
    fire(node, outcome, outcome === "load" ? { src: url } : { url, fullUrl: url, src: url });
  }
  function deliver(): void {
    for (const [node, { posted }] of open) if (posted.length > 0) fire(node, "message", { data: posted.splice(0) });
  }

  return {
    handler: (args) => {
      const node = number(args.node, 0);
      const view = open.get(node);
      if (args.action === "open") show(node, text(args.src));
      else if (view && args.action === "close") {
        deliver();
        open.delete(node);
        shell.closeWebView?.(node);
      } else if (view) {
        view.isShown = args.action === "show";
        shell.showWebView?.(node, view.isShown);
      }
      return null;
    },
    heard: (node, name, data) => {
      const view = open.get(node);
      if (!view) return;
      if (name === "postMessage" && view.posted.length < MOST_MESSAGES) view.posted.push(data);
      if (!ROUTES.includes(name)) return;
      const args = isRecord(data) ? data : {};
      deliver();
      say("webRoute", { kind: name, url: text(args.url), delta: number(args.delta, 1) });
    },
    came,
    deliver,
    address: () => [...open.values()].find(({ isShown }) => isShown)?.at,
  };
}
