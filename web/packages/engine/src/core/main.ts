/**
 * The worker's script. It runs before the packages of the program, which follow it in the same text: what they define
 * is kept until the boot message comes, because only then is it known who they are.
 */
import type { WorkerBoot } from "../protocol/messages";
import { Core } from "./core";
import { crew } from "./crew";
import { isRecord } from "./definitions";
import { globalsOf } from "./globals";
import { clean, cleanAddresses } from "./hygiene";
import type { Line } from "./links";
import type { Definer } from "./modules";
import { createWx } from "./wx";

type Scope = Record<string, unknown> & {
  addEventListener(name: string, listener: (event: never) => void): void;
  importScripts(address: unknown): void;
};

interface Policy {
  createScriptURL(address: string): unknown;
}

const scope = globalThis as unknown as Scope;
/** The definitions of packages that ran before the boot message. */
let waiting: [keyof Definer, unknown[]][] = [];
let definer: Definer | undefined;

const run = makeRunner();
for (const listener of [boot, bootCrew]) scope.addEventListener("message", listener as (event: never) => void);
clean(scope);
cleanAddresses(scope as { URL?: object });
scope.__hutong = early();

/** Later packages come as text: the worker's own policy makes a script of them, nobody else can. */
function makeRunner(): (code: string) => void {
  const importScripts = scope.importScripts.bind(scope);
  const { createObjectURL, revokeObjectURL } = URL;
  const BlobType = Blob;
  // The worker made it while it waited; from now on nobody else gets hold of it.
  const policy = scope.__hutongPolicy as Policy | undefined;
  delete scope.__hutongPolicy;
  return (code) => {
    const address = createObjectURL.call(URL, new BlobType([code], { type: "text/javascript" }));
    scope.__hutong = definer;
    try {
      importScripts(policy === undefined ? address : policy.createScriptURL(address));
    } finally {
      revokeObjectURL.call(URL, address);
      delete scope.__hutong;
    }
  };
}

function early(): Definer {
  const keep = (name: "define" | "template" | "wxs" | "more") => (...args: unknown[]) => void waiting.push([name, args]);
  const templates = new Proxy<Definer["templates"]>({}, { get: (_, path) => definer?.templates[String(path)] });
  return { define: keep("define"), template: keep("template"), wxs: keep("wxs"), more: keep("more"), templates, script: (key) => definer?.script(key) } as Definer;
}

function defineAll(by: Definer): void {
  for (const [name, args] of waiting) (by[name] as (...given: unknown[]) => void)(...args);
  waiting = [];
  delete scope.__hutong;
}

/** Instead of a program: one worker of its own. */
function bootCrew(event: MessageEvent): void {
  const { hutong, path } = event.data as { hutong: string; path: string };
  const [port] = event.ports;
  if (definer !== undefined || hutong !== "crew" || port === undefined) return;
  const own = crew(path, port as Line, scope);
  definer = own.definer;
  defineAll(definer);
  own.begin();
}

function boot(event: MessageEvent): void {
  const message = event.data as WorkerBoot;
  const [hostPort, viewPort] = event.ports;
  if (definer !== undefined || !isRecord(message) || message.hutong !== "boot" || hostPort === undefined || viewPort === undefined) return;
  const clock = performance.now.bind(performance);
  const core = new Core(message.boot, { host: hostPort as Line, view: viewPort as Line }, { now: clock, run, later: (task) => queueMicrotask(task) });
  definer = core.definer();
  core.wx = createWx(core.seam);
  defineAll(definer);
  Object.assign(scope, globalsOf(core, scope));
  scope.addEventListener("error", ((problem: ErrorEvent) => {
    core.report(problem.error ?? new Error(problem.message), "");
    problem.preventDefault();
  }) as (event: never) => void);
  scope.addEventListener("unhandledrejection", ((problem: PromiseRejectionEvent) => {
    core.program.reject(problem.reason, problem.promise);
    problem.preventDefault();
  }) as (event: never) => void);
  core.start().catch((error: unknown) => core.report(error, "start"));
}
