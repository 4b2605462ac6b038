/** The event stream: one socket, opened again after it drops, a little later each time. Nothing here needs a browser. */
import type { StreamEvent } from "@hutong/api";

export interface SocketLike {
  send(text: string): void;
  close(): void;
  onopen: (() => void) | null;
  onmessage: ((event: { data: unknown }) => void) | null;
  onclose: ((event: { code?: number }) => void) | null;
}

export interface Timers {
  set(run: () => void, ms: number): unknown;
  clear(timer: unknown): void;
}

export interface StreamPorts {
  open: () => SocketLike;
  timers: Timers;
  /** Between 0 and 1: spreads a crowd that lost the same server. */
  chance: () => number;
  onEvent: (event: StreamEvent) => void;
  onLink: (link: "connecting" | "online" | "offline") => void;
}

const PING_AFTER_MS = 45_000;
const PONG_WITHIN_MS = 20_000;
/** The server closes the socket of whoever is not signed in with 4000 + the HTTP status. */
const SIGN_IN_NEEDED = 4401;
const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 30_000;

export class Stream {
  private socket: SocketLike | null = null;
  private retry: unknown = null;
  private ping: unknown = null;
  private failures = 0;
  private isStopped = true;
  private readonly hearers = new Set<(event: StreamEvent) => void>();

  constructor(private readonly ports: StreamPorts) {}

  /** Hears every event, after the device itself. */
  readonly hearken = (hearer: (event: StreamEvent) => void): (() => void) => {
    this.hearers.add(hearer);
    return () => this.hearers.delete(hearer);
  };

  start(): void {
    this.isStopped = false;
    this.connect();
  }

  stop(): void {
    this.isStopped = true;
    this.drop();
  }

  /** The network is said to be back, or the page is looked at again: do not wait for the next try. */
  wake(): void {
    if (this.isStopped || this.socket) return;
    this.failures = 0;
    this.connect();
  }

  cut(): void {
    if (this.socket) this.lost();
  }

  private connect(): void {
    this.ports.timers.clear(this.retry);
    this.ports.onLink(this.failures === 0 ? "connecting" : "offline");
    const socket = this.ports.open();
    this.socket = socket;
    socket.onopen = () => this.rest();
    socket.onmessage = (message) => this.socket === socket && this.receive(message.data);
    socket.onclose = ({ code }) => this.socket === socket && (code === SIGN_IN_NEEDED ? this.refused() : this.lost());
  }

  private receive(data: unknown): void {
    this.rest();
    const event = parse(data);
    if (!event) return;
    if (event.type === "hello") {
      this.failures = 0;
      this.ports.onLink("online");
    }
    this.ports.onEvent(event);
    for (const hearer of [...this.hearers]) hearer(event);
  }

  private refused(): void {
    this.stop();
    this.ports.onEvent({ type: "signed_out" });
  }

  private lost(): void {
    this.drop();
    this.failures += 1;
    this.ports.onLink("offline");
    const wait = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (this.failures - 1));
    this.retry = this.ports.timers.set(() => this.connect(), wait * (0.5 + this.ports.chance() / 2));
  }

  /** Only a silent line is pinged; one that stays silent after that is dead. */
  private rest(): void {
    const { timers } = this.ports;
    timers.clear(this.ping);
    this.ping = timers.set(() => {
      this.socket?.send(JSON.stringify({ type: "ping" }));
      this.ping = timers.set(() => this.lost(), PONG_WITHIN_MS);
    }, PING_AFTER_MS);
  }

  private drop(): void {
    this.ports.timers.clear(this.ping);
    this.ports.timers.clear(this.retry);
    const socket = this.socket;
    this.socket = null;
    socket?.close();
  }
}

function parse(data: unknown): StreamEvent | null {
  if (typeof data !== "string") return null;
  try {
    const value: unknown = JSON.parse(data);
    return typeof value === "object" && value !== null && "type" in value ? (value as StreamEvent) : null;
  } catch {
    return null;
  }
}
