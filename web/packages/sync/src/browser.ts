/** The browser's own socket, timers and storage, in the shapes the device asks for. */
import type { MessengerApi } from "@hutong/api";
import { Device } from "./engine";
import type { Outgoing } from "./state";
import type { SocketLike } from "./stream";

export function browserDevice(api: MessengerApi, selfId: string): Device {
  return new Device({
    selfId,
    api,
    openSocket: () => new WebSocket(new URL(api.streamPath, location.href.replace(/^http/, "ws"))) as SocketLike,
    timers: { set: (run, ms) => setTimeout(run, ms), clear: (timer) => clearTimeout(timer as number) },
    storage: outboxStorage(`hutong.outbox.${selfId}`),
    // Not randomUUID, which only exists where the page came over TLS or from this machine.
    newClientId: () => [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join(""),
    now: () => new Date(),
    chance: Math.random,
  });
}

/** Tell a device at once when the network goes or comes, or the page is looked at again; answers how to stop. */
export function watchNetwork(device: Device): () => void {
  const watching = new AbortController();
  const { signal } = watching;
  window.addEventListener("offline", () => device.cut(), { signal });
  window.addEventListener("online", () => device.wake(), { signal });
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && device.wake(), { signal });
  return () => watching.abort();
}

/** Files are not kept over a reload, so a message whose file never went up is not kept either. */
function outboxStorage(key: string) {
  return {
    load(): Outgoing[] {
      try {
        const list = JSON.parse(localStorage.getItem(key) ?? "[]") as Outgoing[];
        return list.map((one) => (one.state === "failed" ? one : { ...one, state: "waiting" }));
      } catch {
        return [];
      }
    },
    save(list: readonly Outgoing[]): void {
      const kept = list.filter((one) => one.draft !== null).map(withoutLocalUrl);
      try {
        if (kept.length === 0) localStorage.removeItem(key);
        else localStorage.setItem(key, JSON.stringify(kept));
      } catch {
        // A full or forbidden storage costs the resend after a reload, not the message on screen.
      }
    },
  };
}

function withoutLocalUrl(one: Outgoing): Outgoing {
  return "url" in one.preview ? { ...one, preview: { ...one.preview, url: null } } : one;
}
