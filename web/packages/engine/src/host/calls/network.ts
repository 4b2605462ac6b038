/** Requests, transfers and sockets. They go to the platform's gateway, which knows the program's domains; here they are counted, timed and ended. */
import type { Backend } from "../backend";
import { Refused } from "../backend";
import { number, text, textMap, texts } from "../desk";
import type { Args, Desk, Handlers } from "../desk";

const PARALLEL = 10;
const SOCKETS = 5;
const LONGEST_MS = 600_000;
const DEFAULT_MS = 60_000;

export interface NetworkTells {
  abort(task: number): void;
  socket(data: Args): void;
}

export function networkCalls(desk: Desk): { handlers: Handlers; tells: NetworkTells } {
  const { backend, files, device } = desk;
  const running = new Map<number, AbortController>();
  const sockets = new Map<number, ReturnType<Backend["socket"]>>();
  const lanes = { request: new Lane(PARALLEL), uploadFile: new Lane(PARALLEL), downloadFile: new Lane(PARALLEL) };
  desk.onClose(() => {
    for (const controller of running.values()) controller.abort();
    for (const socket of sockets.values()) socket.close(1001, "");
  });

  /** Runs one task in its lane, until it is done, aborted or too late. */
  async function run<Result>(lane: Lane, args: Args, work: (signal: AbortSignal, timeoutMs: number) => Promise<Result>): Promise<Result> {
    const task = number(args.task, 0);
    const timeoutMs = Math.min(Math.max(number(args.timeout, DEFAULT_MS), 1), LONGEST_MS);
    const controller = new AbortController();
    running.set(task, controller);
    let isLate = false;
    const calm = device.after(timeoutMs, () => {
      isLate = true;
      controller.abort();
    });
    const ended = new Promise<never>((_, reject) => controller.signal.addEventListener("abort", () => reject(isLate ? new Refused("timeout", { errno: 5 }) : new Refused("abort"))));
    try {
      return await Promise.race([lane.enter(() => (controller.signal.aborted ? Promise.reject(new Refused("abort")) : work(controller.signal, timeoutMs))), ended]);
    } finally {
      calm();
      running.delete(task);
    }
  }
  const tell = (args: Args, kind: string, data: Args): void => desk.say("task", { task: args.task, kind, ...data });
  const progress = (args: Args, sent: string, total: string) => (done: { sent: number; total: number }) =>
    tell(args, "progress", { progress: done.total > 0 ? Math.floor((done.sent / done.total) * 100) : 0, [sent]: done.sent, [total]: done.total });

  const handlers: Handlers = {
    request: (args) =>
      run(lanes.request, args, async (signal, timeoutMs) => {
        const asked = { url: text(args.url), method: text(args.method), header: textMap(args.header), data: (args.data as string | ArrayBuffer | undefined) ?? null, timeoutMs };
        const answer = await backend.request(asked, signal);
        tell(args, "headers", { header: answer.header, cookies: answer.cookies, statusCode: answer.statusCode });
        if (args.enableChunked === true) tell(args, "chunk", { data: answer.data });
        return answer;
      }),
    uploadFile: async (args) => {
      const file = await files.blob(text(args.filePath)).catch(() => {
        throw new Refused("file not found");
      });
      return run(lanes.uploadFile, args, async (signal, timeoutMs) => {
        const asked = {
          url: text(args.url), name: text(args.name), header: textMap(args.header), formData: textMap(args.formData), file,
          fileName: text(args.filePath).split("/").pop() ?? "file", timeoutMs,
        };
        const answer = await backend.upload(asked, signal, progress(args, "totalBytesSent", "totalBytesExpectedToSend"));
        tell(args, "headers", { header: answer.header });
        return answer;
      });
    },
    downloadFile: (args) =>
      run(lanes.downloadFile, args, async (signal, timeoutMs) => {
        const asked = { url: text(args.url), header: textMap(args.header), timeoutMs };
        const told = progress(args, "totalBytesWritten", "totalBytesExpectedToWrite");
        // An address that the cloud gave is the platform's own: no domain list speaks of it.
        const isCloud = backend.cloud !== undefined && files.isNear(asked.url);
        const { blob, ...answer } = isCloud ? { statusCode: 200, header: {}, cookies: [], blob: await device.fetchBlob(asked.url) } : await backend.download(asked, signal, told);
        tell(args, "headers", { header: answer.header });
        const filePath = text(args.filePath);
        if (filePath === "") return { ...answer, tempFilePath: files.temporary(blob, extensionOf(asked.url, blob.type)), dataLength: blob.size };
        await files.deliver(filePath, blob);
        return { ...answer, filePath, dataLength: blob.size };
      }),
    connectSocket: (args) => {
      const task = number(args.task, 0);
      if (sockets.size >= SOCKETS) throw new Refused("the maximum number of socket connections has been exceeded");
      const hear = (kind: string, data: Args): void => desk.say("socket", { task, kind, ...data });
      const asked = { url: text(args.url), header: textMap(args.header), protocols: texts(args.protocols), timeoutMs: number(args.timeout, DEFAULT_MS) };
      sockets.set(task, backend.socket(asked, {
        open: (header) => hear("open", { header }),
        message: (data) => hear("message", { data }),
        error: (problem) => {
          hear("error", { errMsg: problem.reason, ...(problem.errno !== undefined && { errno: problem.errno }) });
          sockets.delete(task);
        },
        close: (closed) => {
          hear("close", closed);
          sockets.delete(task);
        },
      }));
    },
  };
  return {
    handlers,
    tells: {
      abort: (task) => running.get(task)?.abort(),
      socket: ({ task, op, data, code, reason }) => {
        const socket = sockets.get(number(task, -1));
        if (op === "send" && (typeof data === "string" || data instanceof ArrayBuffer)) socket?.send(data);
        if (op === "close") socket?.close(number(code, 1000), text(reason));
      },
    },
  };
}

/** Lets so many run at a time; the others wait in line. */
class Lane {
  #running = 0;
  readonly #waiting: (() => void)[] = [];

  constructor(private readonly width: number) {}

  async enter<Result>(work: () => Promise<Result>): Promise<Result> {
    if (this.#running >= this.width) await new Promise<void>((go) => this.#waiting.push(go));
    this.#running += 1;
    try {
      return await work();
    } finally {
      this.#running -= 1;
      this.#waiting.shift()?.();
    }
  }
}

const ENDINGS: Record<string, string> = { "image/jpeg": "jpg", "image/png": "png", "image/gif": "gif", "image/webp": "webp", "audio/mpeg": "mp3", "video/mp4": "mp4", "application/pdf": "pdf", "text/plain": "txt", "application/json": "json" };

export function extensionOf(name: string, type: string): string {
  const ending = /\.([0-9a-z]{1,8})(?:[?#]|$)/i.exec(name.split("/").pop() ?? "")?.[1];
  return (ENDINGS[type.split(";")[0] ?? ""] ?? ending ?? type.split("/")[1] ?? "").toLowerCase();
}
