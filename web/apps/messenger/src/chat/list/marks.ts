/** Conversations marked as unread by hand: a note to oneself, kept by this browser and seen by all its tabs. */
import { useSyncExternalStore } from "react";

class Marks {
  private held: ReadonlySet<string>;
  private readonly listeners = new Set<() => void>();

  constructor(private readonly key: string) {
    this.held = this.load();
    window.addEventListener("storage", (event) => {
      if (event.key !== key) return;
      this.held = this.load();
      this.tell();
    });
  }

  readonly snapshot = (): ReadonlySet<string> => this.held;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  set(id: string, on: boolean): void {
    if (this.held.has(id) === on) return;
    const next = new Set(this.held);
    if (on) next.add(id);
    else next.delete(id);
    this.held = next;
    localStorage.setItem(this.key, JSON.stringify([...next]));
    this.tell();
  }

  private load(): ReadonlySet<string> {
    try {
      return new Set(JSON.parse(localStorage.getItem(this.key) ?? "[]") as string[]);
    } catch {
      return new Set();
    }
  }

  private tell(): void {
    for (const listener of this.listeners) listener();
  }
}

const known = new Map<string, Marks>();

export function marksOf(selfId: string): Marks {
  const held = known.get(selfId) ?? new Marks(`hutong.unread.${selfId}`);
  known.set(selfId, held);
  return held;
}

export function useMarks(selfId: string): ReadonlySet<string> {
  const marks = marksOf(selfId);
  return useSyncExternalStore(marks.subscribe, marks.snapshot);
}
