/** Which files a program asked for, in the words of the browser's own chooser. */
import type { FileQuestion } from "@hutong/engine/host";

type Kind = FileQuestion["kinds"][number];

export function acceptedBy({ kinds, extensions }: Pick<FileQuestion, "kinds" | "extensions">): string {
  const endings = extensions.filter((one) => /^\.?[A-Za-z0-9]{1,12}$/.test(one)).map((one) => `.${one.replace(/^\./, "")}`);
  if (endings.length > 0) return endings.join(",");
  if (kinds.includes("file")) return "";
  return kinds.map((kind) => `${kind}/*`).join(",");
}

/** What a chosen file is, among the kinds that were asked for. */
export function kindOf({ type }: { type: string }, kinds: readonly Kind[]): Kind {
  const kind: Kind = type.startsWith("image/") ? "image" : type.startsWith("video/") ? "video" : "file";
  return kinds.includes(kind) ? kind : (kinds[0] ?? "file");
}
