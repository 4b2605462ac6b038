/**
 * FileSystemManager. The worker keeps the tree of the person's files (names, sizes, times) and the bytes of small and recent ones;
 * the host keeps all bytes. So every rule is decided here and at once, and only bytes that are not at hand have to be fetched.
 */
import type { UserFile } from "../../protocol/messages";
import { fromBase64, toBase64 } from "./base";
import { Fail } from "./conventions";
import type { Args } from "./conventions";
import type { Kit } from "./kit";
import { kindOf } from "./shapes";

export const USER_ROOT = "wxfile://usr";
const KEPT_FILE_BYTES = 512 * 1024;
const KEPT_TOTAL_BYTES = 8 * 1024 * 1024;
const STORE_LIMIT_BYTES = 200 * 1024 * 1024;

const problem = {
  missing: (path: string) => new Fail(`no such file or directory "${path}"`, { errno: 1300002, errCode: 1300002 }),
  denied: (path: string, verb: string) => new Fail(`permission denied, ${verb} "${path}"`, { errno: 1300013, errCode: 1300013 }),
  exists: (path: string) => new Fail(`file already exists ${path}`, { errno: 1301005, errCode: 1301005 }),
  notFolder: (path: string) => new Fail(`not a directory ${path}`, { errno: 1300020, errCode: 1300020 }),
  folder: (path: string) => new Fail(`illegal operation on a directory, open "${path}"`, { errno: 1300021, errCode: 1300021 }),
  notEmpty: (path: string) => new Fail(`directory not empty ${path}`, { errno: 1300066, errCode: 1300066 }),
  full: () => new Fail("the maximum size of the file storage limit is exceeded", { errno: 1300202, errCode: 1300202 }),
  encoding: (name: unknown) => new Fail(`invalid encoding "${String(name)}"`, { errno: 1300022, errCode: 1300022 }),
  away: (path: string) => new Fail(`not supported: the bytes of "${path}" are not at hand, use the form that answers later`),
};

interface Entry extends UserFile {
  usedAt?: number;
}

export class FileTree {
  readonly #entries = new Map<string, Entry>();
  readonly #kit: Kit;
  #clock = 0;

  constructor(kit: Kit) {
    this.#kit = kit;
    this.#entries.set(USER_ROOT, { path: USER_ROOT, bytes: 0, at: 0, folder: true });
    for (const file of kit.seam.boot.files) this.#entries.set(file.path, file);
    // Files the host itself made: chosen pictures, downloads.
    kit.seam.onEvent("files", (data) => {
      const { added = [], removed = [] } = data as { added?: Entry[]; removed?: string[] };
      for (const file of added) this.#entries.set(file.path, file);
      for (const path of removed) this.#entries.delete(path);
    });
  }

  stat(path: string): Entry {
    const entry = this.#entries.get(path);
    if (entry) return entry;
    const name = path.replace(/^\/+/, "");
    const file = this.#kit.seam.manifest.files[name];
    if (file) return { path: `/${name}`, bytes: file.bytes, at: 0 };
    if (Object.keys(this.#kit.seam.manifest.files).some((one) => one.startsWith(`${name.replace(/\/$/, "")}/`))) return { path: `/${name}`, bytes: 0, at: 0, folder: true };
    throw problem.missing(path);
  }

  has(path: string): boolean {
    try {
      return Boolean(this.stat(path));
    } catch {
      return false;
    }
  }

  list(path: string): string[] {
    const { folder } = this.stat(path);
    if (!folder) throw problem.notFolder(path);
    const start = path.startsWith("wxfile:") ? `${path}/` : path === "/" || path === "" ? "" : `${path.replace(/^\/+|\/+$/g, "")}/`;
    const all = path.startsWith("wxfile:") ? [...this.#entries.keys()] : Object.keys(this.#kit.seam.manifest.files);
    return [...new Set(all.filter((one) => one.startsWith(start) && one !== path).map((one) => one.slice(start.length).split("/")[0] ?? ""))].filter(Boolean);
  }

  /** Files saved by saveFile. */
  saved(): Entry[] {
    return [...this.#entries.values()].filter(({ path }) => path.startsWith("wxfile://store_"));
  }

  /** Bytes that are at hand, else undefined. */
  held(path: string): ArrayBuffer | undefined {
    const entry = this.stat(path);
    if (entry.folder) throw problem.folder(path);
    entry.usedAt = this.#clock += 1;
    return entry.data;
  }

  async bytes(path: string): Promise<ArrayBuffer> {
    const held = this.held(path);
    if (held) return held.slice(0);
    const { path: place } = this.stat(path);
    return (await this.#kit.call("fs.read", { path: place })).data as ArrayBuffer;
  }

  bytesNow(path: string): ArrayBuffer {
    const held = this.held(path);
    if (!held) throw problem.away(path);
    return held.slice(0);
  }

  /** Writes a whole file; answers when the host has it. */
  write(path: string, data: ArrayBuffer, append = false): Promise<unknown> {
    this.#mayWrite(path, "open");
    const before = this.#entries.get(path);
    if (before?.folder) throw problem.folder(path);
    const bytes = data.byteLength + (append ? (before?.bytes ?? 0) : 0);
    if (this.#total() - (before?.bytes ?? 0) + bytes > STORE_LIMIT_BYTES) throw problem.full();
    const held = append ? (before ? before.data && joined(before.data, data) : data) : data;
    this.#entries.set(path, { path, bytes, at: Date.now(), usedAt: (this.#clock += 1), ...(held && bytes <= KEPT_FILE_BYTES && { data: held.slice(0) }) });
    this.#shed();
    return this.#kit.call(append && before ? "fs.append" : "fs.write", { path, data });
  }

  folder(path: string, recursive: boolean): Promise<unknown> {
    if (this.#entries.has(path)) {
      if (recursive && this.#entries.get(path)?.folder) return Promise.resolve();
      throw problem.exists(path);
    }
    const above = parentOf(path);
    if (!this.#entries.has(above)) {
      if (!recursive) throw problem.missing(path);
      if (above.startsWith(`${USER_ROOT}/`)) void this.folder(above, true);
    }
    this.#mayWrite(path, "mkdir");
    this.#entries.set(path, { path, bytes: 0, at: Date.now(), folder: true });
    return this.#kit.call("fs.folder", { path });
  }

  async remove(path: string): Promise<unknown> {
    this.#entries.delete(path);
    return this.#kit.call("fs.remove", { path });
  }

  unlink(path: string): Promise<unknown> {
    const entry = this.stat(path);
    if (entry.folder) throw new Fail(`operation not permitted, unlink "${path}"`, { errno: 1300001, errCode: 1300001 });
    if (!path.startsWith("wxfile:")) throw problem.denied(path, "unlink");
    return this.remove(path);
  }

  rmdir(path: string, recursive: boolean): Promise<unknown> {
    const entry = this.stat(path);
    if (!entry.folder) throw problem.notFolder(path);
    if (!path.startsWith(`${USER_ROOT}/`)) throw problem.denied(path, "rmdir");
    const inside = [...this.#entries.keys()].filter((one) => one.startsWith(`${path}/`));
    if (inside.length > 0 && !recursive) throw problem.notEmpty(path);
    return Promise.all([...inside, path].map((one) => this.remove(one)));
  }

  move(from: string, to: string): Promise<unknown> {
    const entry = this.stat(from);
    if (!from.startsWith("wxfile:")) throw problem.denied(from, "rename");
    this.#mayWrite(to, "rename");
    const inside = [...this.#entries.keys()].filter((one) => one === from || one.startsWith(`${from}/`));
    for (const one of inside) {
      const target = to + one.slice(from.length);
      this.#entries.set(target, { ...(this.#entries.get(one) ?? entry), path: target, at: Date.now() });
      this.#entries.delete(one);
    }
    return Promise.all(inside.map((one) => this.#kit.call("fs.move", { from: one, to: to + one.slice(from.length) })));
  }

  copy(from: string, to: string): Promise<unknown> {
    const entry = this.stat(from);
    if (entry.folder) throw problem.folder(from);
    this.#mayWrite(to, "copyFile");
    this.#entries.set(to, { ...entry, path: to, at: Date.now() });
    return this.#kit.call("fs.copy", { from: entry.path, to });
  }

  /** Moves a temporary file where it stays. */
  save(from: string, to: unknown): Promise<Args> {
    const entry = this.stat(from);
    if (!from.startsWith("wxfile://tmp_")) throw new Fail(`tempFilePath file not exist`, { errno: 1300002, errCode: 1300002 });
    const place = typeof to === "string" && to ? to : `wxfile://store_${from.slice("wxfile://tmp_".length)}`;
    if (this.#total() + entry.bytes > STORE_LIMIT_BYTES) throw problem.full();
    return this.move(from, place).then(() => ({ savedFilePath: place }));
  }

  #mayWrite(path: string, verb: string): void {
    if (path.startsWith("wxfile://store_")) return;
    if (!path.startsWith(`${USER_ROOT}/`) || path.includes("/../")) throw problem.denied(path, verb);
    const above = this.#entries.get(parentOf(path));
    if (!above) throw problem.missing(path);
    if (!above.folder) throw problem.notFolder(path);
  }

  #total(): number {
    let sum = 0;
    for (const { path, bytes } of this.#entries.values()) if (!path.startsWith("wxfile://tmp_")) sum += bytes;
    return sum;
  }

  /** Lets go of bytes used longest ago; the host has them all. */
  #shed(): void {
    const holding = [...this.#entries.values()].filter(({ data }) => data);
    let sum = holding.reduce((total, { bytes }) => total + bytes, 0);
    for (const entry of holding.sort((a, b) => (a.usedAt ?? 0) - (b.usedAt ?? 0))) {
      if (sum <= KEPT_TOTAL_BYTES) return;
      sum -= entry.bytes;
      delete entry.data;
    }
  }
}

const parentOf = (path: string): string => path.slice(0, path.lastIndexOf("/"));

function joined(a: ArrayBuffer, b: ArrayBuffer): ArrayBuffer {
  const all = new Uint8Array(a.byteLength + b.byteLength);
  all.set(new Uint8Array(a));
  all.set(new Uint8Array(b), a.byteLength);
  return all.buffer;
}

const ENCODINGS: Record<string, [read: (bytes: Uint8Array) => string, write: (text: string) => ArrayBuffer]> = {
  utf8: [(bytes) => new TextDecoder().decode(bytes), (text) => new TextEncoder().encode(text).buffer as ArrayBuffer],
  base64: [(bytes) => toBase64(bytes.slice().buffer), fromBase64],
  hex: [
    (bytes) => Array.from(bytes, (one) => one.toString(16).padStart(2, "0")).join(""),
    (text) => Uint8Array.from(text.match(/../g) ?? [], (pair) => parseInt(pair, 16)).buffer,
  ],
  latin1: [(bytes) => Array.from(bytes, (one) => String.fromCharCode(one)).join(""), (text) => Uint8Array.from(text, (one) => one.charCodeAt(0)).buffer],
  ucs2: [(bytes) => new TextDecoder("utf-16le").decode(bytes), (text) => Uint16Array.from({ length: text.length }, (_, at) => text.charCodeAt(at)).buffer],
};
const SAME_ENCODING: Record<string, string> = { "utf-8": "utf8", binary: "latin1", ascii: "latin1", "ucs-2": "ucs2", utf16le: "ucs2", "utf-16le": "ucs2" };

function encodingOf(name: unknown): (typeof ENCODINGS)[string] {
  const wanted = String(name).toLowerCase();
  const found = ENCODINGS[SAME_ENCODING[wanted] ?? wanted];
  if (!found) throw problem.encoding(name);
  return found;
}

export function bytesOf(data: unknown, encoding: unknown): ArrayBuffer {
  if (kindOf(data) === "ArrayBuffer") return data as ArrayBuffer;
  if (ArrayBuffer.isView(data)) return new Uint8Array(data.buffer, data.byteOffset, data.byteLength).slice().buffer;
  return encodingOf(encoding ?? "utf8")[1](String(data));
}

/** The part of a file that was asked for, as bytes or as text. */
export function readAs(data: ArrayBuffer, args: { encoding?: unknown; position?: unknown; length?: unknown }): unknown {
  const from = (args.position as number | undefined) ?? 0;
  const to = args.length === undefined ? data.byteLength : from + (args.length as number);
  if (from < 0 || from > data.byteLength || to > data.byteLength) throw new Fail("Invalid argument", { errno: 1300022, errCode: 1300022 });
  const part = data.slice(from, to);
  return args.encoding === undefined || args.encoding === null ? part : encodingOf(args.encoding)[0](new Uint8Array(part));
}
