/** Storage answers at once from a copy that came with the boot message; each change is told to the host behind. */
import { Fail } from "./conventions";
import type { Kit } from "./kit";
import { kindOf } from "./shapes";

const ITEM_LIMIT_BYTES = 1024 * 1024;
const PROGRAM_LIMIT_BYTES = 10 * 1024 * 1024;

export function addStorage(kit: Kit): void {
  const { seam } = kit;
  const items = new Map(Object.entries(seam.storage));
  let total = [...items].reduce((sum, [key, text]) => sum + sizeOf(key, text), 0);

  function set(key: unknown, value: unknown): void {
    const name = keyOf(key);
    const text = written(value);
    if (sizeOf(name, text) > ITEM_LIMIT_BYTES) throw new Fail("exceed storage item max length");
    const after = total - sizeOf(name, items.get(name)) + sizeOf(name, text);
    if (after > PROGRAM_LIMIT_BYTES) throw new Fail("exceed storage max size 10Mb");
    total = after;
    items.set(name, text);
    seam.tell("storage", { op: "set", key: name, value: text });
  }

  function get(key: unknown): unknown {
    const text = items.get(keyOf(key));
    return text === undefined ? undefined : read(text);
  }

  function remove(key: unknown): void {
    const name = keyOf(key);
    total -= sizeOf(name, items.get(name));
    if (items.delete(name)) seam.tell("storage", { op: "remove", key: name });
  }

  function clear(): void {
    items.clear();
    total = 0;
    seam.tell("storage", { op: "clear" });
  }

  const info = () => ({ keys: [...items.keys()], currentSize: Math.ceil(total / 1024), limitSize: PROGRAM_LIMIT_BYTES / 1024 });

  function found(key: unknown): unknown {
    const value = get(key);
    if (value === undefined && !items.has(keyOf(key))) throw new Fail("data not found");
    return value;
  }

  kit.api("setStorage", "key:s! data:* encrypt:b", (args, raw) => set(args.key, raw.data));
  kit.api("getStorage", "key:s! encrypt:b", (args) => ({ data: found(args.key) }));
  kit.api("removeStorage", "key:s!", (args) => remove(args.key));
  kit.api("clearStorage", "", clear);
  kit.api("getStorageInfo", "", info);
  kit.api("batchSetStorage", "kvList:a!", (args) => (args.kvList as { key: unknown; value: unknown }[]).forEach((one) => set(one.key, one.value)));
  kit.api("batchGetStorage", "keyList:a!", (args) => ({ dataList: (args.keyList as unknown[]).map((key) => get(key) ?? "") }));

  kit.sync("setStorageSync", set);
  kit.sync("getStorageSync", (key) => get(key) ?? "");
  kit.sync("removeStorageSync", remove);
  kit.sync("clearStorageSync", clear);
  kit.sync("getStorageInfoSync", info);
  kit.sync("batchSetStorageSync", (list: { key: unknown; value: unknown }[]) => list.forEach((one) => set(one.key, one.value)));
  kit.sync("batchGetStorageSync", (keys: unknown[]) => keys.map((key) => get(key) ?? ""));
}

function keyOf(key: unknown): string {
  if (typeof key === "string") return key;
  if (typeof key === "number") return String(key);
  throw new Fail(`parameter error: parameter should be String instead of ${kindOf(key)};`);
}

/** Two bytes a character is what the text takes at most; Chinese programs reach it. */
const sizeOf = (key: string, text: string | undefined): number => (text === undefined ? 0 : (key.length + text.length) * (isPlain(text) ? 1 : 2));

// eslint-disable-next-line no-control-regex -- the characters of one byte, all of them
const isPlain = (text: string): boolean => /^[\x00-\x7f]*$/.test(text);

/** Dates, lone numbers and undefined come back as they were; functions are lost, as they are in JSON. */
function written(value: unknown): string {
  if (value instanceof Date) return JSON.stringify({ t: "Date", d: value.getTime() });
  return JSON.stringify(typeof value === "function" ? {} : { d: value });
}

function read(text: string): unknown {
  const { t, d } = JSON.parse(text) as { t?: string; d?: unknown };
  return t === "Date" ? new Date(d as number) : d;
}
