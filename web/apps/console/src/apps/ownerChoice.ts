/** Whose accounts one is looking after just now; this browser remembers it. */
import { useSyncExternalStore } from "react";

const remembered = "hutong.owner";
const listeners = new Set<() => void>();

export function useOwnerChoice(): [string | null, (ownerId: string | null) => void] {
  const chosen = useSyncExternalStore(subscribe, () => localStorage.getItem(remembered));
  return [chosen, chooseOwner];
}

export function chooseOwner(ownerId: string | null): void {
  if (ownerId === null) localStorage.removeItem(remembered);
  else localStorage.setItem(remembered, ownerId);
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
