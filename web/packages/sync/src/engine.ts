/** A device: keeps its state in step with the server and carries what the person does. Plain TypeScript, no browser. */
import type { Conversation, Draft, Entry, Id, PersonalChange, StreamEvent } from "@hutong/api";
import { Bursts } from "./bursts";
import { withAccount, withConversation, withEntry, withMenuChanged, withNewestOnly, withOlder, withPaymentAsked, withPushedChange, withRead, withSettings, withSync, withTyping, withWalletChanged } from "./fold";
import { Hidings } from "./hidings";
import { Outbox, type FileToSend } from "./outbox";
import { logsOf, ordinalAt, shortestLog, threadsWith } from "./list";
import { uploadFile } from "./parts";
import type { Ports } from "./ports";
import { emptyState, isBehind, positions, type Outgoing, type Preview, type State } from "./state";
import { Stream } from "./stream";

const CATCH_UP_MS = 1_000;
const LOOK_MS = 300;
const TYPING_MS = 15_000;
const DRAFT_MS = 700;
const NEWEST_KEPT = 400;

export class Device {
  private state: State;
  private readonly listeners = new Set<() => void>();
  private readonly stream: Stream;
  private readonly outbox: Outbox;
  private readonly hidings: Hidings;
  private readonly bursts: Bursts;
  private readonly timers = new Map<string, unknown>();
  private readonly toldRead = new Map<Id, number>();
  private readonly older = new Set<Id>();
  /** Typed here and not yet told: no older view of the server's may take it away. */
  private readonly untold = new Map<Id, string>();
  private syncing: Promise<void> | null = null;
  private syncAgain = false;
  private postponements = 0;

  constructor(private readonly ports: Ports) {
    this.state = { ...emptyState, ...(ports.kept ? { ...ports.kept, loaded: true } : {}), outbox: ports.storage.load() };
    this.bursts = new Bursts(ports.timers, () => this.listeners.forEach((listener) => listener()));
    this.stream = new Stream({
      open: ports.openSocket,
      timers: ports.timers,
      chance: ports.chance,
      onEvent: (event) => this.bursts.take(() => this.receive(event)),
      onLink: (link) => this.put({ ...this.state, link }),
    });
    this.outbox = new Outbox({
      post: (id, clientId, draft) => ports.api.send(id, clientId, draft),
      upload: (file, begun, watch) => uploadFile(ports.api, file, begun, watch),
      forget: (uploadId) => void ports.api.forgetUpload(uploadId).catch(() => undefined),
      list: () => this.state.outbox,
      change: (clientId, change) => this.changeOutgoing(clientId, change),
      arrived: (entry) => this.arrived(entry),
      postponed: () => this.flushLater(),
    });
    this.hidings = new Hidings({
      api: ports.api,
      state: () => this.state,
      put: (state) => this.put(state),
      later: (name, ms, run) => this.later(name, ms, run),
      cancel: (name) => this.ports.timers.clear(this.timers.get(name)),
    });
  }

  start(): void {
    this.stream.start();
  }

  stop(): void {
    this.stream.stop();
    this.bursts.stop();
    this.hidings.settle();
    for (const timer of this.timers.values()) this.ports.timers.clear(timer);
  }

  /** The network is back or the page is looked at again. */
  wake(): void {
    this.stream.wake();
  }

  /** The network is gone: say so now, before the socket has noticed. */
  cut(): void {
    this.stream.cut();
  }

  readonly snapshot = (): State => this.state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** Every event of the line as it comes, for what keeps no state here. */
  readonly hearken: Stream["hearken"] = (hearer) => this.stream.hearken(hearer);

  send(conversationId: Id, draft: Extract<Draft, { kind: "text" | "location" }>): void {
    this.enqueue(conversationId, draft, draft);
  }

  sendFile(conversationId: Id, file: FileToSend, url: string | null): void {
    const clientId = this.ports.newClientId();
    this.outbox.keepFile(clientId, file);
    this.enqueue(conversationId, null, { kind: file.kind, name: file.name, sizeBytes: file.bytes.size, url, seconds: file.seconds }, clientId);
  }

  retry(clientId: string): void {
    this.changeOutgoing(clientId, { state: "waiting", error: null });
    this.outbox.flush();
  }

  discard(clientId: string): void {
    this.outbox.forget(clientId);
    this.putOutbox(this.state.outbox.filter((one) => one.clientId !== clientId));
  }

  markRead(id: Id): void {
    for (const one of logsOf(this.state, id)) this.markReadTo(one, this.state.threads.get(one)?.conversation.head_seq ?? 0);
  }

  /** Read up to an entry of one log. */
  markReadTo(id: Id, seq: number): void {
    const thread = this.state.threads.get(id);
    if (!thread || thread.conversation.read_seq >= seq) return;
    this.put(withRead(this.state, id, seq, ordinalAt(thread, seq)));
    this.tellRead(id);
  }

  /** Of several logs that are read as one, the one that ends first. */
  async loadOlder(...ids: Id[]): Promise<void> {
    const first = shortestLog(threadsWith(this.state, ids))?.entries[0];
    const id = first?.conversation_id;
    if (!first || !id || this.older.has(id)) return;
    this.older.add(id);
    try {
      const { entries, more } = await this.ports.api.entriesBefore(id, first.seq);
      this.put(withOlder(this.state, id, entries, more));
    } catch {
      // Asked again when the person scrolls again.
    } finally {
      this.older.delete(id);
    }
  }

  saveDraft(id: Id, draft: string): void {
    if (this.state.threads.get(id)?.conversation.draft === draft) return;
    this.untold.set(id, draft);
    this.bursts.take(() => this.put(withSettings(this.state, id, { draft })));
    this.later(`draft ${id}`, DRAFT_MS, () => void this.tellSettings(id, { draft }));
  }

  changeSettings(id: Id, change: { muted?: boolean; pinned?: boolean; marked?: boolean }): void {
    for (const one of logsOf(this.state, id)) {
      this.put(withSettings(this.state, one, change));
      void this.tellSettings(one, change);
    }
  }

  /** Delete entries for this person alone. Nobody is told for a while, in which the answer takes it back. */
  deleteForMe(conversationId: Id, seqs: readonly number[]): () => void {
    return this.hidings.hide({ key: `delete ${conversationId} ${seqs.join()}`, conversationId, seqs, through: 0 });
  }

  /** Delete all that was said so far for this person alone; what comes after stays. */
  clearHistory(conversationId: Id): () => void {
    this.markRead(conversationId);
    const undo = threadsWith(this.state, [conversationId]).map(({ conversation: { id, head_seq: through } }) =>
      this.hidings.hide({ key: `clear ${id} ${through}`, conversationId: id, seqs: [], through }),
    );
    return () => undo.forEach((one) => one());
  }

  /** Tell what was deleted now, because the page is going away. */
  readonly settleHidings = (): void => this.hidings.settle();

  /** Nobody looks at the older part of a thread any more. */
  letGoOfOlder(id: Id): void {
    for (const one of logsOf(this.state, id)) this.put(withNewestOnly(this.state, one, NEWEST_KEPT));
  }

  /** A conversation that an answer brought along (a follow, a first message). */
  adopt(conversation: Conversation): void {
    this.put(withConversation(this.state, conversation));
    void this.sync();
  }

  /** Ask for what is newer; one question at a time, and once more if somebody asked meanwhile. */
  sync(): Promise<void> {
    if (this.syncing) {
      this.syncAgain = true;
      return this.syncing;
    }
    this.syncing = this.askForNews().finally(() => {
      this.syncing = null;
      if (this.syncAgain) {
        this.syncAgain = false;
        void this.sync();
      }
    });
    return this.syncing;
  }

  private async askForNews(): Promise<void> {
    try {
      for (let more = true; more; ) {
        const answer = await this.ports.api.sync(this.state.personalSeq, positions(this.state));
        this.put(withSync(this.state, answer, this.ports.selfId));
        more = answer.more;
      }
      this.outbox.flush();
      for (const id of this.toldRead.keys()) this.tellRead(id);
    } catch {
      this.later("sync", CATCH_UP_MS * 5, () => this.state.link === "online" && void this.sync());
    }
  }

  private receive(event: StreamEvent): void {
    switch (event.type) {
      case "hello":
        // What was pushed while there was no line is asked for again.
        this.put(withWalletChanged(withPaymentAsked(this.state)));
        return void this.sync();
      case "entry":
        return this.receiveEntry(event.entry);
      case "conversation":
        return this.receiveConversation(event.conversation);
      case "personal":
        return this.receiveChange(event.change);
      case "typing":
        return this.showTyping(event.conversation_id, event.on);
      case "account":
        return this.put(withAccount(this.state, event.account));
      case "menu":
        return this.put(withMenuChanged(this.state, event.app_id));
      case "wallet": case "payout":
        return this.put(withWalletChanged(this.state));
      case "payment": return this.put(withPaymentAsked(this.state));
      case "mini": return this.put({ ...this.state, programNews: event });
      case "cloud_watch": case "pong": return;
      case "signed_out":
        this.stream.stop();
        return this.put({ ...this.state, signedOut: true, link: "offline" });
    }
  }

  private receiveEntry(entry: Entry): void {
    this.put(withEntry(this.state, entry, this.ports.selfId));
    const held = this.state.threads.get(entry.conversation_id);
    if (!held) this.later("catch up", LOOK_MS, () => void this.sync());
    // What happens to a group is told as a notice: who came or left, or what it is called now.
    if (held?.conversation.kind === "group" && entry.body.kind === "notice") this.later(`look ${entry.conversation_id}`, LOOK_MS, () => void this.look(entry.conversation_id));
    this.catchUpIfBehind();
  }

  private async look(id: Id): Promise<void> {
    try {
      this.put(withConversation(this.state, await this.ports.api.conversation(id)));
    } catch {
      // The next catch-up brings it.
    }
  }

  private receiveChange(change: PersonalChange): void {
    this.put(withPushedChange(this.state, change));
    const isNew = change.kind === "conversation" && change.conversation_id && !this.state.threads.has(change.conversation_id);
    if (isNew) this.later("catch up", CATCH_UP_MS, () => void this.sync());
  }

  /** A push and an answer may overtake each other, so a change of settings is looked at once more when all is still. */
  private receiveConversation(conversation: Conversation): void {
    const held = this.state.threads.get(conversation.id)?.conversation;
    this.put(withConversation(this.state, conversation));
    const isSame = held && (["muted", "pinned", "marked", "draft", "can_write"] as const).every((name) => held[name] === conversation[name]);
    if (!isSame || this.syncing) this.later("catch up", CATCH_UP_MS, () => void this.sync());
    this.catchUpIfBehind();
  }

  private catchUpIfBehind(): void {
    if (![...this.state.threads.values()].some(isBehind)) return;
    this.later("catch up", CATCH_UP_MS, () => void this.sync());
  }

  private showTyping(id: Id, on: boolean): void {
    this.put(withTyping(this.state, id, on));
    if (on) this.later(`typing ${id}`, TYPING_MS, () => this.put(withTyping(this.state, id, false)));
  }

  private arrived(entry: Entry): void {
    this.postponements = 0;
    this.put(withEntry(this.state, entry, this.ports.selfId));
    this.catchUpIfBehind();
  }

  /** Without a line the next catch-up flushes; with one, whatever was in the way is given a little longer each time. */
  private flushLater(): void {
    const wait = Math.min(60_000, 1_000 * 2 ** this.postponements);
    this.postponements += 1;
    this.later("outbox", wait, () => this.state.link === "online" && this.outbox.flush());
  }

  private tellRead(id: Id): void {
    const seq = this.state.threads.get(id)?.conversation.read_seq ?? 0;
    const before = this.toldRead.get(id) ?? 0;
    if (before >= seq) return;
    this.toldRead.set(id, seq);
    this.ports.api.markRead(id, seq).catch(() => this.toldRead.set(id, before));
  }

  private enqueue(conversationId: Id, draft: Draft | null, preview: Preview, clientId = this.ports.newClientId()): void {
    const at = this.ports.now().toISOString();
    this.putOutbox([...this.state.outbox, { clientId, conversationId, at, draft, preview, state: "waiting", seq: null, error: null }]);
    this.outbox.flush();
  }

  private changeOutgoing(clientId: string, change: Partial<Outgoing>): void {
    this.putOutbox(this.state.outbox.map((one) => (one.clientId === clientId ? { ...one, ...change } : one)));
  }

  private readonly putOutbox = (outbox: readonly Outgoing[]): void => this.put({ ...this.state, outbox });

  private put(news: State): void {
    const before = this.state.outbox;
    let state = news;
    for (const [id, draft] of this.untold) if (state.threads.get(id)?.conversation.draft !== draft) state = withSettings(state, id, { draft });
    this.state = state;
    if (state.outbox !== before) this.ports.storage.save(state.outbox);
    this.bursts.tell();
  }

  private async tellSettings(id: Id, change: { muted?: boolean; pinned?: boolean; marked?: boolean; draft?: string }): Promise<void> {
    const isTold = () => change.draft !== undefined && this.untold.get(id) === change.draft && this.untold.delete(id);
    try {
      const conversation = await this.ports.api.changeSettings(id, change);
      isTold();
      this.receiveConversation(conversation);
    } catch {
      isTold();
      void this.sync();
    }
  }

  /** Run once after a while; asking again for the same thing starts the while anew. */
  private later(name: string, ms: number, run: () => unknown): void {
    this.ports.timers.clear(this.timers.get(name));
    this.timers.set(
      name,
      this.ports.timers.set(() => {
        this.timers.delete(name);
        run();
      }, ms),
    );
  }
}
