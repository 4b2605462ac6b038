/**
 * One open mini program, seen from the messenger: boots its frame, answers its calls, passes events in, ends it.
 *
 * Who is asking is known from the port a message comes in by; nothing in a message can change that.
 */
import { PROTOCOL, isRecord } from "../protocol";
import { COMPONENTS, RESULTS } from "../protocol/known";
import type { Boot, ErrorReport, HostToView, LaunchOptions, PackageCode, StackState, SystemInfo } from "../protocol";
import type { Backend, Opened } from "./backend";
import { addressOf, cloudCalls } from "./calls/cloud";
import { deviceCalls } from "./calls/device";
import { feedbackCalls } from "./calls/feedback";
import { fileCalls } from "./calls/files";
import { identityCalls } from "./calls/identity";
import { layers } from "./calls/layers";
import type { Layers } from "./calls/layers";
import { mediaCalls } from "./calls/media";
import { networkCalls } from "./calls/network";
import { placeCalls } from "./calls/places";
import { sharing } from "./calls/share";
import { soundCalls } from "./calls/sounds";
import { viewCalls } from "./calls/view";
import { webViews } from "./calls/web-view";
import type { WebViews } from "./calls/web-view";
import { Code } from "./code";
import type { Desk, Handlers } from "./desk";
import { browserDevice } from "./device";
import type { Device } from "./device";
import { Dispatch } from "./dispatch";
import type { Port } from "./dispatch";
import { Files } from "./files";
import { Gestures } from "./gestures";
import { Hearing } from "./hearing";
import type { Inspected } from "./hearing";
import type { Keepers } from "./keeper";
import { Counting } from "./measures";
import { Permissions } from "./permissions";
import { Privacy } from "./privacy";
import type { Prompts } from "./prompts";
import type { Shell } from "./shell";
import { Storage } from "./storage";
import { systemInfo } from "./system";

export interface ProgramParts {
  /** The iframe; only its window is used. */
  frame: { readonly contentWindow: Pick<Window, "postMessage"> | null };
  opened: Opened;
  launch: LaunchOptions;
  backend: Backend;
  prompts: Prompts;
  shell: Shell;
  keepers: Keepers;
  device?: Device;
  /** Where messages of the frame arrive: the window of the messenger. */
  inbox?: Pick<Window, "addEventListener" | "removeEventListener">;
  channel?: () => { port1: Port; port2: Port };
  debug?: boolean;
}

export class HostProgram {
  readonly #parts: ProgramParts;
  readonly #device: Device;
  readonly #inbox: Pick<Window, "addEventListener" | "removeEventListener">;
  readonly #files: Files;
  readonly #code: Code;
  readonly #gestures: Gestures;
  readonly #permissions: Permissions;
  readonly #counting: Counting;
  readonly #ends: (() => void)[] = [];
  readonly #hearing: Hearing;
  readonly #storage: Storage;
  #webViews: WebViews | undefined;
  #layers: Layers | undefined;
  #core: Dispatch | undefined;
  #view: Port | undefined;
  #viewHandlers: Handlers = {};
  #isShown = true;
  #isClosed = false;

  constructor(parts: ProgramParts) {
    this.#parts = parts;
    const { opened, backend, prompts, keepers } = parts;
    const device = (this.#device = parts.device ?? browserDevice());
    this.#inbox = parts.inbox ?? window;
    this.#code = new Code(backend);
    const cloudAddress = async (id: string): Promise<string> => (backend.cloud ? addressOf(backend.cloud, id) : "");
    this.#files = new Files(device, keepers.files, { ...opened, cloudAddress }, (files) => this.#say("files", files));
    this.#gestures = new Gestures(() => device.now());
    this.#permissions = new Permissions(opened.scopes, backend, prompts, opened.manifest);
    this.#counting = new Counting(backend, (milliseconds, run) => device.after(milliseconds, run), () => device.now());
    this.#storage = new Storage(keepers.storage);
    this.#hearing = new Hearing(parts.shell, this.#counting, this.#files, this.#storage, device, () => this.#isShown);
  }

  /** Waits for the frame to be ready and boots it; call it before the frame is given its address. */
  start(): void {
    this.#inbox.addEventListener("message", this.#fromFrame as EventListener);
  }

  /** The person looks at the program again; `isNewEntry` opens the page that `path` names. */
  show(options: Partial<LaunchOptions> & { isNewEntry?: boolean } = {}): void {
    this.#isShown = true;
    this.#counting.looksAt(this.pages.at(-1)?.path);
    this.#say("appShow", { ...this.#parts.launch, scene: 1001, ...options });
  }

  hide(): void {
    this.#isShown = false;
    this.#counting.looksAt(undefined);
    this.#say("appHide", {});
    void this.#counting.flush();
  }

  /** Leaves what stands above the page on top, else that page; one that wants it asks first. */
  back(): void {
    if (this.#layers?.close()) return;
    const question = this.#hearing.navigation?.alertBeforeUnload;
    if (question === undefined) this.#leave();
    else {
      const modal = { title: "", content: question, showCancel: true, cancelText: "", cancelColor: "", confirmText: "", confirmColor: "", editable: false, placeholderText: "" };
      void this.#parts.prompts.modal(modal).then(({ confirm }) => {
        if (confirm) this.#leave();
      });
    }
  }

  #leave(): void {
    this.#webViews?.deliver();
    this.#say("back", {});
  }

  home(): void {
    this.#say("home", {});
  }

  tabTap(index: number): void {
    this.#gestures.note();
    this.#say("tabTap", { index });
  }

  /** "Share" in the menu of the capsule: the page on top says what the card shows. */
  share(): void {
    this.#webViews?.deliver();
    this.#hearing.sharing?.fromMenu();
  }

  /** Opens a page of the running program, as a code or a card leads to it. */
  navigate(path: string, query: Record<string, string> = {}): void {
    this.#say("navigateTo", { path, query });
  }

  /** A page in a `<web-view>` used its JS-SDK: `name` is "postMessage", with what was posted, or a function that changes pages, with its options. */
  fromWebView(node: number, name: string, data: unknown): void {
    this.#webViews?.heard(node, name, data);
  }

  /** A page of a `<web-view>` has come, or could not; each page one follows a link to counts. */
  webViewCame(node: number, outcome: "load" | "error", url: string): void {
    this.#webViews?.came(node, outcome, url);
  }

  setTheme(theme: "light" | "dark"): void {
    this.#say("themeChange", { theme });
    this.#toView({ t: "theme", theme });
  }

  resized(): void {
    this.#say("system", this.#system());
  }

  keyboard(height: number): void {
    this.#toView({ t: "keyboard", height });
    this.#say("keyboardHeightChange", { height, duration: 0 });
  }

  /** Settings were changed elsewhere, say on the settings page. */
  scopesChanged(): Promise<void> {
    return this.#permissions.reload();
  }

  /** What the page on top is and holds: for drivers of the lab. */
  inspect(): Promise<Inspected> {
    return this.#hearing.inspect((ask) => this.#say("inspect", { ask }));
  }

  /** Script errors since the program opened. */
  errors(): ErrorReport[] {
    return this.#hearing.errors.map((error) => ({ ...error }));
  }

  /** Functions it asked for that are not there, in the order they were first asked for. */
  missingApis(): string[] {
    return [...this.#hearing.missing];
  }

  get pages(): StackState["pages"] {
    return this.#hearing.stack.pages;
  }

  get isShown(): boolean {
    return this.#isShown;
  }

  /** Ends everything; the frame is to be removed right after. */
  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#inbox.removeEventListener("message", this.#fromFrame as EventListener);
    for (const end of this.#ends.splice(0)) end();
    this.#parts.prompts.closeAll();
    this.#counting.looksAt(undefined);
    void this.#counting.flush();
    this.#core?.close();
    if (this.#view) this.#view.onmessage = null;
    this.#view?.close();
    this.#files.close();
  }

  readonly #fromFrame = (event: MessageEvent): void => {
    const data: unknown = event.data;
    if (event.source !== this.#parts.frame.contentWindow || this.#core || this.#isClosed) return;
    if (!isRecord(data) || data.hutong !== "frame" || data.kind !== "ready") return;
    this.#inbox.removeEventListener("message", this.#fromFrame as EventListener);
    if (data.protocol !== PROTOCOL) {
      this.#parts.shell.broken({ message: `the frame speaks protocol ${String(data.protocol)}, this is ${PROTOCOL}`, stack: "" });
      return;
    }
    this.#boot().catch((problem: unknown) => {
      const error = problem instanceof Error ? problem : new Error(String(problem));
      this.#parts.shell.broken({ message: error.message, stack: error.stack ?? "" });
    });
  };

  async #boot(): Promise<void> {
    const boot = await this.#bootMessage();
    const window = this.#parts.frame.contentWindow;
    if (this.#isClosed || !window) return;
    const make = this.#parts.channel ?? (() => new MessageChannel());
    const view = make();
    const core = make();
    this.#core = new Dispatch(core.port1, this.#handlers(), this.#counting, (name, data) => this.#hearing.told(name, data));
    this.#view = view.port1;
    this.#view.onmessage = ({ data }) => this.#fromView(data);
    // The frame's origin is opaque, so it can't be named; the ports are what makes this private.
    window.postMessage({ hutong: "boot", boot }, "*", [view.port2 as MessagePort, core.port2 as MessagePort]);
  }

  #system(): SystemInfo {
    return systemInfo(this.#device, this.#parts.shell);
  }

  async #bootMessage(): Promise<Boot> {
    const { opened, launch, debug } = this.#parts;
    const { manifest } = opened;
    const [code, storage, files] = await Promise.all([this.#code.first(this.#packages()), this.#storage.all(), this.#files.load()]);
    const [main, ...others] = code.packages as [PackageCode, ...PackageCode[]];
    const system = this.#system();
    return {
      protocol: 1, appId: opened.appId, name: opened.name, versionKind: opened.versionKind, version: opened.version, manifest, core: code.core,
      main, packages: others, assetBase: opened.assetBase, proxyBase: opened.proxyBase, known: { components: COMPONENTS, results: RESULTS }, launch, system,
      account: { miniProgram: { appId: opened.appId, envVersion: opened.versionKind, version: opened.versionKind === "release" ? opened.version : "" } },
      storage, files, capsule: system.menuButton, scopes: this.#permissions.all() as Record<string, boolean>,
      theme: system.theme, language: system.language === "zh_CN" ? "zh_CN" : "en", debug: debug === true || manifest.debug,
    };
  }

  /** The main package and that of the first page, which does alone if it is independent; the others are asked for when they are needed. */
  #packages(): string[] {
    const { opened, launch } = this.#parts;
    const { manifest } = opened;
    const first = launch.path.replace(/^\//, "").split("?")[0] || manifest.entry;
    const home = manifest.components[first]?.package ?? "main";
    const isAlone = manifest.packages.some(({ name, independent }) => name === home && independent);
    return isAlone ? [home] : [...new Set(["main", home])];
  }

  #handlers(): Handlers {
    const { opened, backend, prompts, shell } = this.#parts;
    const privacy = new Privacy(opened, backend, prompts);
    const desk: Desk = {
      opened, manifest: opened.manifest, backend, code: this.#code, prompts, shell, device: this.#device, files: this.#files, gestures: this.#gestures,
      permissions: this.#permissions, privacy, say: (name, data) => this.#say(name, data), onClose: (run) => void this.#ends.push(run), isShown: () => this.#isShown,
    };
    const network = networkCalls(desk);
    const cloud = cloudCalls(desk);
    this.#hearing.network = {
      ...network.tells,
      abort: (task) => {
        network.tells.abort(task);
        cloud.abort(task);
      },
    };
    this.#webViews = webViews(desk);
    this.#layers = layers(desk);
    this.#viewHandlers = { ...viewCalls(desk), webView: this.#webViews.handler, layer: this.#layers.handler };
    const shares = (this.#hearing.sharing = sharing(desk, () => this.#webViews?.address(), () => this.pages.at(-1)?.page, () => this.#counting.shared(this.pages.at(-1)?.path)));
    return privacy.guarding({
      ...feedbackCalls(desk), ...identityCalls(desk), ...network.handlers, ...cloud.handlers, ...fileCalls(desk), ...mediaCalls(desk), ...placeCalls(desk),
      ...deviceCalls(desk), ...soundCalls(desk), ...shares.handlers,
    });
  }

  #fromView(message: unknown): void {
    if (!isRecord(message)) return;
    const { t, id } = message;
    if (t === "gesture") this.#gestures.note();
    else if (t === "progress" && message.stage === "firstPaint") {
      this.#counting.timing({ page: "", kind: "firstPaint", ms: Number(message.ms) });
      this.#parts.shell.ready();
    } else if (t === "error") this.#hearing.told("error", { message: String(message.message), stack: String(message.stack), page: "", kind: "view" });
    else if (t === "resolve" && typeof id === "number" && typeof message.path === "string") {
      void this.#files.blob(message.path).then((blob) => this.#toView({ t: "resolved", id, blob }), () => this.#toView({ t: "resolved", id, blob: null }));
    } else if (t === "ask" && typeof id === "number" && typeof message.name === "string") {
      void this.#viewAnswer(message.name, message.data).then((result) => this.#toView({ t: "answer", id, result }));
    }
  }

  async #viewAnswer(name: string, data: unknown): Promise<unknown> {
    const handler = Object.hasOwn(this.#viewHandlers, name) ? this.#viewHandlers[name] : undefined;
    try {
      return (await handler?.(isRecord(data) ? data : {})) ?? null;
    } catch {
      return null;
    }
  }

  #say(name: string, data: unknown): void {
    this.#core?.say(name, data);
  }

  #toView(message: HostToView): void {
    if (!this.#isClosed) this.#view?.postMessage(message);
  }
}
