/** The two lines out of the worker: one to the host, one to the view. */
import { isHostToCore, isViewToCore } from "../protocol/checks";
import type {
  CoreToHost, CoreToView, HostToCore, NodeAnswer, NodeQuery, ObserveRequest, ViewToCore,
} from "../protocol/messages";
import { CallRefused } from "./seam";

/** The part of a MessagePort that is used. */
export interface Line {
  postMessage(message: unknown, transfer?: Transferable[]): void;
  onmessage: ((event: { data: unknown }) => void) | null;
}

type HostEvent = Extract<HostToCore, { t: "event" }>;

export class HostLink {
  private lastCall = 0;
  private readonly waiting = new Map<number, { done: (result: unknown) => void; failed: (refusal: CallRefused) => void }>();
  private readonly listeners = new Set<(event: HostEvent) => void>();

  constructor(private readonly line: Line) {
    line.onmessage = ({ data }) => {
      if (isHostToCore(data)) this.receive(data);
    };
  }

  call(api: string, args: unknown = {}): Promise<unknown> {
    this.lastCall += 1;
    const id = this.lastCall;
    return new Promise((done, failed) => {
      this.waiting.set(id, { done, failed });
      try {
        this.post({ t: "call", id, api, args });
      } catch (error) {
        this.waiting.delete(id);
        failed(new CallRefused(`${api}:fail ${error instanceof Error ? error.message : String(error)}`));
      }
    });
  }

  tell(name: string, data: unknown): void {
    this.post({ t: "tell", name, data });
  }

  onEvent(listener: (event: HostEvent) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  private post(message: CoreToHost): void {
    this.line.postMessage(message);
  }

  private receive(message: HostToCore): void {
    if (message.t === "event") {
      for (const listener of [...this.listeners]) listener(message);
      return;
    }
    const waiting = this.waiting.get(message.id);
    this.waiting.delete(message.id);
    if (message.ok) waiting?.done(message.result);
    else waiting?.failed(new CallRefused(message.errMsg, message.errno, message.result));
  }
}

export class ViewLink {
  private lastId = 0;
  private readonly answers = new Map<number, (result: unknown) => void>();
  private readonly observers = new Map<number, (message: Extract<ViewToCore, { t: "seen" | "media" }>) => void>();

  constructor(
    private readonly line: Line,
    receive: (message: ViewToCore) => void,
  ) {
    line.onmessage = ({ data }) => {
      if (!isViewToCore(data)) return;
      if (data.t === "answer" || data.t === "flushed") this.settle(data.id, data.t === "answer" ? data.result : undefined);
      else if (data.t === "seen" || data.t === "media") this.observers.get(data.id)?.(data);
      else receive(data);
    };
  }

  post(message: CoreToView): void {
    try {
      this.line.postMessage(message);
    } catch {
      // A value that can't be sent (a function inside data) must not cost the whole picture.
      this.line.postMessage(sendable(message, new Set()));
    }
  }

  /** A number the view answers to, once. */
  expect(answered: (result: unknown) => void): number {
    this.lastId += 1;
    this.answers.set(this.lastId, answered);
    return this.lastId;
  }

  query(page: number, requests: NodeQuery[]): Promise<(NodeAnswer | null)[][]> {
    return new Promise((done) => {
      const id = this.expect((result) => done(result as (NodeAnswer | null)[][]));
      this.post({ t: "query", id, page, requests });
    });
  }

  observe(page: number, request: ObserveRequest, listener: (node: number, data: Record<string, unknown>) => void): () => void {
    this.lastId += 1;
    const id = this.lastId;
    this.observers.set(id, (message) => {
      if (message.t === "seen") listener(message.node, message.data);
    });
    this.post({ t: "observe", id, page, request });
    return () => this.stop(id);
  }

  observeMedia(page: number, descriptor: Record<string, number | string>, listener: (matches: boolean) => void): () => void {
    this.lastId += 1;
    const id = this.lastId;
    this.observers.set(id, (message) => {
      if (message.t === "media") listener(message.matches);
    });
    this.post({ t: "media", id, page, descriptor });
    return () => this.stop(id);
  }

  private stop(id: number): void {
    if (this.observers.delete(id)) this.post({ t: "unobserve", id });
  }

  private settle(id: number, result: unknown): void {
    const answered = this.answers.get(id);
    this.answers.delete(id);
    answered?.(result);
  }
}

function sendable(value: unknown, above: Set<object>): unknown {
  if (typeof value === "function" || typeof value === "symbol") return null;
  if (typeof value !== "object" || value === null) return value;
  if (above.has(value)) return null;
  if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer || value instanceof Date) return value;
  above.add(value);
  const copy = Array.isArray(value)
    ? value.map((one) => sendable(one, above))
    : Object.fromEntries(Object.entries(value).map(([name, one]) => [name, sendable(one, above)]));
  above.delete(value);
  return copy;
}
