/** Everything the answers to a program's calls are made from. */
import type { Manifest } from "../protocol";
import type { Backend, Opened } from "./backend";
import type { Code } from "./code";
import type { Device } from "./device";
import type { Files } from "./files";
import type { Gestures } from "./gestures";
import type { Permissions } from "./permissions";
import type { Privacy } from "./privacy";
import type { Prompts } from "./prompts";
import type { Shell } from "./shell";

export interface Desk {
  opened: Opened;
  manifest: Manifest;
  backend: Backend;
  code: Code;
  prompts: Prompts;
  shell: Shell;
  device: Device;
  files: Files;
  gestures: Gestures;
  permissions: Permissions;
  privacy: Privacy;
  /** Tells the program of an event. */
  say(name: string, data: unknown): void;
  /** Ends what an answer started when the program closes. */
  onClose(run: () => void): void;
  isShown(): boolean;
}

/** Arguments that already have the shape that the table says. */
export type Args = Record<string, unknown>;

export type Handler = (args: Args) => unknown;
export type Handlers = Record<string, Handler>;

export const text = (value: unknown, otherwise = ""): string => (typeof value === "string" ? value : otherwise);
export const number = (value: unknown, otherwise: number): number => (typeof value === "number" && Number.isFinite(value) ? value : otherwise);
export const texts = (value: unknown): string[] => (Array.isArray(value) ? value.filter((one): one is string => typeof one === "string") : []);

export function textMap(value: unknown): Record<string, string> {
  const entries = Object.entries((value ?? {}) as Args).filter((entry): entry is [string, string] => typeof entry[1] === "string");
  return Object.fromEntries(entries);
}
