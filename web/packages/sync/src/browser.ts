/** The browser's own socket, timers and storage, in the shapes the device asks for. */
import type { MessengerApi } from "@hutong/api";
import { Device } from "./engine";
import type { OutboxStorage } from "./ports";
import type { Outgoing, State } from "./state";
import type { SocketLike } from "./stream";

export function browserDevice(api: MessengerApi, selfId: string, kept: Pick<State, "threads" | "personalSeq"> | null = null): Device {
  return new Device({
    selfId,
    api,
    openSocket: () => new WebSocket(new URL(api.streamPath, location.href.replace(/^http/, "ws"))) as SocketLike,
    timers: { set: (run, ms) => setTimeout(run, ms), clear: (timer) => clearTimeout(timer as number) },
    storage: outboxStorage(`hutong.outbox.${selfId}.`),
    // Not randomUUID, which only exists where the page came over TLS or from this machine.
    newClientId: () => [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join(""),
    now: () => new Date(),
    chance: Math.random,
    kept,
  });
}

/** Tell a device at once when the network goes or comes, or the page is looked at again; answers how to stop. */
export function watchNetwork(device: Device): () => void {
  const watching = new AbortController();
  const { signal } = watching;
  window.addEventListener("offline", () => device.cut(), { signal });
  window.addEventListener("online", () => device.wake(), { signal });
  window.addEventListener("pagehide", () => device.settleHidings(), { signal });
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && device.wake(), { signal });
  return () => watching.abort();
}

/**
 * One key for each message, so that two tabs of one person never write over each other. Files are not kept over a
 * reload, so a message whose file never went up is not kept either.
 */
function outboxStorage(prefix: string): OutboxStorage {
  const written = new Map<string, Outgoing>();
  return {
    load(): Outgoing[] {
      const found: Outgoing[] = [];
      for (const key of Object.keys(localStorage).filter((one) => one.startsWith(prefix))) {
        const one = parsed(localStorage.getItem(key));
        if (!one) continue;
        written.set(one.clientId, one);
        found.push(one.state === "failed" ? one : { ...one, state: "waiting" });
      }
      return found.sort((a, b) => (a.at < b.at ? -1 : 1));
    },
    save(list: readonly Outgoing[]): void {
      const wanted = new Map(list.filter((one) => one.draft !== null).map((one) => [one.clientId, one]));
      try {
        for (const [clientId, one] of wanted) {
          if (written.get(clientId) !== one) localStorage.setItem(prefix + clientId, JSON.stringify(withoutLocalUrl(one)));
        }
        for (const clientId of written.keys()) if (!wanted.has(clientId)) localStorage.removeItem(prefix + clientId);
      } catch {
        // A full or forbidden storage costs the resend after a reload, not the message on screen.
      }
      written.clear();
      for (const [clientId, one] of wanted) written.set(clientId, one);
    },
  };
}

function parsed(text: string | null): Outgoing | null {
  try {
    return JSON.parse(text ?? "null") as Outgoing | null;
  } catch {
    return null;
  }
}

function withoutLocalUrl(one: Outgoing): Outgoing {
  return "url" in one.preview ? { ...one, preview: { ...one.preview, url: null } } : one;
}
