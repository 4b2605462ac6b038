/** The cloud of one opened program: documents, functions and files, in this person's name. */
import { ApiError, Unreachable, type CloudSnapshot, type CloudWatchEvent, type StreamEvent } from "@hutong/api";
import { Refused, type CloudBackend, type CloudFile, type CloudHearing } from "@hutong/engine/host";
import type { MiniApi } from "./api";
import { post, type Sending } from "./wire";

/** What the server pushes to this device: every event of the person's line. */
export type Hearken = (listener: (event: StreamEvent) => void) => () => void;

export interface CloudWay {
  api: MiniApi;
  appId: string;
  hearken: Hearken;
  told: <T>(asked: Promise<T>) => Promise<T>;
  refusalOf: (error: unknown) => Refused;
}

export function cloudOf({ api, appId, hearken, told, refusalOf }: CloudWay): CloudBackend {
  const root = `${api.program(appId)}/cloud`;
  const { http, headers } = api;
  const sending = (body: FormData, signal: AbortSignal, progress: (sent: number, total: number) => void): Sending => ({ personId: http.personId, headers, body, signal, progress });
  const watches = new Watches({
    begin: (asked) => told(http.post<WatchBegun>(`${root}/watch`, asked)),
    end: (watch_id) => told(http.post(`${root}/unwatch`, { watch_id })),
    hearken,
    appId,
    refusalOf,
  });
  return {
    database: (asked) => told(http.post(`${root}/database`, asked)),
    watch: (asked, hearing) => watches.begin(asked, hearing),
    call: (name, data, env) => told(http.post<{ result: unknown; requestID: string }>(`${root}/functions/${encodeURIComponent(name)}`, { data, ...(env && { env }) })),
    async upload({ cloudPath, file, env }, signal, progress) {
      const form = new FormData();
      form.append("cloudPath", cloudPath);
      if (env) form.append("env", env);
      form.append("file", file, cloudPath.split("/").pop() ?? "file");
      const answer = await told(post(`${root}/files`, sending(form, signal, (sent, total) => progress({ sent, total }))));
      return (await answer.json()) as { fileID: string };
    },
    download: (url, signal, progress) => told(fetched(url, signal, progress)),
    urls: (fileList, env) => told(http.post<{ fileList: CloudFile[] }>(`${root}/files/urls`, { fileList, ...(env && { env }) }).then((answer) => answer.fileList)),
    remove: (fileList, env) =>
      told(http.post<{ fileList: { fileID: string; status: number; errMsg: string }[] }>(`${root}/files/delete`, { fileList, ...(env && { env }) }).then((answer) => answer.fileList)),
  };
}

/** Files are had from the program's own address, which has no session. */
async function fetched(url: string, signal: AbortSignal, progress: (done: { sent: number; total: number }) => void): Promise<Blob> {
  const answer = await fetch(url, { credentials: "omit", signal }).catch((error: unknown) => {
    throw error instanceof DOMException && error.name === "AbortError" ? error : new Unreachable();
  });
  if (!answer.ok) throw new ApiError(answer.status, "cloud_file_missing", { errCode: -503003, errMsg: "storage file not exists" });
  const blob = await answer.blob();
  progress({ sent: blob.size, total: blob.size });
  return blob;
}

type Snapshot = CloudSnapshot;

interface WatchBegun {
  watch_id: string;
  events: Snapshot[];
}

interface WatchPorts {
  begin(asked: unknown): Promise<WatchBegun>;
  end(watchId: string): Promise<unknown>;
  hearken: Hearken;
  appId: string;
  refusalOf(error: unknown): Refused;
}

interface Watch {
  id: string;
  asked: unknown;
  hearing: CloudHearing;
  /** The picture that was shown last, as text. */
  shown: string;
  isClosed: boolean;
}

/** What came for a watch before its number was known. */
const MOST_EARLY = 20;

/** Watches live on the person's line: when that was cut, each is begun again and tells what is different. */
export class Watches {
  readonly #ports: WatchPorts;
  readonly #watches = new Map<string, Watch>();
  #early: CloudWatchEvent[] = [];
  #stop: (() => void) | null = null;

  constructor(ports: WatchPorts) {
    this.#ports = ports;
  }

  async begin(asked: unknown, hearing: CloudHearing): Promise<{ close(): Promise<void> }> {
    this.#stop ??= this.#ports.hearken((event) => this.#hear(event));
    const watch: Watch = { id: "", asked, hearing, shown: "", isClosed: false };
    await this.#join(watch);
    return {
      close: async () => {
        watch.isClosed = true;
        if (!this.#watches.delete(watch.id)) return;
        if (this.#watches.size === 0) {
          this.#stop?.();
          this.#stop = null;
        }
        await this.#ports.end(watch.id).catch(() => undefined);
      },
    };
  }

  async #join(watch: Watch): Promise<void> {
    const { watch_id, events } = await this.#ports.begin(watch.asked);
    watch.id = watch_id;
    // Closed while the server was being asked.
    if (watch.isClosed) return void this.#ports.end(watch_id).catch(() => undefined);
    this.#watches.set(watch_id, watch);
    for (const snapshot of events) this.#show(watch, snapshot);
    const early = this.#early.filter((event) => event.watch_id === watch_id);
    this.#early = this.#early.filter((event) => event.watch_id !== watch_id);
    for (const event of early) this.#take(watch, event);
  }

  #show(watch: Watch, snapshot: Snapshot): void {
    const shown = JSON.stringify(snapshot.docs);
    // Begun again after a cut line, and nothing has changed meanwhile.
    if (snapshot.type === "init" && shown === watch.shown) return;
    watch.shown = shown;
    watch.hearing.snapshot(snapshot);
  }

  #hear(event: StreamEvent): void {
    if (event.type === "cloud_watch" && event.app_id === this.#ports.appId) {
      const watch = this.#watches.get(event.watch_id);
      if (watch) this.#take(watch, event);
      else this.#early = [...this.#early, event].slice(-MOST_EARLY);
    } else if (event.type === "hello") {
      for (const watch of [...this.#watches.values()]) void this.#again(watch);
    }
  }

  #take(watch: Watch, { snapshot, error }: CloudWatchEvent): void {
    if (snapshot) return this.#show(watch, snapshot);
    this.#watches.delete(watch.id);
    if (error) watch.hearing.failed(new Refused(error.errMsg, { errCode: error.errCode }));
  }

  async #again(watch: Watch): Promise<void> {
    this.#watches.delete(watch.id);
    // Where another of the person's lines held on, the server may still know it.
    void this.#ports.end(watch.id).catch(() => undefined);
    try {
      await this.#join(watch);
    } catch (error) {
      watch.hearing.failed(this.#ports.refusalOf(error));
    }
  }
}
