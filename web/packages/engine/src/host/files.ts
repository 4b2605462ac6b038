/** The files of one open program: temporary ones in memory, saved ones in the keeper, those of its packages on the server. */
import type { UserFile } from "../protocol";
import { Refused } from "./backend";
import type { Device } from "./device";
import type { KeptFile, Keeper } from "./keeper";

const TEMP = "wxfile://tmp_";
const STORE = "wxfile://store_";
const USER = "wxfile://usr/";
const PRELOADED_BYTES = 256 * 1024;
const PRELOADED_TOTAL_BYTES = 2 * 1024 * 1024;
const FILE_LIMIT_BYTES = 100 * 1024 * 1024;
const TOTAL_LIMIT_BYTES = 200 * 1024 * 1024;
const TEMPORARY_LIMIT_BYTES = 1024 * 1024 * 1024;

export interface FilePlaces {
  assetBase: string;
  proxyBase: string;
  /** Where a file of the cloud can be had for a while, by its id. */
  cloudAddress?(id: string): Promise<string>;
}

export class Files {
  readonly #kept = new Map<string, KeptFile>();
  readonly #addresses = new Map<string, string>();
  readonly #cloud = new Map<string, string>();
  #last = 0;
  #temporaryBytes = 0;

  constructor(
    private readonly device: Device,
    private readonly keeper: Keeper<KeptFile>,
    private readonly places: FilePlaces,
    private readonly tell: (files: { added?: UserFile[]; removed?: string[] }) => void,
  ) {}

  /** Reads what was kept; gives the list for the boot message, small files with their bytes. */
  async load(): Promise<UserFile[]> {
    for (const [path, file] of await this.keeper.all()) this.#kept.set(path, file);
    let room = PRELOADED_TOTAL_BYTES;
    const list: UserFile[] = [];
    for (const [path, { blob, at, folder }] of this.#kept) {
      const bytes = blob?.size ?? 0;
      const file: UserFile = { path, bytes, at, ...(folder === true && { folder }) };
      if (blob && bytes <= PRELOADED_BYTES && bytes <= room) {
        file.data = await blob.arrayBuffer();
        room -= bytes;
      }
      list.push(file);
    }
    return list;
  }

  /** Keeps bytes under a new temporary name. */
  temporary(blob: Blob, extension: string): string {
    this.#temporaryBytes += blob.size;
    if (this.#temporaryBytes > TEMPORARY_LIMIT_BYTES) throw new Refused("the maximum size of the file storage limit is exceeded", { errno: 1300202 });
    const ending = extension.replace(/[^0-9a-z]/gi, "").slice(0, 8).toLowerCase();
    this.#last += 1;
    const path = `${TEMP}${this.device.now().toString(36)}${this.#last}${ending ? `.${ending}` : ""}`;
    const at = this.device.now();
    this.#kept.set(path, { blob, at });
    this.tell({ added: [{ path, bytes: blob.size, at }] });
    return path;
  }

  async write(path: string, blob: Blob): Promise<void> {
    this.#check(path);
    if (blob.size > FILE_LIMIT_BYTES || this.#total() + blob.size > TOTAL_LIMIT_BYTES) {
      throw new Refused("the maximum size of the file storage limit is exceeded", { errno: 1300202 });
    }
    this.#forget(path);
    const file = { blob, at: this.device.now() };
    this.#kept.set(path, file);
    if (!path.startsWith(TEMP)) await this.keeper.put(path, file);
  }

  /** As `write`, and the worker learns of it: for downloads. */
  async deliver(path: string, blob: Blob): Promise<void> {
    await this.write(path, blob);
    this.tell({ added: [{ path, bytes: blob.size, at: this.device.now() }] });
  }

  async append(path: string, blob: Blob): Promise<void> {
    const before = this.#kept.get(path)?.blob;
    await this.write(path, before ? new Blob([before, blob]) : blob);
  }

  async folder(path: string): Promise<void> {
    this.#check(path);
    const file = { blob: null, at: this.device.now(), folder: true };
    this.#kept.set(path, file);
    await this.keeper.put(path, file);
  }

  async remove(path: string): Promise<void> {
    this.#forget(path);
    this.#kept.delete(path);
    await this.keeper.remove(path);
  }

  async move(from: string, to: string): Promise<void> {
    const file = this.#kept.get(from);
    if (!file) throw missing(from);
    this.#check(to);
    this.#kept.set(to, file);
    if (!to.startsWith(TEMP)) await this.keeper.put(to, file);
    await this.remove(from);
  }

  /** Bytes of any source a program may name: its own files, files of its packages, data and remote addresses. */
  async blob(source: string): Promise<Blob> {
    if (isOwn(source)) {
      const file = this.#kept.get(normal(source));
      if (!file?.blob) throw missing(source);
      return file.blob;
    }
    await this.ready(source);
    return this.device.fetchBlob(this.address(source)).catch(() => {
      throw missing(source);
    });
  }

  /** Before `address` of what may be a file of the cloud: only the server knows where that is. */
  async ready(source: string): Promise<void> {
    if (isCloud(source)) this.#cloud.set(source, (await this.places.cloudAddress?.(source)) ?? "");
  }

  /** Whether an address is one of the platform's own for this program, as the cloud gives them. */
  isNear(address: string): boolean {
    return /^https?:/i.test(address) && address.startsWith(originOf(this.places.assetBase));
  }

  /** An address that the messenger itself can show. */
  address(source: string, kind: "image" | "media" = "image"): string {
    if (source === "" || /^data:(image|audio|video)\//i.test(source)) return source;
    if (isOwn(source)) return this.#objectAddress(normal(source));
    if (isCloud(source)) return this.#cloud.get(source) ?? "";
    if (this.isNear(source)) return source;
    if (/^(https?:)?\/\//i.test(source)) {
      return `${withSlash(this.places.proxyBase)}${kind}?url=${encodeURIComponent(source.startsWith("//") ? `https:${source}` : source)}`;
    }
    return withSlash(this.places.assetBase) + source.replace(/[?#].*$/, "").split("/").filter((part) => part && part !== "." && part !== "..").map(encodeURIComponent).join("/");
  }

  /** Takes back every address given out. */
  close(): void {
    for (const address of this.#addresses.values()) this.device.dropAddress(address);
    this.#addresses.clear();
    this.#kept.clear();
  }

  #objectAddress(path: string): string {
    const known = this.#addresses.get(path);
    if (known !== undefined) return known;
    const blob = this.#kept.get(path)?.blob;
    if (!blob) return "";
    const address = this.device.addressOf(blob);
    this.#addresses.set(path, address);
    return address;
  }

  #forget(path: string): void {
    const address = this.#addresses.get(path);
    if (address !== undefined) this.device.dropAddress(address);
    this.#addresses.delete(path);
  }

  #total(): number {
    let sum = 0;
    for (const [path, { blob }] of this.#kept) if (!path.startsWith(TEMP)) sum += blob?.size ?? 0;
    return sum;
  }

  #check(path: string): void {
    const name = path.startsWith(USER) ? path.slice(USER.length) : path.startsWith(STORE) ? path.slice(STORE.length) : "";
    const isSafe = name !== "" && name.split("/").every((part) => part !== "" && part !== "." && part !== "..") && path.length <= 1024;
    if (!isSafe) throw new Refused(`permission denied, open "${path}"`, { errno: 1300013 });
  }
}

export const isOwn = (source: string): boolean => /^(wxfile:|https?:\/\/(tmp|usr|store)\/)/i.test(source);

const isCloud = (source: string): boolean => /^cloud:\/\//i.test(source);

const originOf = (address: string): string => /^https?:\/\/[^/]+\//i.exec(address)?.[0] ?? address;

/** `http://tmp/x` is how some programs spell it. */
const normal = (source: string): string => source.replace(/^https?:\/\/(tmp|store)\//i, "wxfile://$1_").replace(/^https?:\/\/usr\//i, USER);

const withSlash = (base: string): string => (base.endsWith("/") ? base : `${base}/`);

const missing = (path: string): Refused => new Refused(`no such file or directory "${path}"`, { errno: 1300002 });
