/** App(), getApp() and what happens to the program as a whole. */
import type { LaunchOptions } from "../protocol/messages";
import type { Face } from "./seam";

export type AppEvent =
  | "show" | "hide" | "error" | "unhandledRejection" | "pageNotFound" | "themeChange" | "route" | "routeDone" | "resize"
  | "beforeRoute" | "beforePageLoad" | "afterPageLoad" | "beforePageUnload" | "afterPageUnload" | "lazyLoadError";

const METHODS: Partial<Record<AppEvent, string>> = {
  show: "onShow",
  hide: "onHide",
  error: "onError",
  unhandledRejection: "onUnhandledRejection",
  pageNotFound: "onPageNotFound",
  themeChange: "onThemeChange",
};

export class Program {
  private app: Face | undefined;
  private standIn: Face | undefined;
  private readonly listeners = new Map<AppEvent, Set<(data: never) => void>>();
  private isReporting = false;
  enter: LaunchOptions;

  constructor(
    readonly launch: LaunchOptions,
    private readonly tellError: (error: unknown, where: string, kind: string) => void,
  ) {
    this.enter = launch;
  }

  /** App(): the program's one object; onLaunch runs at once, as it does in WeChat. */
  define(definition: unknown): void {
    if (typeof definition !== "object" || definition === null) return;
    this.app = definition as Face;
    if (this.standIn !== undefined) {
      for (const [name, value] of Object.entries(this.standIn)) if (!(name in this.app)) this.app[name] = value;
    }
    this.callApp("onLaunch", this.launch);
  }

  get(options?: { allowDefault?: boolean }): Face | undefined {
    if (this.app !== undefined || options?.allowDefault !== true) return this.app;
    this.standIn ??= {};
    return this.standIn;
  }

  on(name: AppEvent, listener: (data: never) => void): () => void {
    const known = this.listeners.get(name) ?? new Set();
    this.listeners.set(name, known.add(listener));
    return () => known.delete(listener);
  }

  /** Tells wx.on… listeners, then the App's own handler; true when anybody listened. */
  fire(name: AppEvent, data?: unknown): boolean {
    const listeners = [...(this.listeners.get(name) ?? [])];
    for (const listener of listeners) this.guard(listener as (data: unknown) => void, data);
    const method = METHODS[name];
    const isHandled = method !== undefined && this.callApp(method, data);
    return listeners.length > 0 || isHandled;
  }

  private callApp(name: string, data: unknown): boolean {
    const method = this.app?.[name];
    if (typeof method !== "function") return false;
    this.guard((given: unknown) => method.call(this.app, given) as unknown, data, `App.${name}`);
    return true;
  }

  private guard(callback: (data: unknown) => unknown, data: unknown, where = "callback"): void {
    try {
      callback(data);
    } catch (error) {
      this.report(error, where);
    }
  }

  /** An error of user code: to the host, then to App.onError, which can't make it go round in circles. */
  report(error: unknown, where: string): void {
    this.tellError(error, where, "script");
    if (this.isReporting) return;
    this.isReporting = true;
    this.fire("error", messageOf(error));
    this.isReporting = false;
  }

  reject(reason: unknown, promise: unknown): void {
    this.tellError(reason, "promise", "promise");
    this.fire("unhandledRejection", { reason, promise });
  }
}

export function messageOf(error: unknown): string {
  if (error instanceof Error) return `${error.name}: ${error.message}\n${error.stack ?? ""}`;
  if (typeof error === "object" && error !== null && "errMsg" in error) return String(error.errMsg);
  return typeof error === "string" ? error : JSON.stringify(error) ?? String(error);
}
