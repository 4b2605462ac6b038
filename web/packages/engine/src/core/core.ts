/** The core of one open program: everything in the worker, tied together. */
import { addGlobalErrorListener, addGlobalWarningListener } from "glass-easel";
import type { Element as TreeElement, GeneralComponent, templateEngine } from "glass-easel";
import type { Manifest } from "../protocol/manifest";
import type { CoreBoot } from "../protocol/messages";
import { Op } from "../protocol/ops";
import { openedAt } from "./addresses";
import { Components } from "./components";
import { makeFaceMethods } from "./face-methods";
import { componentOf, faceOf, rootOf } from "./faces";
import { listenToHost } from "./hosting";
import { received } from "./inbox";
import { HostLink, ViewLink } from "./links";
import type { Line } from "./links";
import { Modules } from "./modules";
import type { Definer, ProcGenGroup } from "./modules";
import { Surroundings } from "./navigation";
import { Packages } from "./packages";
import { Pages } from "./pages";
import { messageOf, Program } from "./program";
import { makeSeam } from "./lending";
import type { CoreSeam } from "./seam";
import { Stack } from "./stack";
import { guidedEngine } from "./templates";
import { Timing } from "./timing";
import { Tree } from "./tree";
import { Wxs } from "./wxs";

/** What the worker itself offers, handed in so that the core runs anywhere. */
export interface Machine {
  now(): number;
  /** Runs the service text of a package. */
  run(code: string): void;
  later(task: () => void): void;
}

export class Core {
  readonly manifest: Manifest;
  readonly host: HostLink;
  readonly view: ViewLink;
  readonly tree: Tree;
  readonly wxs: Wxs;
  readonly modules: Modules;
  readonly components: Components;
  readonly packages: Packages;
  readonly program: Program;
  readonly around: Surroundings;
  readonly pages: Pages;
  readonly stack: Stack;
  readonly timing: Timing;
  readonly seam: CoreSeam;
  private readonly engine: templateEngine.TemplateEngine;
  /** Given by core/wx once the core stands. */
  wx: Record<string, unknown> = {};
  private methods: object | undefined;
  private isAwake = false;
  private flushed: (() => void)[] = [];

  constructor(
    readonly boot: CoreBoot,
    lines: { host: Line; view: Line },
    private readonly machine: Machine,
  ) {
    this.manifest = boot.manifest;
    this.host = new HostLink(lines.host);
    this.view = new ViewLink(lines.view, (message) => received(this, message));
    this.timing = new Timing(() => machine.now(), (report) => this.host.tell("timing", report));
    this.program = new Program(boot.launch, (error, where, kind) => this.tellError(error, where, kind));
    this.wxs = new Wxs((error, where) => this.report(error, where));
    this.modules = new Modules({ report: (error, where) => this.report(error, where), load: (path) => this.loadFor(path) });
    this.packages = this.makePackages();
    this.components = this.makeComponents();
    this.tree = new Tree(this.components, () => this.wake());
    this.engine = guidedEngine({
      tree: this.tree,
      wxs: this.wxs,
      report: (error, where) => this.report(error, where),
      listenAtPage: (element, type) => this.listenAtPage(element, type),
      noHandler: (component, type, handler) => this.log("warn", `Component "${component.is}" does not have a method "${handler}" to handle event "${type}".`),
    });
    this.around = new Surroundings(this.manifest, boot.theme, (name, data) => this.host.tell(name, data));
    this.pages = new Pages(this);
    this.stack = new Stack(this);
    this.seam = makeSeam(this);
    addGlobalErrorListener((error, method, related) => {
      this.report(error, typeof related === "string" ? related : `${related?.is ?? ""} ${method ?? ""}`.trim());
      return false;
    });
    addGlobalWarningListener(() => false);
    listenToHost(this);
  }

  private makePackages(): Packages {
    return new Packages(
      {
        manifest: this.manifest,
        fetch: (name) => this.host.call("loadPackage", { name }),
        run: (code) => this.machine.run(code),
        toView: (code) => this.view.post({ t: "package", name: code.name, view: code.view, styles: code.styles }),
        report: (error, where) => this.report(error, where),
        begin: (file) => void this.modules.runFile(file.replace(/\.js$/, "")),
        loaded: (name, ms) => this.host.tell("timing", { page: name, kind: "packageLoad", ms }),
        mainCame: () => this.runApp(),
        now: () => this.machine.now(),
      },
      this.boot.packages,
    );
  }

  private makeComponents(): Components {
    return new Components({
      manifest: this.manifest,
      modules: this.modules,
      engine: () => this.engine,
      faceMethods: () => (this.methods ??= makeFaceMethods(this)),
      report: (error, where) => this.report(error, where),
      wanted: (path) => void this.bring(path),
      hasPackage: (path) => this.packages.has(path),
      isAlone: (path) => this.packages.isAlone(path),
      attached: (component) => this.pages.attached(component, rootOf(component)),
      detached: (component) => this.tree.forgetVirtual(component),
    });
  }

  /** What compiled packages call. */
  definer(): Definer {
    const { modules, wxs } = this;
    const templates = new Proxy<Record<string, ProcGenGroup | undefined>>({}, { get: (_, path) => modules.template(String(path)) });
    return {
      define: (path, run, resolved) => modules.define(path, run, resolved),
      template: (path, make) => modules.addTemplate(path, make),
      wxs: (key, run, names) => wxs.define(key, run, names),
      templates,
      script: (key) => wxs.load(key),
      more: (add) => add(this.wx, this.seam),
    };
  }

  /** Runs app.js and opens the first page; one of an independent package comes without the app. */
  async start(): Promise<void> {
    const { path: asked, query } = openedAt(this.boot.launch, this.manifest.entry);
    if (!this.packages.isAlone(asked)) this.runApp();
    this.host.tell("booted", {});
    if (this.manifest.pages.includes(asked)) await this.stack.begin(asked, query);
    else if (this.program.fire("pageNotFound", { path: asked, query, isEntryPage: true })) await this.stack.begin();
    else await this.stack.begin(this.manifest.entry, {});
  }

  private runApp(): void {
    const began = this.now();
    if (this.modules.has("app.js")) this.modules.runFile("app");
    this.host.tell("timing", { page: "", kind: "appLaunch", ms: this.now() - began });
    this.program.fire("show", this.boot.launch);
  }

  now(): number {
    return this.machine.now();
  }

  /** Operations wait: they go to the view when the code that is running now is through. */
  wake(): void {
    if (this.isAwake) return;
    this.isAwake = true;
    this.machine.later(() => this.send());
  }

  /** Sends now, so that what follows on the same line finds the page as it was set. */
  send(): void {
    this.isAwake = false;
    this.pages.readyLate();
    if (this.stack.top !== undefined) this.pages.checkWants(this.stack.top);
    const ops = this.tree.take();
    const waiting = this.flushed;
    this.flushed = [];
    const measured = this.timing.flushing();
    if (ops.length === 0 && waiting.length === 0) return;
    const isAwaited = waiting.length > 0 || measured !== undefined;
    const ack = isAwaited ? this.view.expect(() => {
      measured?.();
      for (const callback of waiting) callback();
    }) : undefined;
    this.view.post(ack === undefined ? { t: "ops", ops } : { t: "ops", ops, ack });
  }

  /** Sends what waits, and calls back when the view has it. */
  flush(callback?: () => void): void {
    if (callback !== undefined) this.flushed.push(callback);
    this.wake();
  }

  setData(component: GeneralComponent, change: Record<string, unknown>): void {
    const began = this.now();
    component.setData(change);
    this.timing.changed(component, began, Object.keys(change));
  }

  watchUpdates(component: GeneralComponent, options: Record<string, unknown>, listener: ((result: Record<string, unknown>) => void) | undefined): void {
    this.timing.watch(component, options, listener === undefined ? undefined : (result) => void this.guarded("setUpdatePerformanceListener", () => listener.call(faceOf(component), result)));
  }

  /** After a route: stack and bars as they are now. */
  settled(): void {
    const top = this.stack.top;
    const pages = this.stack.pages.map(({ id, path, query, isTab }) => ({ page: id, path, query, isTab }));
    this.host.tell("stack", { pages });
    if (top === undefined) return;
    top.navigation.canGoBack = pages.length > 1;
    this.around.show(top);
  }

  guarded<Result>(where: string, task: () => Result): Result | undefined {
    try {
      const result = task();
      return result;
    } catch (error) {
      this.report(error, where);
      return undefined;
    }
  }

  report(error: unknown, where: string): void {
    this.program.report(error, where);
  }

  tellError(error: unknown, where: string, kind: string): void {
    const stack = error instanceof Error ? (error.stack ?? "") : "";
    const message = error instanceof Error ? `${error.name}: ${error.message}` : messageOf(error);
    const page = this.stack?.top?.path ?? "";
    this.host.tell("error", { message: `${message}${where === "" ? "" : ` (${where})`}`, stack, page, kind });
  }

  log(level: string, text: string): void {
    this.host.tell("console", { level, args: [text], page: this.stack.top?.path ?? "" });
  }

  private listenAtPage(element: TreeElement, type: string): void {
    const root = rootOf(element);
    const number = this.tree.numberOf(root);
    if (number !== 0) this.tree.write(Op.LISTEN, number, type, 1);
  }

  private async loadFor(path: string): Promise<boolean> {
    await this.packages.need(path);
    return true;
  }

  /** A component of another package is used under a placeholder: fetch it and put it in. */
  private async bring(path: string): Promise<void> {
    try {
      await this.packages.need(path);
      const page = this.stack.top;
      this.components.load(path);
      if (page !== undefined) this.tree.write(Op.STYLES, page.id, this.components.sheets(page.path));
    } catch (error) {
      this.program.fire("lazyLoadError", { type: "subpackage", subpackage: [this.packages.nameOf(path)], errMsg: messageOf(error).split("\n")[0] });
      this.report(error, path);
    }
  }

  /** What a promise gives, or nothing when it takes too long or fails. */
  soon(promise: Promise<unknown>, ms: number): Promise<unknown> {
    return Promise.race([promise.catch(() => undefined), new Promise((done) => setTimeout(done, ms))]);
  }

  pageIdOf(face: unknown): number {
    const component = componentOf(face);
    const page = component === undefined ? this.stack.top : this.pages.ofRoot(rootOf(component));
    return page?.id ?? 0;
  }
}
