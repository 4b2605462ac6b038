/** Bytes for the worker: it keeps the tree and its rules, here lie the bytes, and what may be touched is checked again. */
import { Refused } from "../backend";
import { number, text } from "../desk";
import type { Desk, Handlers } from "../desk";
import { md5 } from "../md5";

export function fileCalls({ files }: Desk): Handlers {
  const blobOf = (data: unknown): Blob => new Blob([data as string | ArrayBuffer]);
  return {
    "fs.read": async (args) => {
      const blob = await files.blob(text(args.path));
      const from = number(args.position, 0);
      return { data: await blob.slice(from, args.length === undefined ? undefined : from + number(args.length, 0)).arrayBuffer() };
    },
    bytes: async (args) => ({ data: await (await files.blob(text(args.src))).arrayBuffer() }),
    "fs.write": (args) => files.write(text(args.path), blobOf(args.data)),
    "fs.append": (args) => files.append(text(args.path), blobOf(args.data)),
    "fs.remove": (args) => files.remove(text(args.path)),
    "fs.move": (args) => files.move(text(args.from), text(args.to)),
    "fs.copy": async (args) => files.write(text(args.to), await files.blob(text(args.from))),
    "fs.folder": (args) => files.folder(text(args.path)),
    "fs.temp": (args) => ({ path: files.temporary(blobOf(args.data), text(args.extension)) }),
    "fs.digest": async (args) => {
      const bytes = await (await files.blob(text(args.path))).arrayBuffer();
      if (args.algorithm === "md5") return { digest: md5(new Uint8Array(bytes)) };
      if (args.algorithm !== "sha1") throw new Refused("invalid digestAlgorithm", { errno: 1300022 });
      return { digest: hex(new Uint8Array(await crypto.subtle.digest("SHA-1", bytes))) };
    },
  };
}

const hex = (bytes: Uint8Array): string => Array.from(bytes, (one) => one.toString(16).padStart(2, "0")).join("");
