/** `wx.cloud`: documents, functions and files of the program's environment. Who asks is bound in the backend. */
import { Refused } from "../backend";
import type { CloudBackend, CloudFile } from "../backend";
import { number, text } from "../desk";
import type { Args, Desk, Handlers } from "../desk";
import { extensionOf } from "./network";

const MOST_WATCHES = 50;

export interface CloudCalls {
  handlers: Handlers;
  abort(task: number): void;
}

export function cloudCalls({ backend, files, say, onClose }: Desk): CloudCalls {
  const running = new Map<number, AbortController>();
  /** Null while the server is still being asked. */
  const watches = new Map<number, { close(): Promise<void> } | null>();
  onClose(() => {
    for (const controller of running.values()) controller.abort();
    for (const watch of watches.values()) void watch?.close();
    watches.clear();
  });

  const cloud = (): CloudBackend => {
    if (!backend.cloud) throw new Refused("the platform has no cloud", { errCode: -1 });
    return backend.cloud;
  };
  const envOf = ({ env }: Args): string | undefined => text(env) || undefined;

  async function transfer<Result>(args: Args, work: (signal: AbortSignal, progress: (done: { sent: number; total: number }) => void) => Promise<Result>, sent: string, whole: string): Promise<Result> {
    const task = number(args.task, 0);
    const controller = new AbortController();
    running.set(task, controller);
    const progress = (done: { sent: number; total: number }): void =>
      say("task", { task, kind: "progress", progress: done.total > 0 ? Math.floor((done.sent / done.total) * 100) : 0, [sent]: done.sent, [whole]: done.total });
    try {
      return await work(controller.signal, progress);
    } finally {
      running.delete(task);
    }
  }

  return {
    abort: (task) => running.get(task)?.abort(),
    handlers: {
      "cloud.database": ({ asked }) => cloud().database(asked as Args),
      "cloud.watch": async ({ watch, asked }) => {
        const id = number(watch, 0);
        if (watches.size >= MOST_WATCHES) throw new Refused("too many watches", { errCode: -1 });
        watches.set(id, null);
        const hearing = {
          snapshot: (snapshot: unknown) => say("cloudWatch", { watch: id, snapshot }),
          failed: ({ reason, errCode }: Refused) => {
            watches.delete(id);
            say("cloudWatch", { watch: id, problem: { errMsg: reason, errCode: errCode ?? -1 } });
          },
        };
        try {
          const begun = await cloud().watch(asked as Args, hearing);
          // Ended while it began.
          if (watches.has(id)) watches.set(id, begun);
          else await begun.close();
        } catch (problem) {
          watches.delete(id);
          throw problem;
        }
      },
      "cloud.unwatch": async ({ watch }) => {
        const found = watches.get(number(watch, 0));
        watches.delete(number(watch, 0));
        await found?.close();
      },
      "cloud.call": (args) => cloud().call(text(args.name), args.data ?? {}, envOf(args)),
      "cloud.upload": async (args) => {
        const file = await files.blob(text(args.filePath)).catch(() => {
          throw new Refused("file not found", { errCode: -1 });
        });
        return transfer(args, (signal, progress) => cloud().upload({ cloudPath: text(args.cloudPath), file, env: envOf(args) }, signal, progress), "totalBytesSent", "totalBytesExpectedToSend");
      },
      "cloud.download": (args) =>
        transfer(args, async (signal, progress) => {
          const id = text(args.fileID);
          const blob = await cloud().download(await addressOf(cloud(), id), signal, progress);
          return { tempFilePath: files.temporary(blob, extensionOf(id, blob.type)) };
        }, "totalBytesWritten", "totalBytesExpectedToWrite"),
      "cloud.urls": async (args) => ({ fileList: await cloud().urls(filesOf(args), envOf(args)) }),
      "cloud.delete": async (args) => ({ fileList: await cloud().remove((args.fileList as unknown[]).map(String), envOf(args)) }),
    },
  };
}

const filesOf = ({ fileList }: Args): (string | { fileID: string; maxAge?: number })[] =>
  (fileList as unknown[]).map((one) => {
    if (typeof one === "string") return one;
    const { fileID, maxAge } = (one ?? {}) as Args;
    return { fileID: text(fileID), ...(typeof maxAge === "number" && { maxAge }) };
  });

/** Where a file of the cloud can be had for a while. */
export async function addressOf(cloud: CloudBackend, id: string): Promise<string> {
  const [found] = await cloud.urls([id]);
  return addressIn(found);
}

function addressIn(found: CloudFile | undefined): string {
  if (!found?.tempFileURL) throw new Refused(found?.errMsg ?? "file not exists", { errCode: -503003 });
  return found.tempFileURL;
}
