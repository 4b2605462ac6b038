/** Opens a program in memory: compiled packages, a host that answers, and a MemoryView. */
import type { Manifest } from "../../protocol/manifest";
import type { CoreBoot } from "../../protocol/messages";
import { Core } from "../core";
import { globalsOf } from "../globals";
import type { Line } from "../links";
import { createWx } from "../wx";
import { MemoryView, settle } from "./memory-view";

export interface Compiled {
  manifest: Manifest;
  /** Service text of each package, by name. */
  services: Record<string, string>;
}

export class MemoryHost implements Line {
  onmessage: ((event: { data: unknown }) => void) | null = null;
  readonly told: { name: string; data: unknown }[] = [];
  readonly calls: { api: string; args: unknown }[] = [];
  readonly answers: Record<string, (args: never) => unknown> = {};

  postMessage(message: unknown): void {
    const said = structuredClone(message) as { t: string; id: number; api: string; args: unknown; name: string; data: unknown };
    if (said.t === "tell") {
      this.told.push({ name: said.name, data: said.data });
      return;
    }
    this.calls.push({ api: said.api, args: said.args });
    const answer = this.answers[said.api];
    const done = answer === undefined
      ? { t: "done", id: said.id, ok: false, errMsg: `${said.api}:fail not supported` }
      : { t: "done", id: said.id, ok: true, result: answer(said.args as never) };
    queueMicrotask(() => this.onmessage?.({ data: done }));
  }

  async event(name: string, data: unknown = {}): Promise<void> {
    this.onmessage?.({ data: { t: "event", name, data } });
    await settle();
  }

  said(name: string): unknown[] {
    return this.told.filter((one) => one.name === name).map((one) => one.data);
  }

  get errors(): string[] {
    return this.said("error").map((one) => (one as { message: string }).message);
  }
}

/** Pages and components as a test uses them. */
export interface PageFace {
  data: Record<string, unknown>;
  setData(change: object, callback?: () => void): void;
  selectComponent(selector: string): PageFace;
  selectAllComponents(selector: string): PageFace[];
  triggerEvent(name: string, detail?: unknown, options?: object): void;
  getRelationNodes(key: string): PageFace[];
  hasBehavior(behavior: unknown): boolean;
  [name: string]: unknown;
}

export interface Opened {
  core: Core;
  view: MemoryView;
  host: MemoryHost;
  /** The face of the page on top. */
  readonly page: PageFace;
}

export async function open(compiled: Compiled, launch: { path?: string; query?: Record<string, string> } = {}): Promise<Opened> {
  const view = new MemoryView();
  const host = new MemoryHost();
  const names: Record<string, unknown> = {};
  const run = (code: string): void => {
    new Function(...Object.keys(names), code)(...Object.values(names));
  };
  const boot = bootOf(compiled.manifest, launch);
  const alone = compiled.manifest.packages.find(({ independent, pages }) => independent && pages.includes(launch.path ?? ""));
  if (alone !== undefined) boot.packages = [alone.name];
  const core = new Core(boot, { host, view }, { now: () => performance.now(), run, later: (task) => queueMicrotask(task) });
  host.answers.loadPackage = ({ name }: { name: string }) => ({ name, service: compiled.services[name], view: "", styles: {} });
  core.wx = createWx(core.seam);
  Object.assign(names, globalsOf(core, globalThis as unknown as Record<string, unknown>), { __hutong: core.definer() });
  run(compiled.services[alone?.name ?? "main"] ?? "");
  await core.start();
  await settle();
  return {
    core, view, host,
    get page() {
      return core.stack.top?.face as never;
    },
  };
}

function bootOf(manifest: Manifest, launch: { path?: string; query?: Record<string, string> }): CoreBoot {
  const box = { left: 0, right: 375, top: 0, bottom: 667, width: 375, height: 667 };
  return {
    protocol: 1, appId: "wx0000000000000001", name: "Trial", versionKind: "develop", version: "1.0.0", manifest, packages: ["main"],
    assetBase: "/files/", proxyBase: "/proxy/", launch: { path: launch.path ?? "", query: launch.query ?? {}, scene: 1001, referrerInfo: {} },
    system: {
      brand: "x", model: "x", pixelRatio: 2, screenWidth: 375, screenHeight: 667, windowWidth: 375, windowHeight: 603, statusBarHeight: 20, language: "zh_CN",
      version: "8.0.0", system: "x", platform: "x", SDKVersion: "3.0.0", fontSizeSetting: 16, benchmarkLevel: 1, safeArea: box, menuButton: box, theme: "light",
    },
    account: { miniProgram: { appId: "wx0000000000000001", envVersion: "develop", version: "1.0.0" } },
    storage: {}, files: [], capsule: box, scopes: {}, theme: "light", language: "zh_CN", debug: true,
  };
}
