/** The files of a program, found once. Nothing outside of it can be named, and links are not followed. */

import { createHash } from "node:crypto";
import { lstatSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { NoProgram, type Problems } from "./problems";

interface Entry {
  place: string;
  bytes: number;
  modified: number;
  digest?: string;
}

const MOST_FILES = 30_000;
const MOST_BYTES_OF_TEXT = 8 << 20;
const SKIPPED = new Set(["node_modules", ".git", ".svn", ".hg", ".idea", ".vscode", "__MACOSX"]);

export function digestOf(content: string | Buffer): string {
  return createHash("sha256").update(content).digest("hex").slice(0, 32);
}

/** Digests outlive a tree, so that a file which didn't change isn't read again. */
const digests = new Map<string, { bytes: number; modified: number; digest: string }>();

export class Tree {
  private readonly entries = new Map<string, Entry>();

  constructor(private readonly problems: Problems) {}

  /** Makes the files below `folder` known under `prefix`; files that are known already win. */
  mount(prefix: string, folder: string, isWanted: (path: string) => boolean = () => true): void {
    const walk = (inside: string): void => {
      // In an order of our own: the same program gives the same package wherever it is compiled.
      const all = readdirSync(join(folder, inside), { withFileTypes: true }).sort((one, other) => (one.name < other.name ? -1 : 1));
      for (const found of all) {
        const path = inside ? `${inside}/${found.name}` : found.name;
        const named = prefix ? `${prefix}/${path}` : path;
        if (found.isSymbolicLink()) this.problems.warning({ file: named }, "file_is_link");
        else if (found.isDirectory() && !SKIPPED.has(found.name) && isWanted(path)) walk(path);
        else if (found.isFile() && isWanted(path)) this.add(named, join(folder, path));
      }
    };
    walk("");
  }

  has(path: string): boolean {
    return this.entries.has(path);
  }

  hasFolder(path: string): boolean {
    return [...this.entries.keys()].some((one) => one.startsWith(`${path}/`));
  }

  paths(): IterableIterator<string> {
    return this.entries.keys();
  }

  bytes(path: string): number {
    return this.entry(path).bytes;
  }

  /** Where a file really lies. */
  place(path: string): string {
    return this.entry(path).place;
  }

  text(path: string): string {
    const { place, bytes } = this.entry(path);
    if (bytes > MOST_BYTES_OF_TEXT) {
      this.problems.error({ file: path }, "file_too_large");
      return "";
    }
    const text = readFileSync(place, "utf8");
    return text.startsWith("\uFEFF") ? text.slice(1) : text;
  }

  digest(path: string): string {
    const entry = this.entry(path);
    if (entry.digest) return entry.digest;
    const known = digests.get(entry.place);
    if (known && known.bytes === entry.bytes && known.modified === entry.modified) return (entry.digest = known.digest);
    entry.digest = digestOf(readFileSync(entry.place));
    digests.set(entry.place, { bytes: entry.bytes, modified: entry.modified, digest: entry.digest });
    return entry.digest;
  }

  private add(path: string, place: string): void {
    if (this.entries.has(path)) return;
    if (this.entries.size >= MOST_FILES) throw NoProgram.because("too_many_files", { count: String(MOST_FILES) });
    const stat = lstatSync(place);
    this.entries.set(path, { place, bytes: stat.size, modified: stat.mtimeMs });
  }

  private entry(path: string): Entry {
    const entry = this.entries.get(path);
    if (!entry) throw new Error(`no such file in the program: ${path}`);
    return entry;
  }
}
