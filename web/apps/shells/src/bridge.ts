/**
 * Stands between a page and the messenger that shows it: `WeixinJSBridge`, the user agent, and links that lead elsewhere.
 *
 * It is a convenience of the page's and guards nothing: whatever it asks for, the messenger and the server judge.
 */
import { LocalFiles } from "./localFiles";
import { leadsTo, messengerOf, programOf, type FromPage, type Params, type ToPage } from "./messages";

type Callback = (result: Params) => void;

const script = document.currentScript as HTMLScriptElement | null;
const messenger = messengerOf(location.origin);
const above: Window | null = window.parent !== window ? window.parent : window.opener;
const page = script?.dataset["page"] ?? "";
const site = page ? new URL(page).origin : "";

if (messenger && above && script) begin(messenger, above, script.dataset["hand"], script.dataset["to"]);

function begin(origin: string, window_: Window, hand: string | undefined, to: string | undefined): void {
  const tell = (message: FromPage) => window_.postMessage(message, origin);
  if (hand === "go" && to) return tell({ hutong: "page", kind: "go", url: to });
  if (hand === "again") return tell({ hutong: "page", kind: "again" });
  if (hand === "none") return tell({ hutong: "page", kind: "failed" });
  looksLikeWeixin(programOf(window.name));
  staysInside(tell);
  staysAtHome();
  makesBridge(tell, window_, origin);
  saysWhere(tell);
}

/** Sites ask the user agent whether they are inside WeChat, and a variable or the agent whether inside a mini program. */
function looksLikeWeixin(program: string | undefined): void {
  const inProgram = program ? ` miniProgram/${program}` : "";
  const agent = `${navigator.userAgent} MicroMessenger/8.0.56.2800 NetType/WIFI Language/zh_CN${inProgram}`;
  if (program) Object.defineProperty(window, "__wxjs_environment", { value: "miniprogram", configurable: true });
  Object.defineProperty(navigator, "userAgent", { get: () => agent, configurable: true });
}

/** A link out of the site is the messenger's to follow; one that names the site's real address stays. */
function staysInside(tell: (message: FromPage) => void): void {
  const lead = (url: string): boolean => {
    const place = leadsTo(url, { origin: location.origin, site });
    if (!place) return false;
    if ("within" in place) location.assign(place.within);
    else tell({ hutong: "page", kind: "go", url: place.elsewhere });
    return true;
  };
  const navigation = (window as { navigation?: EventTarget }).navigation;
  navigation?.addEventListener("navigate", (event) => {
    const { cancelable, destination, formData } = event as Event & { destination: { url: string }; formData: FormData | null };
    if (cancelable && !formData && lead(destination.url)) event.preventDefault();
  });
  document.addEventListener(
    "click",
    (event) => {
      const link = event.target instanceof Element ? event.target.closest("a[href]") : null;
      if (!(link instanceof HTMLAnchorElement) || event.button !== 0) return;
      // There is one window here; what wants another opens in this one.
      if (link.target && link.target !== "_self") link.target = "_self";
      if (!navigation && lead(link.href)) event.preventDefault();
    },
    true,
  );
  window.open = (url) => {
    if (url && !lead(String(url))) location.assign(String(url));
    return null;
  };
}

/** Requests that name the site's real address go where the page itself came from. */
function staysAtHome(): void {
  const home = (url: string) => {
    const place = leadsTo(url, { origin: location.origin, site });
    return place && "within" in place ? place.within : url;
  };
  const fetched = window.fetch;
  window.fetch = (input, init) => fetched.call(window, typeof input === "string" || input instanceof URL ? home(String(input)) : input, init);
  const open = XMLHttpRequest.prototype.open as (this: XMLHttpRequest, method: string, url: string, ...more: unknown[]) => void;
  XMLHttpRequest.prototype.open = function (this: XMLHttpRequest, method: string, url: string | URL, ...more: unknown[]) {
    open.call(this, method, home(String(url)), ...(more.length > 0 ? more : [true]));
  } as typeof XMLHttpRequest.prototype.open;
}

function makesBridge(tell: (message: FromPage) => void, window_: Window, origin: string): void {
  const waiting = new Map<number, Callback>();
  const listeners = new Map<string, Callback>();
  const files = new LocalFiles();
  let count = 0;
  const invoke = (name: string, params: Params | Callback = {}, callback: Callback = () => undefined) => {
    const id = ++count;
    const [given, then] = typeof params === "function" ? [{}, params] : [params, callback];
    waiting.set(id, then);
    // What cannot be sent as plain data was never meant for the messenger.
    tell({ hutong: "page", kind: "call", id, name, params: files.named(given ?? {}) });
  };
  window.addEventListener("message", (event: MessageEvent<ToPage>) => {
    if (event.source !== window_ || event.origin !== origin || event.data?.hutong !== "messenger") return;
    const { data } = event;
    if (data.kind === "back") return history.back();
    if (data.kind === "event") return void listeners.get(data.name)?.(files.shown(data.argv));
    const then = waiting.get(data.id);
    waiting.delete(data.id);
    then?.(files.shown(data.result));
  });
  const on = (name: string, callback: Callback) => void listeners.set(name, callback);
  const bridge = { invoke, call: (name: string, params?: Params) => invoke(name, params), on, log: () => undefined };
  Object.defineProperty(window, "WeixinJSBridge", { value: bridge, configurable: true });
  const ready = () => document.dispatchEvent(new Event("WeixinJSBridgeReady"));
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", ready);
  else ready();
}

function saysWhere(tell: (message: FromPage) => void): void {
  let said = "";
  const say = () => {
    const { canGoBack } = (window as { navigation?: { canGoBack?: boolean } }).navigation ?? {};
    const here = { url: site + location.href.slice(location.origin.length), title: document.title, hasBack: canGoBack === true };
    if (said === JSON.stringify(here)) return;
    tell({ hutong: "page", kind: "here", isNew: said === "", ...here });
    said = JSON.stringify(here);
  };
  say();
  for (const name of ["DOMContentLoaded", "load", "popstate", "hashchange", "pageshow"]) window.addEventListener(name, () => setTimeout(say));
  for (const name of ["pushState", "replaceState"] as const) {
    const own = history[name].bind(history);
    history[name] = (...args: Parameters<History["pushState"]>) => {
      own(...args);
      say();
    };
  }
  new MutationObserver(say).observe(document.documentElement, { childList: true, subtree: true, characterData: true });
}
