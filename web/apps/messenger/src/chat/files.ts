import type { MediaKind } from "@hutong/api";

/** What a file is sent as: pictures, films and sound as themselves, everything else as a file. */
export function kindOf(type: string): MediaKind {
  if (/^image\/(png|jpe?g|gif|webp|bmp)$/i.test(type)) return "image";
  if (/^video\//i.test(type)) return "video";
  if (/^audio\//i.test(type)) return "voice";
  return "file";
}
