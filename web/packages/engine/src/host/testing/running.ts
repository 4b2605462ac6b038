/** Opens a program as the messenger does: a real host and a real core joined by ports, a view in memory, no browser. */
import { Core } from "../../core/core";
import { globalsOf } from "../../core/globals";
import type { Line } from "../../core/links";
import { MemoryView } from "../../core/testing/memory-view";
import type { Compiled } from "../../core/testing/opened";
import { createWx } from "../../core/wx";
import { addCloud } from "../../core/wx/cloud/cloud";
import type { Boot, CoreBoot } from "../../protocol";
import type { Backend } from "../backend";
import type { Device } from "../device";
import { memoryKeeper } from "../keeper";
import type { Keepers } from "../keeper";
import { HostProgram } from "../program";
import type { ProgramParts } from "../program";
import type { Prompts } from "../prompts";
import { fakeBackend, fakeDevice, fakePrompts, fakeShell, openedOf } from "./fakes";

export interface Running {
  program: HostProgram;
  core: Core;
  wx: Record<string, unknown>;
  /** Calls a function of wx and waits for what it gives. */
  ask(name: string, options?: unknown): Promise<unknown>;
  /** Calls a function that answers at once, of wx or of another object. */
  now(name: string, ...args: unknown[]): unknown;
  view: MemoryView;
  prompts: ReturnType<typeof fakePrompts>;
  backend: ReturnType<typeof fakeBackend>;
  shell: ReturnType<typeof fakeShell>;
  device: ReturnType<typeof fakeDevice>;
  keepers: Keepers;
  boot: Boot;
  /** The person presses something in the frame. */
  press(): Promise<void>;
  /** Lets messages arrive. */
  settle(): Promise<void>;
}

export interface Wanted {
  prompts?: Partial<Prompts>;
  backend?: Partial<Backend>;
  device?: Partial<Device>;
  keepers?: Keepers;
  launch?: Partial<ProgramParts["launch"]>;
  opened?: Partial<ProgramParts["opened"]>;
}

export async function running({ manifest, services }: Compiled, wanted: Wanted = {}): Promise<Running> {
  const prompts = fakePrompts(wanted.prompts);
  const backend = fakeBackend(services, wanted.backend);
  const shell = fakeShell();
  const device = fakeDevice(wanted.device);
  const keepers = wanted.keepers ?? { storage: memoryKeeper<string>(), files: memoryKeeper() };
  const inbox = new EventTarget();
  let arrived: (booted: { boot: Boot; view: MessagePort; core: MessagePort }) => void;
  const booted = new Promise<{ boot: Boot; view: MessagePort; core: MessagePort }>((resolve) => (arrived = resolve));
  const frame = {
    contentWindow: { postMessage: (message: { boot: Boot }, _: string, [view, core]: [MessagePort, MessagePort]) => arrived({ boot: message.boot, view, core }) },
  } as unknown as ProgramParts["frame"];
  const launch = { path: "", query: {}, scene: 1001, referrerInfo: {}, ...wanted.launch };
  let posted = 0;
  const channel = (): MessageChannel => {
    const made = new MessageChannel();
    for (const port of [made.port1, made.port2]) {
      const post = port.postMessage.bind(port) as (...args: unknown[]) => void;
      port.postMessage = (...args: unknown[]) => {
        posted += 1;
        post(...args);
      };
    }
    return made;
  };
  const program = new HostProgram({ channel, frame, opened: { ...openedOf(manifest), ...wanted.opened }, launch, backend, prompts, shell, keepers, device, inbox: inbox as unknown as Window });
  program.start();
  const ready = Object.assign(new Event("message"), { source: frame.contentWindow, data: { hutong: "frame", kind: "ready", protocol: 1 } });
  inbox.dispatchEvent(ready);
  const { boot, view: viewPort, core: corePort } = await booted;

  const view = new MemoryView();
  const names: Record<string, unknown> = {};
  const run = (code: string): void => new Function(...Object.keys(names), code)(...Object.values(names)) as undefined;
  const { main, packages = [], ...rest } = structuredClone(boot);
  const coreBoot: CoreBoot = { ...rest, packages: [main, ...packages].map(({ name }) => name) };
  const core = new Core(coreBoot, { host: corePort as unknown as Line, view }, { now: () => performance.now(), run, later: (task) => queueMicrotask(task) });
  core.wx = createWx(core.seam);
  // What the file beside the core does; the fake backend gives its name for its text.
  if (main.service !== "" && boot.core.includes("\ncloud")) addCloud(core.wx, core.seam);
  Object.assign(names, globalsOf(core, globalThis as unknown as Record<string, unknown>), { __hutong: core.definer() });
  for (const { service } of [main, ...packages]) run(service);
  await core.start();
  /** Until nothing was said for some turns. */
  const settle = async (): Promise<void> => {
    let before = posted;
    for (let quiet = 0; quiet < 5; before = posted) {
      await new Promise((done) => setTimeout(done, 5));
      quiet = posted === before ? quiet + 1 : 0;
    }
  };
  await settle();
  return {
    program, core, wx: core.wx, view, prompts, backend, shell, device, keepers, boot, settle,
    ask: async (name, options) => calling(core.wx, name, [options]),
    now: (name, ...args) => calling(core.wx, name, args),
    press: async () => {
      viewPort.postMessage({ t: "gesture", at: 1 });
      await settle();
    },
  };
}

/** Calls `holder[name]`, as a program would. */
export function calling(holder: unknown, name: string, args: unknown[]): unknown {
  const run = (holder as Record<string, unknown>)[name];
  if (typeof run !== "function") throw new TypeError(`${name} is not a function`);
  return run.apply(holder, args) as unknown;
}
