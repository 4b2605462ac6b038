/** Results by what they were made from, kept in memory and, if wanted, in a file between runs. */

import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { deserialize, serialize } from "node:v8";
import { digestOf } from "./tree";

/** Another compiler makes everything anew. */
function edition(): string {
  return digestOf(readFileSync(fileURLToPath(import.meta.url)));
}

interface Kept {
  value: unknown;
  round: number;
}

export class Cache {
  reused = 0;
  private readonly kept = new Map<string, Kept>();
  private readonly file: string | undefined;
  private round = 0;
  private isChanged = false;

  constructor(folder?: string) {
    if (folder === undefined) return;
    mkdirSync(folder, { recursive: true });
    this.file = join(folder, "compiled.bin");
    try {
      const [by, lines] = deserialize(readFileSync(this.file)) as [string, [string, unknown][]];
      if (by === edition()) for (const [key, value] of lines) this.kept.set(key, { value, round: 0 });
    } catch {
      // A first run, or a file from another edition of Node: everything is made anew.
    }
  }

  begin(): void {
    this.round += 1;
    this.reused = 0;
    this.isChanged = false;
  }

  /** What was made under `key` before and `isValid`, else what `make` gives. */
  get<Value>(key: string, make: () => Value, isValid: (value: Value) => boolean = () => true): Value {
    const kept = this.kept.get(key);
    if (kept && isValid(kept.value as Value)) {
      if (kept.round !== this.round) this.reused += 1;
      kept.round = this.round;
      return kept.value as Value;
    }
    const value = make();
    this.kept.set(key, { value, round: this.round });
    this.isChanged = true;
    return value;
  }

  /** Forgets what this round had no use for, and writes the rest down. */
  end(): void {
    for (const [key, kept] of this.kept) if (kept.round < this.round - 3) this.kept.delete(key);
    if (!this.file || !this.isChanged) return;
    const lines = [...this.kept].filter(([, kept]) => kept.round === this.round).map(([key, kept]) => [key, kept.value]);
    writeFileSync(`${this.file}.new`, serialize([edition(), lines]));
    renameSync(`${this.file}.new`, this.file);
  }
}
