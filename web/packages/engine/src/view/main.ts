/** The first thing in the frame: closes what is dangerous, waits for the messenger, starts the program. */
import { isRecord } from "../protocol/checks";
import { PROTOCOL } from "../protocol/manifest";
import type { Boot, CoreBoot, FrameReady, WorkerBoot } from "../protocol/messages";
import { closeDoors, messenger, runInWorker, startWorker } from "./trust";
import { View } from "./view";

const startedAt = performance.now();
closeDoors();
window.addEventListener("message", accept);
const ready: FrameReady = { hutong: "frame", kind: "ready", protocol: PROTOCOL };
window.parent.postMessage(ready, messenger === "" ? "*" : messenger);
const worker = startWorker();

/** Once, from the messenger, with two ports. */
function accept(event: MessageEvent): void {
  if (event.source !== window.parent || event.origin !== messenger) return;
  const data: unknown = event.data;
  const [host, core] = event.ports;
  if (!isRecord(data) || data["hutong"] !== "boot" || !isRecord(data["boot"]) || host === undefined || core === undefined) return;
  window.removeEventListener("message", accept);
  start(data["boot"] as unknown as Boot, host, core);
}

function start(boot: Boot, host: MessagePort, core: MessagePort): void {
  const packages = [boot.main, ...(boot.packages ?? [])];
  worker.onerror = (event) => host.postMessage({ t: "error", message: event.message, stack: `${event.filename}:${String(event.lineno)}` });
  runInWorker(worker, boot);
  const channel = new MessageChannel();
  new View(boot, { core: channel.port1, host }, startedAt);
  const rest: Partial<Boot> = { ...boot };
  delete rest.core;
  delete rest.main;
  const told: WorkerBoot = { hutong: "boot", boot: { ...rest, packages: packages.map((code) => code.name) } as CoreBoot };
  worker.postMessage(told, [core, channel.port2]);
  host.postMessage({ t: "progress", stage: "worker", ms: performance.now() - startedAt });
}
