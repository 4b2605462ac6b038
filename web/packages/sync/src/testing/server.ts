/** A small server in memory for the tests: one person's conversations, their personal log, and lines that may drop pushes. */
import { ApiError, Unreachable, type Body, type Conversation, type Draft, type Entry, type PersonalChange, type StreamEvent, type SyncAnswer } from "@hutong/api";
import type { SyncApi } from "../ports";
import { lastShown } from "../shown";
import type { SocketLike } from "../stream";
import { Parts, partsApi } from "./parts";

export const SELF = "1";
export const PAGE = 3;

interface Log {
  conversation: Conversation;
  entries: Entry[];
  deleted: Set<number>;
}

export type Delay = <T>(value: T, label: string) => Promise<T>;

/** "edit:" changes the words before last, "card:" is a card, and "turn:" changes how the one before last stands. */
function bodyOf(text: string, seq: number): Body {
  const concerns = Math.max(1, seq - 2);
  if (text.startsWith("edit:")) return { kind: "edit", concerns, text };
  if (text.startsWith("card:")) return { kind: "card", type: "transfer", subject: "7", words: { amount_fen: 500 }, state: "pending" };
  if (text.startsWith("turn:")) return { kind: "card_changed", concerns, words: { amount_fen: seq }, state: "accepted" };
  return { kind: "text", text };
}

export class Server {
  readonly logs = new Map<string, Log>();
  readonly personal: PersonalChange[] = [];
  readonly sockets = new Set<FakeSocket>();
  readonly parts = new Parts();
  isReachable = true;
  /** Answers that are lost on the way back: the server did it, the device does not know. */
  losesAnswers = false;
  refusesSends = false;

  constructor(private readonly delay: Delay) {}

  start(id: string): void {
    if (this.logs.has(id)) return;
    const peer = { id: `p${id}`, name: `Peer ${id}`, avatar_url: null, link_code: `p${id}`, language: "en" as const, simulated: true };
    const conversation: Conversation = {
      id, kind: "direct", peer: { kind: "person", person: peer }, head_seq: 0, head_ordinal: 0, read_seq: 0, read_ordinal: 0, unread: 0,
      last: null, muted: false, pinned: false, marked: false, draft: "", can_write: true,
    };
    this.logs.set(id, { conversation, entries: [], deleted: new Set() });
    this.note("conversation", id, {});
    this.push({ type: "conversation", conversation });
  }

  write(id: string, from: string, text: string, clientId: string | null = null): Entry | null {
    const log = this.logs.get(id);
    if (!log) return null;
    const known = clientId && log.entries.find((entry) => entry.client_id === clientId);
    if (known) return known;
    const { conversation } = log;
    const seq = conversation.head_seq + 1;
    const body = bodyOf(text, seq);
    const ordinal = conversation.head_ordinal + ("concerns" in body ? 0 : 1);
    const entry: Entry = {
      conversation_id: id, seq, ordinal, id: `${id}-${seq}`, client_id: clientId, sender: { kind: "person", id: from },
      at: new Date(seq * 1000).toISOString(), body,
    };
    log.entries.push(entry);
    log.conversation = { ...conversation, head_seq: seq, head_ordinal: ordinal, last: lastShown(log.entries) };
    if (from === SELF) log.conversation = { ...log.conversation, read_seq: seq, read_ordinal: ordinal };
    this.count(log);
    this.push({ type: "entry", entry });
    return entry;
  }

  read(id: string, seq: number): void {
    const log = this.logs.get(id);
    const entry = log?.entries[seq - 1];
    if (!log || !entry || log.conversation.read_seq >= seq) return;
    log.conversation = { ...log.conversation, read_seq: seq, read_ordinal: entry.ordinal };
    this.count(log);
    this.note("read", id, { read_seq: seq, read_ordinal: entry.ordinal });
    this.push({ type: "conversation", conversation: log.conversation });
  }

  settings(id: string, change: Partial<Pick<Conversation, "muted" | "pinned" | "marked" | "draft">>): void {
    const log = this.logs.get(id);
    if (!log) return;
    log.conversation = { ...log.conversation, ...change };
    this.note("settings", id, change);
    this.push({ type: "conversation", conversation: log.conversation });
  }

  cutLines(): void {
    for (const socket of [...this.sockets]) socket.cut();
  }

  api(): SyncApi {
    return {
      sync: (personalSeq, positions) => this.answer("sync", () => this.news(personalSeq, positions)),
      entriesBefore: (id, before, limit = PAGE) =>
        this.answer("older", () => {
          const log = this.logs.get(id);
          const older = log ? this.shown(log).filter((entry) => entry.seq < before) : [];
          return { entries: older.slice(-limit), more: older.length > limit };
        }),
      conversation: (id) => this.answer("look", () => this.logs.get(id)?.conversation as Conversation),
      send: (id, clientId, draft) => this.answer("send", () => this.take(id, clientId, draft)),
      upload: (_kind, name) => this.answer("upload", () => ({ upload_id: name, media: null as never })),
      ...partsApi(this.parts, (label, make) => this.answer(label, make)),
      markRead: (id, seq) =>
        this.answer("read", () => {
          this.read(id, seq);
          return { read_seq: seq, read_ordinal: 0 };
        }),
      clearHistory: (id, seq) => this.answer("clear", () => this.forget(id, (one) => one <= seq, "cleared", { cleared_to: seq })),
      deleteForMe: (id, seqs) => this.answer("delete", () => seqs.forEach((seq) => this.forget(id, (one) => one === seq, "removed", { seq }))),
      changeSettings: (id, change) =>
        this.answer("settings", () => {
          this.settings(id, change);
          return this.logs.get(id)?.conversation as Conversation;
        }),
    };
  }

  private forget(id: string, isGone: (seq: number) => boolean, kind: PersonalChange["kind"], value: unknown): object {
    const log = this.logs.get(id);
    if (log) {
      for (const { seq } of log.entries) if (isGone(seq)) log.deleted.add(seq);
      const last = this.shown(log).at(-1) ?? null;
      log.conversation = { ...log.conversation, last };
    }
    this.note(kind, id, value);
    return {};
  }

  private shown(log: Log): Entry[] {
    return log.entries.filter(({ seq }) => !log.deleted.has(seq));
  }

  openSocket(loses: () => boolean): SocketLike {
    const socket = new FakeSocket(this, this.delay, loses);
    this.sockets.add(socket);
    if (this.isReachable) socket.deliver({ type: "hello", personal_seq: this.personal.length });
    else void this.delay(null, "refused").then(() => socket.cut());
    return socket;
  }

  private news(personalSeq: number, positions: Record<string, number>): SyncAnswer {
    const conversations = [...this.logs.values()].map((log) => {
      const { conversation } = log;
      const newer = this.shown(log).filter(({ seq }) => seq > (positions[conversation.id] ?? 0));
      return { ...conversation, entries: newer.slice(-PAGE), has_gap: newer.length > PAGE };
    });
    return { personal_seq: this.personal.length, conversations, personal: this.personal.slice(personalSeq), more: false };
  }

  private take(id: string, clientId: string, draft: Draft): Entry {
    if (this.refusesSends) throw new ApiError(409, "message_window_closed");
    const entry = this.write(id, SELF, draft.kind === "text" ? draft.text : draft.kind, clientId);
    if (!entry) throw new ApiError(404, "conversation_not_found");
    return entry;
  }

  private async answer<T>(label: string, make: () => T): Promise<T> {
    await this.delay(null, `${label} goes`);
    if (!this.isReachable) throw new Unreachable();
    const value = structuredClone(make());
    const isLost = this.losesAnswers;
    await this.delay(null, `${label} returns`);
    if (isLost) throw new Unreachable();
    return value;
  }

  private push(event: StreamEvent): void {
    for (const socket of this.sockets) socket.deliver(structuredClone(event));
  }

  note(kind: PersonalChange["kind"], id: string, value: unknown): void {
    const change = { seq: this.personal.length + 1, kind, conversation_id: id, value };
    this.personal.push(change);
    this.push({ type: "personal", change });
  }

  private count(log: Log): void {
    const { head_ordinal, read_ordinal } = log.conversation;
    log.conversation = { ...log.conversation, unread: head_ordinal - read_ordinal };
  }
}

/** Ordered like a real socket; a push may be lost or come twice. */
export class FakeSocket implements SocketLike {
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: unknown }) => void) | null = null;
  onclose: ((event: { code?: number }) => void) | null = null;
  readonly sent: string[] = [];
  private tail: Promise<unknown> = Promise.resolve();
  private isOpen = true;

  constructor(
    private readonly server: Server,
    private readonly delay: Delay,
    private readonly loses: () => boolean,
  ) {}

  deliver(event: StreamEvent): void {
    if (!["hello", "pong"].includes(event.type) && this.loses()) return;
    this.tail = this.tail
      .then(() => this.delay(null, event.type))
      .then(() => this.isOpen && this.onmessage?.({ data: JSON.stringify(event) }));
  }

  send(text: string): void {
    this.sent.push(text);
    if (this.server.isReachable) this.deliver({ type: "pong" });
  }

  close(): void {
    this.isOpen = false;
    this.server.sockets.delete(this);
  }

  cut(code = 1006): void {
    if (!this.isOpen) return;
    this.close();
    this.onclose?.({ code });
  }
}
