/** What this browser remembers of voice messages: where one stopped, and which were heard. The oldest are forgotten. */

export interface Heard {
  /** Seconds from the beginning; nought when heard to the end. */
  at: number;
}

const MOST = 500;

export class VoiceMemory {
  private readonly heard: Map<string, Heard>;

  constructor(
    private readonly storage: Pick<Storage, "getItem" | "setItem">,
    private readonly key: string,
  ) {
    this.heard = new Map(parsed(storage.getItem(key)));
  }

  positionOf(voice: string): number {
    return this.heard.get(voice)?.at ?? 0;
  }

  wasHeard(voice: string): boolean {
    return this.heard.has(voice);
  }

  keep(voice: string, at: number): void {
    this.heard.delete(voice);
    this.heard.set(voice, { at: Math.round(at * 10) / 10 });
    for (const oldest of [...this.heard.keys()].slice(0, Math.max(0, this.heard.size - MOST))) this.heard.delete(oldest);
    try {
      this.storage.setItem(this.key, JSON.stringify([...this.heard]));
    } catch {
      // A full storage costs the place after a reload, no more.
    }
  }
}

function parsed(text: string | null): [string, Heard][] {
  try {
    const list: unknown = JSON.parse(text ?? "[]");
    return Array.isArray(list) ? (list as [string, Heard][]) : [];
  } catch {
    return [];
  }
}
