/** The functions of FileSystemManager, each once: the form that answers later and the form that answers at once do the same to the tree. */
import { Fail, asyncApi } from "./conventions";
import type { Args } from "./conventions";
import { FileTree, bytesOf, readAs } from "./files";
import { syncError } from "./kit";
import type { Kit } from "./kit";

/** A record of what wx calls Stats. */
class Stats {
  readonly mode: number;
  readonly size: number;
  readonly lastAccessedTime: number;
  readonly lastModifiedTime: number;
  readonly #folder: boolean;

  constructor({ bytes, at, folder }: { bytes: number; at: number; folder?: boolean }) {
    this.#folder = folder === true;
    this.mode = this.#folder ? 16877 : 33188;
    this.size = bytes;
    this.lastAccessedTime = this.lastModifiedTime = Math.floor(at / 1000);
  }

  isDirectory(): boolean {
    return this.#folder;
  }

  isFile(): boolean {
    return !this.#folder;
  }
}

const LONGEST_WRITE_BYTES = 10 * 1024 * 1024;

export function addFiles(kit: Kit): void {
  const tree = new FileTree(kit);
  const manager: Args = {};
  const add = (name: string, shape: string, run: (args: Args, raw: Args) => unknown): void => {
    kit.shapes.set(`FileSystemManager.${name}`, shape);
    manager[name] = asyncApi(name, shape, kit.guard, run);
  };
  const both = (name: string, shape: string, names: string, run: (args: Args) => unknown, now: (args: Args) => unknown = run): void => {
    add(name, shape, (args, raw) => run({ ...args, data: raw.data }));
    manager[`${name}Sync`] = (...given: unknown[]) => {
      const keys = names.split(" ");
      // A few of them take one object also when they answer at once.
      const args = keys[0] === "{}" ? (given[0] as Args) : Object.fromEntries(keys.map((key, at) => [key, given[at]]));
      try {
        const result = now(args);
        if (result instanceof Promise) {
          result.catch((problem: unknown) => kit.seam.report(problem, `${name}Sync`));
          return undefined;
        }
        return result;
      } catch (problem) {
        throw problem instanceof Fail ? syncError(`${name}Sync`, problem) : problem;
      }
    };
  };
  const path = (value: unknown): string => {
    if (typeof value !== "string" || value === "") throw new Fail("parameter error: parameter should be String instead of Undefined;", { errno: 1001 });
    return value.startsWith("wxfile:") ? value.replace(/\/+$/, "") : value;
  };

  both("access", "path:s!", "path", (args) => void tree.stat(path(args.path)));
  both("readFile", "filePath:s! encoding:s position:n length:n", "filePath encoding position length",
    async (args) => ({ data: readAs(await tree.bytes(path(args.filePath)), args) }),
    (args) => readAs(tree.bytesNow(path(args.filePath)), args));
  const write = (append: boolean) => (args: Args): Promise<void> => {
    const data = bytesOf(args.data ?? "", args.encoding);
    if (data.byteLength > LONGEST_WRITE_BYTES) throw new Fail("the maximum size of the file storage limit is exceeded", { errno: 1300202, errCode: 1300202 });
    return tree.write(path(args.filePath), data, append).then(() => undefined);
  };
  both("writeFile", "filePath:s! data:* encoding:s", "filePath data encoding", write(false));
  both("appendFile", "filePath:s! data:* encoding:s", "filePath data encoding", (args) => {
    tree.stat(path(args.filePath));
    return write(true)(args);
  });
  both("mkdir", "dirPath:s! recursive:b", "dirPath recursive", (args) => done(tree.folder(path(args.dirPath), args.recursive === true)));
  both("rmdir", "dirPath:s! recursive:b", "dirPath recursive", (args) => done(tree.rmdir(path(args.dirPath), args.recursive === true)));
  both("readdir", "dirPath:s!", "dirPath", (args) => ({ files: tree.list(path(args.dirPath)) }), (args) => tree.list(path(args.dirPath)));
  both("rename", "oldPath:s! newPath:s!", "oldPath newPath", (args) => done(tree.move(path(args.oldPath), path(args.newPath))));
  both("copyFile", "srcPath:s! destPath:s!", "srcPath destPath", (args) => done(tree.copy(path(args.srcPath), path(args.destPath))));
  both("unlink", "filePath:s!", "filePath", (args) => done(tree.unlink(path(args.filePath))));
  const stats = (args: Args): unknown => {
    const root = path(args.path);
    if (args.recursive !== true || !tree.stat(root).folder) return new Stats(tree.stat(root));
    const all: { path: string; stats: Stats }[] = [];
    const walk = (at: string, name: string): void => {
      const entry = tree.stat(at);
      all.push({ path: name || "/", stats: new Stats(entry) });
      if (entry.folder) for (const inner of tree.list(at)) walk(`${at}/${inner}`, `${name}/${inner}`);
    };
    walk(root, "");
    return all;
  };
  both("stat", "path:s! recursive:b", "path recursive", (args) => ({ stats: stats(args) }), stats);
  both("saveFile", "tempFilePath:s! filePath:s", "tempFilePath filePath", (args) => tree.save(path(args.tempFilePath), args.filePath), (args) => {
    const target = args.filePath ?? `wxfile://store_${String(args.tempFilePath).slice("wxfile://tmp_".length)}`;
    void tree.save(path(args.tempFilePath), target);
    return target;
  });
  both("truncate", "filePath:s! length:n", "filePath length", async (args) => {
    const old = new Uint8Array(await tree.bytes(path(args.filePath)));
    const data = new Uint8Array((args.length as number | undefined) ?? 0);
    data.set(old.subarray(0, data.length));
    await tree.write(path(args.filePath), data.buffer);
  });

  const saved = () => ({ fileList: tree.saved().map(({ path: filePath, bytes, at }) => ({ filePath, size: bytes, createTime: Math.floor(at / 1000) })) });
  const info = async (args: Args): Promise<Args> => {
    const entry = tree.stat(path(args.filePath));
    const { digest } = await kit.call("fs.digest", { path: entry.path, algorithm: args.digestAlgorithm ?? "md5" });
    return { size: entry.bytes, digest };
  };
  const removeSaved = (args: Args): Promise<void> => {
    if (!tree.has(String(args.filePath)) || !String(args.filePath).startsWith("wxfile://store_")) throw new Fail("file not exist");
    return done(tree.remove(path(args.filePath)));
  };
  add("getSavedFileList", "", saved);
  add("getFileInfo", "filePath:s! digestAlgorithm:s", info);
  add("removeSavedFile", "filePath:s!", removeSaved);
  kit.api("saveFile", "tempFilePath:s!", (args) => tree.save(path(args.tempFilePath), undefined));
  kit.api("getSavedFileList", "", saved);
  kit.api("getSavedFileInfo", "filePath:s!", (args) => {
    const entry = tree.stat(path(args.filePath));
    return { size: entry.bytes, createTime: Math.floor(entry.at / 1000) };
  });
  kit.api("getFileInfo", "filePath:s! digestAlgorithm:s", info);
  kit.api("removeSavedFile", "filePath:s!", removeSaved);

  addHandles(tree, both);
  manager.readCompressedFileSync = () => {
    throw syncError("readCompressedFileSync", new Fail("not supported"));
  };
  for (const name of ["unzip", "readZipEntry", "readCompressedFile"]) {
    add(name, "", () => {
      kit.seam.tell("missing", { api: `FileSystemManager.${name}` });
      throw new Fail("not supported");
    });
  }
  kit.wx.getFileSystemManager = () => manager;
  kit.classes.set("FileSystemManager", manager);
}

const done = (work: Promise<unknown>): Promise<void> => work.then(() => undefined);

/** Open files by number: a copy of the bytes that is written back on close. */
function addHandles(tree: FileTree, both: (name: string, shape: string, names: string, run: (args: Args) => unknown, now?: (args: Args) => unknown) => void): void {
  const open = new Map<string, { path: string; data: Uint8Array<ArrayBuffer>; at: number; changed: boolean }>();
  let last = 2;
  const handle = (fd: unknown) => {
    const found = open.get(String(fd));
    if (!found) throw new Fail("bad file descriptor", { errno: 1300009, errCode: 1300009 });
    return found;
  };
  const start = (path: string, flag: unknown, data: ArrayBuffer | undefined) => {
    const bytes = new Uint8Array(/^w/.test(String(flag ?? "r")) || !data ? new ArrayBuffer(0) : data);
    last += 1;
    open.set(String(last), { path, data: bytes, at: /^a/.test(String(flag)) ? bytes.length : 0, changed: /^w/.test(String(flag)) });
    return { fd: String(last) };
  };
  const close = (args: Args) => {
    const { path, data, changed } = handle(args.fd);
    open.delete(String(args.fd));
    return changed ? done(tree.write(path, data.slice().buffer)) : undefined;
  };
  const write = (args: Args) => {
    const file = handle(args.fd);
    const all = new Uint8Array(bytesOf(args.data ?? "", args.encoding));
    const from = (args.offset as number | undefined) ?? 0;
    const bytes = all.subarray(from, from + ((args.length as number | undefined) ?? all.length));
    const at = (args.position as number | undefined) ?? file.at;
    const grown = new Uint8Array(Math.max(file.data.length, at + bytes.length));
    grown.set(file.data);
    grown.set(bytes, at);
    Object.assign(file, { data: grown, at: at + bytes.length, changed: true });
    return { bytesWritten: bytes.length };
  };
  const read = (args: Args) => {
    const file = handle(args.fd);
    const target = args.arrayBuffer as ArrayBuffer;
    const at = (args.position as number | undefined) ?? file.at;
    const offset = (args.offset as number | undefined) ?? 0;
    const part = file.data.subarray(at, at + ((args.length as number | undefined) ?? target.byteLength - offset));
    new Uint8Array(target).set(part, offset);
    file.at = at + part.length;
    return { bytesRead: part.length, arrayBuffer: target };
  };
  const exists = (args: Args) => tree.has(String(args.filePath));

  both("open", "filePath:s! flag:s", "{}",
    async (args) => start(String(args.filePath), args.flag, exists(args) ? await tree.bytes(String(args.filePath)) : mayCreate(tree, args)),
    (args) => start(String(args.filePath), args.flag, exists(args) ? tree.bytesNow(String(args.filePath)) : mayCreate(tree, args)).fd);
  both("close", "fd:s!", "{}", close);
  both("write", "fd:s! data:* offset:n length:n encoding:s position:n", "{}", write);
  both("read", "fd:s! arrayBuffer:* offset:n length:n position:n", "{}", read);
  both("fstat", "fd:s!", "{}", (args) => ({ stats: new Stats({ bytes: handle(args.fd).data.length, at: Date.now() }) }), (args) => new Stats({ bytes: handle(args.fd).data.length, at: Date.now() }));
  both("ftruncate", "fd:s! length:n!", "{}", (args) => {
    const file = handle(args.fd);
    const data = new Uint8Array(args.length as number);
    data.set(file.data.subarray(0, data.length));
    Object.assign(file, { data, changed: true });
  });
}

function mayCreate(tree: FileTree, args: Args): undefined {
  if (!/^[wa]/.test(String(args.flag ?? "r"))) tree.stat(String(args.filePath));
}
