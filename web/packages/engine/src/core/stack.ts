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

/** What belongs to one route from its plan to its end. */
interface RouteEvent {
  openType: string;
  routeEventId: string;
  timeStamp: number;
}

export class Stack {
  private open: OpenPage[] = [];
  /** Tab pages live until the program is relaunched. */
  private readonly tabs = new Map<string, OpenPage>();
  /** Routes asked for before the first page stands wait for it. */
  private opened: () => void = () => undefined;
  private turn: Promise<unknown> = new Promise<void>((done) => (this.opened = done));

  private events = 0;
  private planned: { kind: RouteKind; address: PageAddress } | undefined;

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
      if (path !== undefined) await this.perform("reLaunch", { url: `/${path}`, query } as RouteRequest, "", "appLaunch");
    } finally {
      this.opened();
    }
  }

  /** As if the program were opened anew at this page. */
  async launch(path: string, query: Record<string, string>): Promise<void> {
    // Also to a tab: switching to one would lose what the program was opened with.
    await this.route("reLaunch", { url: `/${path}`, query } as RouteRequest);
  }

  private async perform(kind: RouteKind, request: RouteRequest, from: string, openType: string = kind): Promise<RouteOutcome> {
    if (kind === "navigateBack") return this.back(request.delta ?? 1);
    if (typeof request.url !== "string") throw new RouteRefused("parameter error: parameter.url should be String instead of Undefined;");
    const began = this.core.now();
    const address = pageAddress(request.url, from);
    const given = (request as { query?: Record<string, string> }).query;
    if (given !== undefined) address.query = given;
    this.check(kind, address);
    const event = this.eventOf(openType);
    const meant = kind === "switchTab" && this.top?.path === address.path ? address : this.plan(kind, address, event);
    await this.core.packages.need(meant.path);
    const outcome = this.go(kind, meant, request, event);
    const opened = this.top;
    this.core.settled();
    if (opened !== undefined) {
      this.told("route", opened, event);
      this.core.flush(() => {
        if (opened.isGone) return;
        this.core.pages.ready(opened);
        this.core.pages.call(opened, "onRouteDone");
        this.done(opened, event);
        this.core.host.tell("timing", { page: opened.path, kind: "route", ms: this.core.now() - began });
      });
      this.core.packages.preload(opened.path);
    }
    return outcome;
  }

  private eventOf(openType: string): RouteEvent {
    this.events += 1;
    const timeStamp = Date.now();
    return { openType, routeEventId: `${String(this.events)}_${String(timeStamp)}`, timeStamp };
  }

  /** Says what is about to happen; who hears it may put another page in the place of the one that was asked for. */
  private plan(kind: RouteKind, address: PageAddress, { openType, routeEventId }: RouteEvent, webviewId = this.core.pages.nextId): PageAddress {
    const planned = (this.planned = { kind, address });
    const { path, query } = address;
    this.core.program.fire("beforeRoute", { path, query, openType, routeEventId, webviewId, renderer: "webview", notFound: false, page: this.core.around.config(path) });
    this.planned = undefined;
    return planned.address;
  }

  rewrite(url: string, keepsQuery: boolean): void {
    const { planned } = this;
    if (planned === undefined) throw new RouteRefused("can only be invoked synchronously in onBeforeAppRoute");
    if (planned.kind === "navigateBack") throw new RouteRefused("can not rewrite navigateBack");
    const address = pageAddress(url, "");
    this.check(planned.kind, address);
    planned.address = keepsQuery ? { path: address.path, query: planned.address.query } : address;
  }

  private told(name: "route" | "routeDone", { path, query, id }: OpenPage, event: RouteEvent): void {
    const facts = { path, query, ...event, webviewId: id };
    this.core.program.fire(name, name === "routeDone" ? facts : { ...facts, renderer: "webview", notFound: false, page: this.core.around.config(path) });
  }

  private done(page: OpenPage, event: RouteEvent): void {
    this.core.pages.lifetimes(page, "routeDone");
    this.told("routeDone", page, event);
  }

  private check(kind: RouteKind, { path }: PageAddress): void {
    const isTab = this.core.around.tabIndex(path) >= 0;
    if (!this.core.manifest.pages.includes(path)) throw new RouteRefused(`page "${path}" is not found`);
    if (kind === "switchTab" && !isTab) throw new RouteRefused("can not switch to no-tabBar page");
    if ((kind === "navigateTo" || kind === "redirectTo") && isTab) throw new RouteRefused(`can not ${kind} a tabbar page`);
    if (kind === "navigateTo" && this.open.length >= LIMIT) throw new RouteRefused(`webview count limit exceed`);
  }

  private go(kind: RouteKind, address: PageAddress, request: RouteRequest, event: RouteEvent): RouteOutcome {
    switch (kind) {
      case "navigateTo":
        return this.push(address, request, event);
      case "redirectTo":
        return this.replace(address, event);
      case "switchTab":
        return this.switchTab(address, event);
      default:
        return this.reLaunch(address, event);
    }
  }

  private push(address: PageAddress, request: RouteRequest, event: RouteEvent): RouteOutcome {
    const channels = channelPair((error) => this.core.report(error, "eventChannel"));
    for (const [name, listener] of Object.entries(request.events ?? {})) channels.opener.on(name, listener);
    if (this.top !== undefined) this.core.pages.hide(this.top, "push");
    this.enter(address, "push", event, channels.opened);
    return { eventChannel: channels.opener };
  }

  private replace(address: PageAddress, event: RouteEvent): RouteOutcome {
    const old = this.open.pop();
    if (old !== undefined) this.leave(old, "none", event);
    return this.enter(address, "none", event);
  }

  private reLaunch(address: PageAddress, event: RouteEvent): RouteOutcome {
    this.clear(event);
    return this.enter(address, "none", event);
  }

  /** A new page on top, made, loaded and shown. */
  private enter({ path, query }: PageAddress, animation: string, { openType, routeEventId }: RouteEvent, channel?: EventChannel): RouteOutcome {
    const { pages, program } = this.core;
    const facts = { path, query, openType, routeEventId, componentFramework: "glass-easel" };
    program.fire("beforePageLoad", facts);
    const page = pages.make(path, query, this.open.length + 1, (made) => this.open.push(made), channel);
    if (page === undefined) throw new RouteRefused(`page "${path}" is not found`);
    if (page.isTab) this.tabs.set(path, page);
    pages.load(page);
    program.fire("afterPageLoad", { ...facts, page: page.face });
    pages.show(page, animation);
    return {};
  }

  private switchTab({ path }: PageAddress, event: RouteEvent): RouteOutcome {
    const { pages } = this.core;
    const known = this.tabs.get(path);
    if (known !== undefined && known === this.top) return {};
    while (this.top !== undefined && !this.top.isTab) this.leave(this.open.pop() as OpenPage, "none", event);
    const before = this.open.pop();
    if (before !== undefined && before !== known) pages.hide(before, "none");
    if (known === undefined) return this.enter({ path, query: {} }, "none", event);
    this.open = [known];
    pages.show(known, "none");
    return {};
  }

  private back(delta: number): RouteOutcome {
    const { pages } = this.core;
    if (this.open.length <= 1) throw new RouteRefused("cannot navigate back at first page.");
    const count = Math.min(Math.max(1, Math.floor(delta)), this.open.length - 1);
    const top = this.open[this.open.length - 1 - count] as OpenPage;
    const event = this.eventOf("navigateBack");
    this.plan("navigateBack", { path: top.path, query: top.query }, event, top.id);
    for (let left = count; left > 0; left -= 1) this.unload(this.open.pop() as OpenPage, left === count ? "pop" : "none", event);
    pages.show(top, "pop");
    this.core.settled();
    this.told("route", top, event);
    this.core.flush(() => {
      if (!top.isGone) this.done(top, event);
    });
    return {};
  }

  private clear(event: RouteEvent): void {
    const leaving = [...this.open].reverse();
    const behind = [...this.tabs.values()].filter((page) => !leaving.includes(page));
    this.open = [];
    this.tabs.clear();
    for (const page of [...leaving, ...behind]) this.unload(page, "none", event);
  }

  /** A page leaves the stack; tab pages are only hidden. */
  private leave(page: OpenPage, animation: string, event: RouteEvent): void {
    this.tabs.delete(page.path);
    this.unload(page, animation, event);
  }

  private unload(page: OpenPage, animation: string, { routeEventId }: RouteEvent): void {
    const { pages, program } = this.core;
    const { path, face } = page;
    program.fire("beforePageUnload", { path, routeEventId, page: face });
    pages.unload(page, animation);
    program.fire("afterPageUnload", { path, routeEventId });
  }
}
