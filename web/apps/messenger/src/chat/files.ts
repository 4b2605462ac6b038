import type { MediaKind } from "@hutong/api";

/** What a file is sent as: pictures, films and sound as themselves, everything else as a file, also a picture beyond all measure. */
export function kindOf({ type, size }: Pick<File, "type" | "size">, pictureLimit = Infinity): MediaKind {
  if (/^image\/(png|jpe?g|gif|webp|bmp)$/i.test(type)) return size > pictureLimit ? "file" : "image";
  if (/^video\//i.test(type)) return "video";
  if (/^audio\//i.test(type)) return "voice";
  return "file";
}
