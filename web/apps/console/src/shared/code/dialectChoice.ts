/** In which language one reads calls; every sample on a page follows, and this browser remembers it. */
import { useSyncExternalStore } from "react";
import { dialects } from "./samples";
import type { Dialect } from "./samples";

const remembered = "hutong.dialect";
const listeners = new Set<() => void>();

export function useDialect(): [Dialect, (dialect: Dialect) => void] {
  const chosen = useSyncExternalStore(subscribe, () => localStorage.getItem(remembered));
  return [dialects.find((one) => one === chosen) ?? "http", choose];
}

function choose(dialect: Dialect): void {
  localStorage.setItem(remembered, dialect);
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
