/** Answers the calls of one program: known names of the right shape and size, each refusal in the platform's words. */
import { isCoreToHost } from "../protocol";
import type { CoreToHost, HostToCore } from "../protocol";
import { HOST_CALLS, fitted, isHostCall } from "../core/wx/shapes";
import { Refused, isRefused } from "./backend";
import type { Handlers } from "./desk";
import type { Counting } from "./measures";

const TEXT_LIMIT_BYTES = 2 * 1024 * 1024;
/** Calls that carry a file; the others carry words. */
const BYTES_LIMIT_BYTES = 64 * 1024 * 1024;

/** The part of a MessagePort that is used. */
export interface Port {
  postMessage(message: unknown, transfer?: Transferable[]): void;
  onmessage: ((event: MessageEvent) => void) | null;
  close(): void;
}

export class Dispatch {
  #isOpen = true;

  constructor(
    private readonly port: Port,
    private readonly handlers: Handlers,
    private readonly counting: Counting,
    private readonly told: (name: string, data: unknown) => void,
  ) {
    port.onmessage = ({ data }) => this.#receive(data);
  }

  say(name: string, data: unknown): void {
    this.#post({ t: "event", name, data });
  }

  close(): void {
    this.#isOpen = false;
    this.port.onmessage = null;
    this.port.close();
  }

  #receive(message: unknown): void {
    if (!this.#isOpen || !isCoreToHost(message) || isTooLarge(message)) {
      if (isCoreToHost(message) && message.t === "call") this.#refuse(message, new Refused("the data is too large", { errno: 1001 }));
      return;
    }
    if (message.t === "tell") this.told(message.name, message.data);
    else void this.#answer(message);
  }

  async #answer(call: Extract<CoreToHost, { t: "call" }>): Promise<void> {
    const { id, api, args } = call;
    const handler = Object.hasOwn(this.handlers, api) ? this.handlers[api] : undefined;
    if (!handler) {
      this.told("missing", { api });
      return this.#refuse(call, new Refused("not supported"));
    }
    if (!isHostCall(api, args ?? {})) return this.#refuse(call, new Refused("parameter error", { errno: 1001 }));
    try {
      const result = (await handler(fitted(HOST_CALLS[api] ?? "", (args ?? {}) as Record<string, unknown>))) ?? {};
      const named = typeof result === "object" && !Array.isArray(result) ? { ...result, ...(api.startsWith("openType.") && { errMsg: `${wordOf(api)}:ok` }) } : result;
      this.#post({ t: "done", id, ok: true, result: named });
    } catch (problem) {
      this.#refuse(call, problem);
    }
  }

  #refuse({ id, api }: { id: number; api: string }, problem: unknown): void {
    this.counting.failure(api);
    // The program hears only that it went wrong; what went wrong is the messenger's own trouble.
    if (!isRefused(problem) && !isAbort(problem)) this.told("error", { message: `${api}: ${String(problem)}`, stack: problem instanceof Error ? (problem.stack ?? "") : "", page: "", kind: "script" });
    const refused = isRefused(problem) ? problem : new Refused(isAbort(problem) ? "abort" : "internal error");
    const errMsg = `${wordOf(api)}:fail ${refused.reason}`.trim();
    const numbers = { ...(refused.errno !== undefined && { errno: refused.errno }) };
    const result = refused.errCode === undefined ? undefined : { errCode: refused.errCode };
    this.#post({ t: "done", id, ok: false, errMsg, ...numbers, ...(result && { result }) });
  }

  #post(message: HostToCore): void {
    if (this.#isOpen) this.port.postMessage(message);
  }
}

const isAbort = (problem: unknown): boolean => problem instanceof Error && problem.name === "AbortError";

/** "openType.getPhoneNumber" is spoken of as "getPhoneNumber". */
const wordOf = (api: string): string => api.slice(api.lastIndexOf(".") + 1);

function isTooLarge(message: CoreToHost): boolean {
  let bytes = 0;
  const visit = (value: unknown, depth: number): number => {
    if (depth > 100) return Infinity;
    if (typeof value === "string") return value.length;
    if (typeof value !== "object" || value === null) return 8;
    if (value instanceof ArrayBuffer || ArrayBuffer.isView(value)) {
      bytes += value.byteLength;
      return 0;
    }
    return Object.entries(value).reduce((sum, [name, inner]) => sum + name.length + visit(inner, depth + 1), 0);
  };
  const words = visit(message.t === "call" ? message.args : message.data, 0);
  return words > TEXT_LIMIT_BYTES * (carriesText(message) ? 8 : 1) || bytes > BYTES_LIMIT_BYTES;
}

/** Uploads of text and storage have limits of their own. */
const carriesText = (message: CoreToHost): boolean => (message.t === "call" ? message.api.startsWith("fs.") || message.api === "request" : message.name === "storage");
