/** What a function prints becomes the log of its run, bounded; where it lies on this machine stays ours. */
import process from "node:process";
import { format } from "node:util";
import { current } from "./runs";
import { say } from "./line";

const LINES = 500;
const LETTERS = 4000;
/** Where functions believe they lie. */
const SHOWN = "/var/user";

let hidden: [string, string][] = [];
const counts = new WeakMap<object, number>();

export function hide(folder: string, runtime: string): void {
  hidden = [
    [`file://${folder}`, SHOWN],
    [folder, SHOWN],
    [runtime, "/var/runtime"],
  ];
}

export function shown(text: string): string {
  for (const [place, name] of hidden) text = text.replaceAll(place, name);
  return text;
}

/** The frames of a stack that are the function's own. */
export function stackOf(error: unknown): string {
  const stack = error instanceof Error && typeof error.stack === "string" ? error.stack : "";
  const lines = shown(stack).split("\n");
  return lines.filter((line) => !line.includes("/var/runtime") && !line.includes("(node:internal")).join("\n").slice(0, LETTERS);
}

function log(level: string, text: string): void {
  const run = current();
  if (run === undefined) return;
  const count = (counts.get(run) ?? 0) + 1;
  counts.set(run, count);
  if (count <= LINES) say({ t: "log", run: run.id, level, text: count === LINES ? "…" : shown(text).slice(0, LETTERS) });
}

/** From here on nothing but the line reaches standard output. */
export function takeWords(): void {
  for (const level of ["log", "info", "warn", "error", "debug"] as const) {
    console[level] = (...words: unknown[]) => {
      log(level, format(...words));
    };
  }
  const written = (level: string) => (text: unknown) => {
    log(level, (typeof text === "string" ? text : Buffer.from(text as Uint8Array).toString("utf8")).replace(/\n$/, ""));
    return true;
  };
  process.stdout.write = written("log");
  process.stderr.write = written("error");
}
