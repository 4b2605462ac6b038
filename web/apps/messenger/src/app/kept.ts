/** Where a browser keeps a person's newest conversations, to be read without a line. Signing out forgets them. */
import type { Session } from "@hutong/api";
import type { Device, Kept } from "@hutong/sync";
import { toKeep } from "@hutong/sync";

const STORE = "kept";
const LAST = "hutong.last";
const EVERY_MS = 5_000;

export async function findKept(personId: string | null): Promise<Kept<Session> | null> {
  const wanted = personId ?? localStorage.getItem(LAST);
  if (!wanted) return null;
  try {
    return ((await ask("readonly", (store) => store.get(wanted))) as Kept<Session> | undefined) ?? null;
  } catch {
    return null;
  }
}

export async function forgetKept(personId: string): Promise<void> {
  if (localStorage.getItem(LAST) === personId) localStorage.removeItem(LAST);
  await ask("readwrite", (store) => store.delete(personId)).catch(() => undefined);
}

/** Keep what a device knows, a while after it changed and when the page goes away; answers how to stop. */
export function keepOf(device: Device, session: Session): () => void {
  const personId = session.person?.id;
  if (!personId) return () => undefined;
  localStorage.setItem(LAST, personId);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let saved = device.snapshot().threads;
  const save = () => {
    clearTimeout(timer);
    timer = undefined;
    const state = device.snapshot();
    if (!state.loaded || state.signedOut || state.threads === saved) return;
    saved = state.threads;
    void ask("readwrite", (store) => store.put(toKeep(session, state), personId)).catch(() => undefined);
  };
  const stopListening = device.subscribe(() => {
    if (device.snapshot().threads !== saved) timer ??= setTimeout(save, EVERY_MS);
  });
  window.addEventListener("pagehide", save);
  return () => {
    stopListening();
    clearTimeout(timer);
    window.removeEventListener("pagehide", save);
  };
}

function ask(mode: IDBTransactionMode, question: (store: IDBObjectStore) => IDBRequest): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open("hutong", 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore(STORE);
    opening.onerror = () => reject(opening.error ?? new Error("no storage"));
    opening.onsuccess = () => {
      const request = question(opening.result.transaction(STORE, mode).objectStore(STORE));
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error ?? new Error("no storage"));
      request.transaction?.addEventListener("complete", () => opening.result.close());
    };
  });
}
