/** Choosing, showing and saving pictures, films and documents. */
import { Refused } from "../backend";
import { number, text, texts } from "../desk";
import type { Args, Desk, Handlers } from "../desk";
import type { ChosenFile, FileQuestion, PreviewSource } from "../prompts";
import { extensionOf } from "./network";

export function mediaCalls(desk: Desk): Handlers {
  const { prompts, files, device, permissions } = desk;

  async function choose(question: Partial<FileQuestion>): Promise<ChosenFile[]> {
    const whole: FileQuestion = { kinds: ["image"], count: 9, sources: ["album", "camera"], camera: "back", maxDurationSeconds: 60, extensions: [], ...question };
    const chosen = await prompts.chooseFiles(whole);
    if (!chosen || chosen.length === 0) throw new Refused("cancel");
    return chosen.slice(0, whole.count);
  }
  const keep = ({ blob, name }: ChosenFile): string => files.temporary(blob, extensionOf(name, blob.type));
  const sources = (value: unknown): FileQuestion["sources"] => {
    const known = texts(value).filter((one): one is "album" | "camera" => one === "album" || one === "camera");
    return known.length > 0 ? known : ["album", "camera"];
  };
  const isSmall = (sizes: unknown): boolean => Array.isArray(sizes) && sizes.length === 1 && sizes[0] === "compressed";

  async function film(file: ChosenFile): Promise<Args> {
    const facts = await device.videoFacts(file.blob).catch(() => ({ width: 0, height: 0, duration: 0 }));
    return { tempFilePath: keep(file), size: file.blob.size, ...facts };
  }

  return {
    chooseImage: async (args) => {
      const chosen = await choose({ count: Math.min(number(args.count, 9), 20), sources: sources(args.sourceType) });
      const small = isSmall(args.sizeType);
      const kept = await Promise.all(chosen.map(async (file) => (small ? { ...file, blob: await lighter(desk, file.blob) } : file)));
      const tempFiles = kept.map((file) => ({ path: keep(file), size: file.blob.size }));
      return { tempFilePaths: tempFiles.map(({ path }) => path), tempFiles };
    },
    chooseMedia: async (args) => {
      const wanted = texts(args.mediaType);
      const both = wanted.length === 0 || wanted.includes("mix");
      const kinds = (["image", "video"] as const).filter((kind) => both || wanted.includes(kind));
      const chosen = await choose({
        kinds: [...kinds], count: Math.min(number(args.count, 9), 20), sources: sources(args.sourceType),
        camera: args.camera === "front" ? "front" : "back", maxDurationSeconds: number(args.maxDuration, 10),
      });
      const tempFiles = await Promise.all(chosen.map(async (file) =>
        file.kind === "video" ? { ...(await film(file)), thumbTempFilePath: "", fileType: "video" } : { tempFilePath: keep(file), size: file.blob.size, fileType: "image" }));
      const types = new Set(tempFiles.map(({ fileType }) => fileType));
      return { tempFiles, type: types.size > 1 ? "mix" : [...types][0] };
    },
    chooseVideo: async (args) => {
      const [file] = await choose({ kinds: ["video"], count: 1, sources: sources(args.sourceType), camera: args.camera === "front" ? "front" : "back", maxDurationSeconds: number(args.maxDuration, 60) });
      if (!file) throw new Refused("cancel");
      return { ...(await film(file)), thumbTempFilePath: "" };
    },
    chooseMessageFile: async (args) => {
      const type = text(args.type, "all");
      const kinds: FileQuestion["kinds"] = type === "image" || type === "video" || type === "file" ? [type] : ["image", "video", "file"];
      const chosen = await choose({ kinds, count: Math.min(number(args.count, 1), 100), sources: ["album"], extensions: type === "file" ? texts(args.extension) : [] });
      const time = Math.floor(device.now() / 1000);
      return { tempFiles: chosen.map((file) => ({ path: keep(file), size: file.blob.size, name: file.name, type: file.kind, time })) };
    },
    previewImage: async (args) => {
      const urls = texts(args.urls);
      if (urls.length === 0) throw new Refused("parameter error: urls is empty", { errno: 1001 });
      await Promise.all(urls.map((url) => files.ready(url)));
      prompts.preview({ sources: urls.map((url) => ({ url: files.address(url), kind: "image" })), current: within(args.current, urls.length), menu: args.showmenu !== false });
    },
    previewMedia: async (args) => {
      const given = (args.sources as unknown[]).map((one) => ((one ?? {}) as Args).url);
      await Promise.all(given.map((url) => files.ready(text(url))));
      const list = (args.sources as unknown[]).flatMap((one): PreviewSource[] => {
        const { url, type, poster } = (one ?? {}) as Args;
        const kind = type === "video" ? "video" : "image";
        if (typeof url !== "string") return [];
        return [{ url: files.address(url, kind === "video" ? "media" : "image"), kind, ...(typeof poster === "string" && { poster: files.address(poster) }) }];
      });
      prompts.preview({ sources: list, current: within(args.current, list.length), menu: args.showmenu !== false });
    },
    saveImageToPhotosAlbum: (args) => save(desk, text(args.filePath), "image"),
    saveVideoToPhotosAlbum: (args) => save(desk, text(args.filePath), "video"),
    saveFileToDisk: async (args) => {
      const path = text(args.filePath);
      if (!(await prompts.saveFile({ blob: await files.blob(path), name: nameOf(path), kind: "file" }))) throw new Refused("cancel");
    },
    openDocument: async (args) => {
      const path = text(args.filePath);
      const ending = text(args.fileType);
      const name = ending && !path.endsWith(`.${ending}`) ? `${nameOf(path)}.${ending}` : nameOf(path);
      if (!(await prompts.openDocument({ blob: await files.blob(path), name }))) throw new Refused("filetype not supported");
    },
    getImageInfo: async (args) => {
      const src = text(args.src);
      const blob = await imageBytes(desk, src);
      const size = await device.imageSize(blob).catch(() => {
        throw new Refused("image not found");
      });
      const type = extensionOf(src, blob.type);
      const isRemote = /^(https?:)?\/\//i.test(src) && !/^https?:\/\/(tmp|usr|store)\//i.test(src);
      return { ...size, path: isRemote ? files.temporary(blob, type) : src, orientation: "up", type: type === "jpg" ? "jpeg" : type };
    },
    getVideoInfo: async (args) => {
      const blob = await files.blob(text(args.src));
      const facts = await device.videoFacts(blob);
      const bitrate = facts.duration > 0 ? Math.round((blob.size * 8) / facts.duration / 1000) : 0;
      return { ...facts, size: Math.round(blob.size / 1024), type: extensionOf(text(args.src), blob.type), orientation: "up", fps: 30, bitrate };
    },
    compressImage: async (args) => {
      const width = args.compressedWidth as number | undefined;
      const height = (args.compressedHeight ?? args.compressHeight) as number | undefined;
      const blob = await files.blob(text(args.src));
      const smaller = await device.compress(blob, { quality: Math.min(Math.max(number(args.quality, 80), 1), 100) / 100, ...(width && { width }), ...(height && { height }) });
      return { tempFilePath: files.temporary(smaller, "jpg") };
    },
    scanCode: async (args) => {
      const kinds = texts(args.scanType).filter((one) => ["barCode", "qrCode", "datamatrix", "pdf417", "wxCode"].includes(one));
      const found = await prompts.scan({ onlyFromCamera: args.onlyFromCamera === true, kinds: (kinds.length > 0 ? kinds : ["barCode", "qrCode"]) as never });
      if (!found) throw new Refused("cancel");
      return { ...found };
    },
  };

  /** A picture from the web goes the way of every download, by the program's domains. */
  async function imageBytes({ backend }: Desk, src: string): Promise<Blob> {
    if (!/^(https?:)?\/\//i.test(src) || files.isNear(src) || /^https?:\/\/(tmp|usr|store)\//i.test(src)) return files.blob(src);
    const url = src.startsWith("//") ? `https:${src}` : src;
    return (await backend.download({ url, header: {}, timeoutMs: 60_000 }, new AbortController().signal, () => undefined)).blob;
  }

  async function save({ prompts: ask }: Desk, path: string, kind: "image" | "video"): Promise<void> {
    if (/^https?:\/\/(?!tmp|usr|store)/i.test(path)) throw new Refused("invalid file type");
    await permissions.need("scope.writePhotosAlbum");
    if (!(await ask.saveFile({ blob: await files.blob(path), name: nameOf(path), kind }))) throw new Refused("cancel");
  }
}

const nameOf = (path: string): string => (path.split("/").pop() ?? "file").replace(/^(tmp|store)_/, "");

const within = (value: unknown, length: number): number => Math.min(Math.max(number(value, 0), 0), Math.max(length - 1, 0));

/** A picture from a camera is larger than a program that asked for the small one wants to carry. */
async function lighter({ device }: Desk, blob: Blob): Promise<Blob> {
  if (blob.size < 300_000 || blob.type === "image/gif") return blob;
  const smaller = await device.compress(blob, { quality: 0.8 }).catch(() => blob);
  return smaller.size < blob.size ? smaller : blob;
}
