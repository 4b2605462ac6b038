/** Requests and transfers. The worker has no network: the host carries each one to the platform's gateway. */
import { Fail, Listeners, callbacksOf, replyOf, settle } from "./conventions";
import type { Args } from "./conventions";
import { asFail } from "./kit";
import type { Kit } from "./kit";
import { kindOf } from "./shapes";

const METHODS = ["OPTIONS", "GET", "HEAD", "POST", "PUT", "DELETE", "TRACE", "CONNECT"];

type TaskKind = "headers" | "progress" | "chunk";

/** What a request or transfer in flight offers; UploadTask and DownloadTask are told of progress, RequestTask of chunks. */
class Task {
  constructor(readonly abort: () => void, listeners: Record<TaskKind, Listeners>, progress: boolean) {
    const self = this as unknown as Record<string, unknown>;
    const add = (name: string, { on, off }: Listeners) => Object.assign(self, { [`on${name}`]: on, [`off${name}`]: off });
    add("HeadersReceived", listeners.headers);
    if (progress) add("ProgressUpdate", listeners.progress);
    else add("ChunkReceived", listeners.chunk);
  }
}

export function addNetwork(kit: Kit): void {
  const running = new Map<number, Record<TaskKind, Listeners>>();

  kit.seam.onEvent("task", (data) => {
    const { task, kind, ...rest } = data as { task: number; kind: TaskKind } & Args;
    running.get(task)?.[kind]?.tell(rest);
  });

  /** Starts a call that can be aborted; the program gets the task at once. */
  function start(name: string, shape: string, options: unknown, progress: boolean, prepare: (args: Args, raw: Args) => Args, finish: (answer: Args, args: Args, raw: Args) => unknown): unknown {
    const task = kit.nextTask();
    const listeners = { headers: new Listeners(kit.guard), progress: new Listeners(kit.guard), chunk: new Listeners(kit.guard) };
    running.set(task, listeners);
    const handle = new Task(() => kit.seam.tell("abort", { task }), listeners, progress);
    const done = settle(name, options, kit.guard, async () => {
      try {
        const raw = (options ?? {}) as Args;
        const args = kit.checked(shape, options);
        const answer = ((await kit.seam.call(name, { ...prepare(args, raw), task })) ?? {}) as Args;
        return finish(answer, args, raw);
      } catch (problem) {
        throw replyOf(name, asFail(problem));
      } finally {
        running.delete(task);
      }
    });
    // Without callbacks a task can be awaited too; programs that do neither must not see an unhandled rejection.
    if (done && !callbacksOf(options)) {
      done.catch(() => undefined);
      return Object.assign(handle, { then: done.then.bind(done), catch: done.catch.bind(done), finally: done.finally.bind(done) });
    }
    return handle;
  }

  const shapes = {
    request: "url:s! data:* header:o timeout:n method:s dataType:s responseType:s enableChunked:b enableHttp2:b enableQuic:b enableCache:b",
    uploadFile: "url:s! filePath:s! name:s! header:o formData:o timeout:n",
    downloadFile: "url:s! header:o timeout:n filePath:s",
  };
  for (const [name, shape] of Object.entries(shapes)) kit.shapes.set(name, shape);
  const timeouts = kit.seam.manifest.networkTimeout;

  kit.wx.request = (options: unknown) =>
    start("request", shapes.request, options, false, (args) => ({ timeout: timeouts.request, ...requestOf(args) }), (answer, args) => {
      const { data, ...rest } = answer;
      return { ...rest, data: decoded(data as ArrayBuffer, args.responseType, args.dataType) };
    });
  kit.wx.uploadFile = (options: unknown) =>
    start("uploadFile", shapes.uploadFile, options, true, (args) => {
      checkUrl(args.url as string);
      return { timeout: timeouts.uploadFile, ...args, header: textsOf(args.header), formData: textsOf(args.formData) };
    }, (answer) => answer);
  kit.wx.downloadFile = (options: unknown) =>
    start("downloadFile", shapes.downloadFile, options, true, (args) => {
      checkUrl(args.url as string);
      return { timeout: timeouts.downloadFile, ...args, header: textsOf(args.header) };
    }, (answer) => answer);
  const common = "abort onHeadersReceived offHeadersReceived";
  kit.describe("RequestTask", `${common} onChunkReceived offChunkReceived`);
  for (const name of ["UploadTask", "DownloadTask"]) kit.describe(name, `${common} onProgressUpdate offProgressUpdate`);
}

function checkUrl(url: string): void {
  if (!/^https?:\/\/[^/\s]+/i.test(url)) throw new Fail(`invalid url "${url}"`, { errno: 600009 });
}

/** The request as it goes out: where the data goes depends on the method and on the content type. */
function requestOf(args: Args): Args {
  const method = String(args.method ?? "GET").toUpperCase();
  if (!METHODS.includes(method)) throw new Fail(`parameter error: parameter.method should be one of ${METHODS.join(",")};`, { errno: 1001 });
  checkUrl(args.url as string);
  const header = textsOf(args.header);
  const typeName = Object.keys(header).find((name) => name.toLowerCase() === "content-type");
  const type = typeName ? String(header[typeName]) : "application/json";
  if (!typeName) header["content-type"] = type;
  const more = { header, method, ...(args.timeout !== undefined && { timeout: args.timeout }), ...(args.enableChunked === true && { enableChunked: true }) };
  const { data } = args;
  if (data === undefined) return { url: args.url, ...more };
  if (method === "GET" || method === "HEAD" || method === "OPTIONS") {
    return kindOf(data) === "ArrayBuffer" ? { url: args.url, data, ...more } : { url: withQuery(args.url as string, queryOf(data)), ...more };
  }
  if (typeof data === "string" || kindOf(data) === "ArrayBuffer") return { url: args.url, data, ...more };
  const text = type.includes("application/x-www-form-urlencoded") ? queryOf(data) : JSON.stringify(data);
  return { url: args.url, data: text ?? "", ...more };
}

export function textsOf(value: unknown): Record<string, string> {
  const entries = Object.entries((value ?? {}) as Args).filter(([, one]) => one !== undefined && one !== null);
  return Object.fromEntries(entries.map(([name, one]) => [name, typeof one === "object" ? JSON.stringify(one) : String(one)]));
}

function queryOf(data: unknown): string {
  if (typeof data === "string") return data;
  if (data === null || typeof data !== "object") return "";
  return Object.entries(data)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(typeof value === "object" && value !== null ? JSON.stringify(value) : String(value))}`)
    .join("&");
}

function withQuery(url: string, query: string): string {
  if (!query) return url;
  const [address = "", ...hash] = url.split("#");
  return [`${address}${address.includes("?") ? "&" : "?"}${query}`, ...hash].join("#");
}

function decoded(data: ArrayBuffer | undefined, responseType: unknown, dataType: unknown): unknown {
  if (responseType === "arraybuffer") return data ?? new ArrayBuffer(0);
  const text = new TextDecoder().decode(data ?? new ArrayBuffer(0));
  if (dataType !== undefined && dataType !== "json") return text;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}
