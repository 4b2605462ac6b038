/**
 * Messages on their way. One conversation sends one at a time, in order; a message keeps the id it was born with, so
 * sending it again after a lost answer leaves one message. Unreachable: it waits for the line. Refused: it says why.
 */
import { ApiError, Unreachable, type Draft, type Entry, type Id, type MediaKind, type Upload, type UploadWatch } from "@hutong/api";
import type { Begun } from "./parts";
import type { Outgoing } from "./state";

export interface FileToSend {
  kind: MediaKind;
  name: string;
  bytes: Blob;
  /** How long a recording is, for the bubble that stands in for it. */
  seconds?: number;
}

export interface OutboxPorts {
  post: (conversationId: Id, clientId: string, draft: Draft) => Promise<Entry>;
  upload: (file: FileToSend, begun: Begun, watch: UploadWatch) => Promise<Upload>;
  /** What has gone up of a file is needed no more. */
  forget: (uploadId: string) => void;
  /** Read and change the list that is shown. */
  list: () => readonly Outgoing[];
  change: (clientId: string, change: Partial<Outgoing>) => void;
  arrived: (entry: Entry) => void;
  /** Something could not be sent now; flush again in a while. */
  postponed: () => void;
}

export class Outbox {
  private readonly busy = new Set<Id>();
  private readonly files = new Map<string, FileToSend>();
  private readonly uploads = new Map<string, AbortController>();
  private readonly begun = new Map<string, Begun>();

  constructor(private readonly ports: OutboxPorts) {}

  keepFile(clientId: string, file: FileToSend): void {
    this.files.set(clientId, file);
  }

  hasFile(clientId: string): boolean {
    return this.files.has(clientId);
  }

  /** The person has thought better of it. */
  forget(clientId: string): void {
    this.uploads.get(clientId)?.abort();
    const id = this.begun.get(clientId)?.id;
    if (id) this.ports.forget(id);
    this.begun.delete(clientId);
    this.files.delete(clientId);
  }

  /** Send whatever waits, each conversation on its own. */
  flush(): void {
    for (const id of new Set(this.ports.list().map((one) => one.conversationId))) void this.drain(id);
  }

  private async drain(conversationId: Id): Promise<void> {
    if (this.busy.has(conversationId)) return;
    this.busy.add(conversationId);
    try {
      for (let next = this.nextOf(conversationId); next; next = this.nextOf(conversationId)) {
        if (!(await this.sendOne(next))) break;
      }
    } finally {
      this.busy.delete(conversationId);
    }
  }

  private nextOf(conversationId: Id): Outgoing | undefined {
    return this.ports.list().find((one) => one.conversationId === conversationId && one.state === "waiting");
  }

  /** Whether the next one may be tried. */
  private async sendOne(one: Outgoing): Promise<boolean> {
    this.ports.change(one.clientId, { state: "sending", error: null });
    try {
      const draft = one.draft ?? (await this.uploaded(one.clientId));
      const entry = await this.ports.post(one.conversationId, one.clientId, draft);
      this.files.delete(one.clientId);
      this.ports.change(one.clientId, { state: "sent", seq: entry.seq });
      this.ports.arrived(entry);
      return true;
    } catch (error) {
      if (shouldWait(error)) {
        this.ports.change(one.clientId, { state: "waiting" });
        this.ports.postponed();
        return false;
      }
      const { code, params } = error instanceof ApiError ? error : { code: "unexpected", params: {} };
      this.ports.change(one.clientId, { state: "failed", error: { code, params } });
      return true;
    }
  }

  private async uploaded(clientId: string): Promise<Draft> {
    const file = this.files.get(clientId);
    if (!file) throw new ApiError(0, "file_gone");
    const stop = new AbortController();
    this.uploads.set(clientId, stop);
    // Kept over a broken line, so that what has gone up need not go again.
    const begun = this.begun.get(clientId) ?? { id: null };
    this.begun.set(clientId, begun);
    let shown = -1;
    // A bar that moves by hundredths is smooth; more often would draw the thread for nothing.
    const progress = (part: number) => {
      if (Math.abs(part - shown) < 0.01 && part < 1) return;
      shown = part;
      this.ports.change(clientId, { progress: part });
    };
    try {
      const { upload_id } = await this.ports.upload(file, begun, { progress, signal: stop.signal });
      const draft: Draft = { kind: file.kind, upload_id };
      this.begun.delete(clientId);
      this.ports.change(clientId, { draft, progress: 1 });
      return draft;
    } finally {
      this.uploads.delete(clientId);
    }
  }
}

/** The server was not reached or is in trouble of its own: the same message may be tried again later. */
function shouldWait(error: unknown): boolean {
  return error instanceof Unreachable || (error instanceof ApiError && (error.status >= 500 || error.status === 429));
}
