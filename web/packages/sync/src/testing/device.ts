import { Device } from "../engine";
import type { Outgoing } from "../state";
import { SELF, type Server } from "./server";
import { HandTimers } from "./timers";

export interface TestDevice {
  device: Device;
  timers: HandTimers;
  saved: { list: Outgoing[] };
}

let devices = 0;

interface Options {
  loses?: () => boolean;
  saved?: { list: Outgoing[] };
}

export function aDevice(server: Server, { loses = () => false, saved = { list: [] } }: Options = {}): TestDevice {
  const timers = new HandTimers();
  const name = `d${++devices}`;
  let messages = 0;
  const device = new Device({
    selfId: SELF,
    api: server.api(),
    openSocket: () => server.openSocket(loses),
    timers,
    storage: { load: () => saved.list, save: (list) => (saved.list = structuredClone([...list])) },
    newClientId: () => `${name}-${++messages}`,
    now: () => new Date(timers.now),
    chance: () => 1,
  });
  device.start();
  return { device, timers, saved };
}

/** Let everything that is under way come to an end. */
export async function settle(...parts: TestDevice[]): Promise<void> {
  for (let round = 0; round < 6; round += 1) {
    await new Promise((done) => setTimeout(done, 0));
    for (const { timers } of parts) timers.pass(6_000);
  }
  await new Promise((done) => setTimeout(done, 0));
}
