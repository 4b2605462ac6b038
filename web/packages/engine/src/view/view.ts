/** One open program's document: ports on one side, elements on the other. */
import { isCoreToView, isRecord } from "../protocol/checks";
import type { Boot, CoreToView, HostToView, PackageCode, ViewToCore, ViewToHost } from "../protocol/messages";
import { Addresses } from "./addresses";
import { animate } from "./animate";
import { Applier } from "./applier";
import { LOOK } from "./components/look";
import type { ComponentFactory, Surroundings } from "./components/component";
import { componentAt, contextOf } from "./context";
import { Elements } from "./elements";
import { Dispatcher } from "./events/dispatcher";
import { relayElementEvents } from "./events/relay";
import { Touches } from "./events/touches";
import { Nodes } from "./nodes";
import type { ViewNode } from "./nodes";
import { Observers } from "./observers";
import { lateParts } from "./late-parts";
import { callMethod } from "./methods";
import { pageCommand } from "./commands";
import { answer } from "./query";
import { Sheets } from "./sheets";
import { Pages } from "./stage";
import { blobAddress, runInWorker, startWorker } from "./trust";
import { WxsHost } from "./wxs/host";

export interface Ports {
  core: MessagePort;
  host: MessagePort;
}

export class View {
  readonly nodes = new Nodes();
  readonly addresses: Addresses;
  readonly sheets: Sheets;
  readonly pages: Pages;
  readonly dispatcher: Dispatcher;
  readonly elements: Elements;
  readonly surroundings: Surroundings;
  readonly wxs: WxsHost;
  private readonly applier: Applier;
  private readonly observers: Observers;
  private theme: "light" | "dark";
  private readonly waiting = new Map<number, (message: HostToView) => void>();
  private asked = 0;
  private second: Worker | undefined;
  private readonly learnt = new Set<string>();
  private hasPainted = false;
  private hasLate = false;

  constructor(
    private readonly boot: Boot,
    private readonly ports: Ports,
    private readonly startedAt: number,
  ) {
    this.theme = boot.theme;
    this.addresses = new Addresses({ assetBase: boot.assetBase, proxyBase: boot.proxyBase, file: (path) => this.file(path) });
    this.sheets = new Sheets(
      { resolve: (source, kind) => this.addresses.resolve(source, kind, "/"), isDark: () => this.isDark() },
      LOOK,
    );
    this.surroundings = this.surround();
    this.pages = this.stack();
    this.wxs = new WxsHost(this.nodes, { send: (message) => this.send(message), failed: (error) => this.failed(error) });
    this.dispatcher = new Dispatcher({
      send: (message) => this.send(message),
      wxs: (binding, current, target, happening) => this.wxs.handle(binding, current, target, happening),
      failed: (error) => this.failed(error),
    });
    this.elements = this.make();
    this.applier = new Applier(this.nodes, this.elements, this.stage());
    this.observers = new Observers(this.nodes, this.pages, (message) => this.send(message));
    this.listen();
  }

  private surround(): Surroundings {
    const still = window.matchMedia("(prefers-reduced-motion: reduce)");
    return {
      theme: () => (this.isDark() ? "dark" : "light"),
      language: () => this.boot.language,
      layer: (inside) => this.pages.of(inside)?.layer ?? document.body,
      at: (element) => componentAt(element),
      reducedMotion: () => still.matches,
    };
  }

  private stack(): Pages {
    return new Pages(this.nodes, {
      send: (message) => this.send(message),
      reducedMotion: () => this.surroundings.reducedMotion(),
      firstPaint: () => this.painted(),
      current: (page) => {
        document.documentElement.dataset["style"] = page.options.style;
      },
      shown: (page, isShown) => {
        for (const node of this.nodes.elements()) {
          if (node.component?.shown !== undefined && page.box.contains(node.element)) node.component.shown(isShown);
        }
      },
    });
  }

  private make(): Elements {
    return new Elements({
      context: (node) =>
        contextOf(node, {
          dispatcher: this.dispatcher,
          addresses: this.addresses,
          surroundings: this.surroundings,
          send: (message) => this.send(message),
          ask: (name, data) => this.ask(name, data),
          basePath: (one) => this.basePath(one),
        }),
      resolve: (source) => this.addresses.resolve(source, "image", "/"),
      late: (tag) => this.late(tag),
      isAlive: (node) => this.nodes.element(node.number) === node,
      changed: (node, name, value, old) => this.wxs.changed(node, name, value, old),
      listening: () => undefined,
      arrived: (node) => this.applier.arrived(node),
    });
  }

  private async late(tag: string): Promise<ComponentFactory | undefined> {
    const { components, look } = await lateParts();
    if (!this.hasLate) this.sheets.addLook(look);
    this.hasLate = true;
    // After all that waited for the same file have got theirs.
    window.setTimeout(() => this.applier.welcome(), 0);
    return components[tag];
  }

  private stage(): ConstructorParameters<typeof Applier>[2] {
    return {
      open: (...of) => this.pages.open(...of),
      show: (page, animation) => this.pages.show(page, animation),
      hide: (page, animation) => this.pages.hide(page, animation),
      drop: (page, animation) => this.pages.drop(page, animation),
      styles: (page, paths) => {
        this.sheets.ensure(paths);
        this.pages.get(page)?.reachedBy(paths, this.boot.manifest.components);
        this.pages.get(page)?.adoptBackground();
      },
      animate: (numbers, keyframes, options, call) => {
        void animate(this.nodes, numbers, keyframes, options).then(() => this.answer(call, null));
      },
      method: (number, name, args, call) => {
        const node = this.nodes.element(number);
        if (node !== null) callMethod(node, name, args, (result, transfer) => this.answer(call, result, transfer));
      },
      failed: (error) => this.failed(error),
    };
  }

  private listen(): void {
    this.setTheme(this.theme);
    document.title = this.boot.name;
    document.documentElement.lang = this.boot.language === "en" ? "en" : "zh-CN";
    for (const code of [this.boot.main, ...(this.boot.packages ?? [])]) this.learn(code);
    new Touches(this.dispatcher, {
      scrollTop: (node) => this.pages.of(node)?.scroller.scrollTop ?? 0,
      gesture: () => this.tellHost({ t: "gesture", at: Date.now() }),
    }).listen();
    relayElementEvents(this.dispatcher);
    window.addEventListener("resize", () => this.resized());
    window.addEventListener("error", (event) => this.failed(event.error ?? event.message));
    this.ports.core.onmessage = (event) => this.fromCore(event.data);
    this.ports.host.onmessage = (event) => this.fromHost(event.data);
    this.tellHost({ t: "progress", stage: "booted", ms: performance.now() - this.startedAt });
  }

  private learn(code: Pick<PackageCode, "name" | "view" | "styles">): void {
    this.learnt.add(code.name);
    this.sheets.learn(code.styles);
    this.wxs.learn(code.view);
    this.sheets.ensure([""]);
  }

  /** Each package of the program once: whoever speaks for the core can't bring others. */
  private learnLater(code: Pick<PackageCode, "name" | "view" | "styles">): void {
    const isKnown = this.boot.manifest.packages.some(({ name }) => name === code.name);
    if (!isKnown || this.learnt.has(code.name)) return;
    this.learn(code);
  }

  private fromCore(message: unknown): void {
    if (!isCoreToView(message)) return;
    try {
      this.obey(message);
    } catch (error) {
      this.failed(error);
    }
  }

  private obey(message: CoreToView): void {
    switch (message.t) {
      case "ops":
        try {
          this.applier.apply(message.ops);
        } finally {
          if (message.ack !== undefined) this.send({ t: "flushed", id: message.ack });
        }
        return this.observers.look();
      case "query": {
        const { results, transfer } = answer(message.requests, this.nodes, this.pages.get(message.page));
        return this.send({ t: "answer", id: message.id, result: results }, transfer);
      }
      case "observe":
        return this.observers.observe(message.id, message.page, message.request);
      case "media":
        return this.observers.media(message.id, message.descriptor);
      case "unobserve":
        return this.observers.end(message.id);
      case "page":
        return pageCommand(this, this.pages.get(message.page) ?? this.pages.top, message.name, message.data);
      case "package":
        return this.learnLater(message);
      case "crew":
        return this.crew(message.id, message.path);
      case "openDone":
        return callMethod(this.nodes.element(message.node), "openDone", [message], () => undefined);
    }
  }

  /** A second worker, of texts that came from the host and no others. */
  private crew(id: number, path: string): void {
    this.second?.terminate();
    this.second = undefined;
    if (path === "") return;
    this.second = startWorker();
    runInWorker(this.second, this.boot);
    const { port1, port2 } = new MessageChannel();
    this.second.postMessage({ hutong: "crew", path }, [port1]);
    this.answer(id, port2, [port2]);
  }

  private fromHost(message: HostToView): void {
    if (!isRecord(message)) return;
    if (message.t === "theme") this.setTheme(message.theme);
    else if (message.t === "answer" || message.t === "resolved") {
      this.waiting.get(message.id)?.(message);
      this.waiting.delete(message.id);
    } else if (message.t === "keyboard") keyboardMoved(message.height);
  }

  setTheme(theme: "light" | "dark"): void {
    this.theme = theme;
    document.documentElement.dataset["theme"] = this.isDark() ? "dark" : "light";
    this.sheets.repaint();
    for (const page of this.pages.all()) page.adoptBackground();
  }

  private isDark(): boolean {
    return this.boot.manifest.darkmode && this.theme === "dark";
  }

  private resized(): void {
    const size = { windowWidth: window.innerWidth, windowHeight: window.innerHeight };
    if (this.pages.top !== null) this.send({ t: "resize", page: this.pages.top.number, size });
    this.observers.look();
  }

  private painted(): void {
    if (this.hasPainted) return;
    this.hasPainted = true;
    this.tellHost({ t: "progress", stage: "firstPaint", ms: performance.now() - this.startedAt });
  }

  private basePath(node: ViewNode): string {
    const owner = this.nodes.element(node.owner)?.path ?? this.nodes.virtual.get(node.owner)?.path;
    return `/${owner ?? this.pages.of(node)?.path ?? ""}`;
  }

  ask(name: string, data: unknown): Promise<unknown> {
    return new Promise((resolve) => {
      const id = ++this.asked;
      this.waiting.set(id, (message) => resolve(message.t === "answer" ? message.result : null));
      this.tellHost({ t: "ask", id, name, data });
    });
  }

  private file(path: string): Promise<string> {
    return new Promise((resolve) => {
      const id = ++this.asked;
      this.waiting.set(id, (message) => resolve(message.t === "resolved" && message.blob !== null ? blobAddress(message.blob) : ""));
      this.tellHost({ t: "resolve", id, path });
    });
  }

  private answer(id: number, result: unknown, transfer: Transferable[] = []): void {
    if (id !== 0) this.send({ t: "answer", id, result }, transfer);
  }

  send(message: ViewToCore, transfer: Transferable[] = []): void {
    this.ports.core.postMessage(message, transfer);
  }

  private tellHost(message: ViewToHost): void {
    this.ports.host.postMessage(message);
  }

  private failed(error: unknown): void {
    const report = { t: "error" as const, message: String(error), stack: error instanceof Error ? (error.stack ?? "") : "" };
    this.send(report);
    this.tellHost(report);
  }
}

/** Fields hear of it as of a resize of their own window. */
function keyboardMoved(height: number): void {
  document.documentElement.style.setProperty("--hutong-keyboard", `${String(height)}px`);
  window.dispatchEvent(new CustomEvent("hutong-keyboard", { detail: height }));
}
