/** The page stack and the ways through it. */
import { pageAddress } from "./addresses";
import type { PageAddress } from "./addresses";
import { channelPair } from "./channel";
import type { EventChannel } from "./channel";
import type { Core } from "./core";
import type { OpenPage } from "./pages";
import { RouteRefused } from "./seam";
import type { RouteKind, RouteOutcome, RouteRequest } from "./seam";

const LIMIT = 10;

export class Stack {
  private open: OpenPage[] = [];
  /** Tab pages live until the program is relaunched. */
  private readonly tabs = new Map<string, OpenPage>();
  /** Routes asked for before the first page stands wait for it. */
  private opened: () => void = () => undefined;
  private turn: Promise<unknown> = new Promise<void>((done) => (this.opened = done));

  constructor(private readonly core: Core) {}

  get pages(): readonly OpenPage[] {
    return this.open;
  }

  get top(): OpenPage | undefined {
    return this.open[this.open.length - 1];
  }

  /** All that live: the stack and tab pages behind it. */
  get alive(): OpenPage[] {
    return [...new Set([...this.tabs.values(), ...this.open])];
  }

  byId(id: number): OpenPage | undefined {
    return this.alive.find((page) => page.id === id);
  }

  /** One route at a time, in the order they were asked for. */
  route(kind: RouteKind, request: RouteRequest): Promise<RouteOutcome> {
    const from = this.top?.path;
    const done = this.turn.then(() => this.perform(kind, request, from ?? this.top?.path ?? ""));
    this.turn = done.catch(() => undefined);
    return done;
  }

  /** The first page, or none when the program goes elsewhere by itself. */
  async begin(path?: string, query: Record<string, string> = {}): Promise<void> {
    try {
      if (path !== undefined) await this.perform("reLaunch", { url: `/${path}`, query } as RouteRequest, "");
    } finally {
      this.opened();
    }
  }

  /** As if the program were opened anew at this page. */
  async launch(path: string, query: Record<string, string>): Promise<void> {
    // Also to a tab: switching to one would lose what the program was opened with.
    await this.route("reLaunch", { url: `/${path}`, query } as RouteRequest);
  }

  private async perform(kind: RouteKind, request: RouteRequest, from: string): Promise<RouteOutcome> {
    if (kind === "navigateBack") return this.back(request.delta ?? 1);
    if (typeof request.url !== "string") throw new RouteRefused("parameter error: parameter.url should be String instead of Undefined;");
    const began = this.core.now();
    const address = pageAddress(request.url, from);
    const given = (request as { query?: Record<string, string> }).query;
    if (given !== undefined) address.query = given;
    this.check(kind, address);
    await this.core.packages.need(address.path);
    const outcome = this.go(kind, address, request);
    const opened = this.top;
    this.core.settled();
    if (opened !== undefined) {
      this.core.program.fire("route", { path: opened.path, query: opened.query, openType: kind, webviewId: opened.id });
      this.core.flush(() => {
        if (opened.isGone) return;
        this.core.pages.ready(opened);
        this.core.pages.lifetimes(opened, "routeDone");
        this.core.pages.call(opened, "onRouteDone");
        this.core.program.fire("routeDone", { path: opened.path, query: opened.query, openType: kind, webviewId: opened.id });
        this.core.host.tell("timing", { page: opened.path, kind: "route", ms: this.core.now() - began });
      });
      this.core.packages.preload(opened.path);
    }
    return outcome;
  }

  private check(kind: RouteKind, { path }: PageAddress): void {
    const isTab = this.core.around.tabIndex(path) >= 0;
    if (!this.core.manifest.pages.includes(path)) throw new RouteRefused(`page "${path}" is not found`);
    if (kind === "switchTab" && !isTab) throw new RouteRefused("can not switch to no-tabBar page");
    if ((kind === "navigateTo" || kind === "redirectTo") && isTab) throw new RouteRefused(`can not ${kind} a tabbar page`);
    if (kind === "navigateTo" && this.open.length >= LIMIT) throw new RouteRefused(`webview count limit exceed`);
  }

  private go(kind: RouteKind, address: PageAddress, request: RouteRequest): RouteOutcome {
    switch (kind) {
      case "navigateTo":
        return this.push(address, request);
      case "redirectTo":
        return this.replace(address);
      case "switchTab":
        return this.switchTab(address);
      default:
        return this.reLaunch(address);
    }
  }

  private push(address: PageAddress, request: RouteRequest): RouteOutcome {
    const channels = channelPair((error) => this.core.report(error, "eventChannel"));
    for (const [name, listener] of Object.entries(request.events ?? {})) channels.opener.on(name, listener);
    if (this.top !== undefined) this.core.pages.hide(this.top, "push");
    this.enter(address, "push", channels.opened);
    return { eventChannel: channels.opener };
  }

  private replace(address: PageAddress): RouteOutcome {
    const old = this.open.pop();
    if (old !== undefined) this.leave(old, "none");
    return this.enter(address, "none");
  }

  private reLaunch(address: PageAddress): RouteOutcome {
    this.clear();
    return this.enter(address, "none");
  }

  /** A new page on top, made, loaded and shown. */
  private enter({ path, query }: PageAddress, animation: string, channel?: EventChannel): RouteOutcome {
    const { pages } = this.core;
    const page = pages.make(path, query, this.open.length + 1, (made) => this.open.push(made), channel);
    if (page === undefined) throw new RouteRefused(`page "${path}" is not found`);
    if (page.isTab) this.tabs.set(path, page);
    pages.load(page);
    pages.show(page, animation);
    return {};
  }

  private switchTab({ path }: PageAddress): RouteOutcome {
    const { pages } = this.core;
    const known = this.tabs.get(path);
    if (known !== undefined && known === this.top) return {};
    while (this.top !== undefined && !this.top.isTab) this.leave(this.open.pop() as OpenPage, "none");
    const before = this.open.pop();
    if (before !== undefined && before !== known) pages.hide(before, "none");
    if (known === undefined) return this.enter({ path, query: {} }, "none");
    this.open = [known];
    pages.show(known, "none");
    return {};
  }

  private back(delta: number): RouteOutcome {
    const { pages } = this.core;
    if (this.open.length <= 1) throw new RouteRefused("cannot navigate back at first page.");
    const count = Math.min(Math.max(1, Math.floor(delta)), this.open.length - 1);
    for (let left = count; left > 0; left -= 1) pages.unload(this.open.pop() as OpenPage, left === count ? "pop" : "none");
    const top = this.top as OpenPage;
    pages.show(top, "pop");
    this.core.settled();
    this.core.program.fire("route", { path: top.path, query: top.query, openType: "navigateBack", webviewId: top.id });
    this.core.flush(() => {
      if (top.isGone) return;
      pages.lifetimes(top, "routeDone");
      this.core.program.fire("routeDone", { path: top.path, query: top.query, openType: "navigateBack", webviewId: top.id });
    });
    return {};
  }

  private clear(): void {
    const leaving = [...this.open].reverse();
    const behind = [...this.tabs.values()].filter((page) => !leaving.includes(page));
    this.open = [];
    this.tabs.clear();
    for (const page of [...leaving, ...behind]) this.core.pages.unload(page, "none");
  }

  /** A page leaves the stack; tab pages are only hidden. */
  private leave(page: OpenPage, animation: string): void {
    this.tabs.delete(page.path);
    this.core.pages.unload(page, animation);
  }
}
