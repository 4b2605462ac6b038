/** The pipe to the lane: a line of JSON for each message, both ways. Standard input and output are it; a function's own words go elsewhere. */
import process from "node:process";

/** What the lane says. */
export type Told =
  | { t: "begin"; folder: string; variables: Record<string, string> }
  | { t: "run"; run: string; event: unknown; who: Record<string, unknown>; seconds: number; memory: number; name: string; at: LaneTime | null }
  | { t: "answer"; call: number; value?: unknown; refused?: { errCode: number; errMsg: string } };

/** Lane time where it is not the machine's: so much later, or held. */
export interface LaneTime {
  later_ms: number;
  held_ms: number | null;
}

/** What is said to it. */
export type Said =
  | { t: "ready" }
  | { t: "log"; run: string; level: string; text: string }
  | { t: "call"; run: string; call: number; what: string; asked: unknown }
  | { t: "done"; run: string; result: unknown }
  | { t: "failed"; run: string; message: string; stack: string; ends: boolean };

const write = process.stdout.write.bind(process.stdout);

export function say(message: Said | string): void {
  const json = typeof message === "string" ? message : JSON.stringify(message);
  write((json.includes("\\ud") ? json.replace(HALVES, "$1\\ufffd") : json) + "\n");
}

/** Halves of letters, which JSON spells out and no text may hold. */
const HALVES = /(?<!\\)((?:\\\\)*)\\ud[89a-f][0-9a-f]{2}/g;

/** Hear the lane to its end, which is ours. */
export function hear(told: (message: Told) => void): void {
  let parts: Buffer[] = [];
  process.stdin.on("data", (chunk: Buffer) => {
    let from = 0;
    for (let end = chunk.indexOf(10); end >= 0; end = chunk.indexOf(10, from)) {
      const line = Buffer.concat([...parts, chunk.subarray(from, end)]).toString("utf8");
      parts = [];
      from = end + 1;
      told(JSON.parse(line) as Told);
    }
    if (from < chunk.length) parts.push(chunk.subarray(from));
  });
  process.stdin.on("end", () => process.exit(0));
}
