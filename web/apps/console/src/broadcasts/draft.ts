/** A broadcast while it is put together: what is missing, and what is sent. */
import type { Audience, Content, FileKind } from "./types";

/** In bytes of UTF-8. */
export const TEXT_LIMIT = 2_048;

export type Kind = "articles" | "text" | FileKind;
export const KINDS: readonly Kind[] = ["articles", "text", "image", "voice", "video"];

export interface Draft {
  kind: Kind;
  text: string;
  articlesId: string;
  file: { kind: FileKind; mediaId: string; name: string; url: string } | null;
  title: string;
  description: string;
  isToSome: boolean;
  audience: Audience;
}

export const everybody: Audience = { tag_id: null, language: null, scene: null, active_within_days: null, area: null };

export const emptyDraft: Draft = { kind: "articles", text: "", articlesId: "", file: null, title: "", description: "", isToSome: false, audience: everybody };

/** What is to be said, once it is whole. */
export function contentOf(draft: Draft): Content | null {
  const { kind, text, articlesId, file, title, description } = draft;
  if (kind === "text") return text.trim() === "" || isTooLong(text) ? null : { kind, text };
  if (kind === "articles") return articlesId === "" ? null : { kind, media_id: articlesId };
  if (file?.kind !== kind) return null;
  return kind === "video" ? { kind, media_id: file.mediaId, title: title.trim(), description: description.trim() } : { kind, media_id: file.mediaId };
}

export const isTooLong = (text: string): boolean => new TextEncoder().encode(text).length > TEXT_LIMIT;

export const audienceOf = ({ isToSome, audience }: Draft): Audience => (isToSome ? audience : everybody);

/** Nobody was left out: asking for some of them is asking for all. */
export const isNarrowed = (audience: Audience): boolean => Object.values(audience).some((part) => part !== null && part !== undefined);

/** The same as a call of the API; what a tag does not say, only the console can filter by. */
export function toWire(content: Content | null, audience: Audience): unknown {
  const filter = audience.tag_id === null ? { is_to_all: true } : { is_to_all: false, tag_id: audience.tag_id };
  switch (content?.kind) {
    case "text":
      return { filter, text: { content: content.text }, msgtype: "text" };
    case "image":
      return { filter, images: { media_ids: [content.media_id], recommend: "" }, msgtype: "image" };
    case "images":
      return { filter, images: { media_ids: content.media_ids, recommend: content.text }, msgtype: "image" };
    case "voice":
      return { filter, voice: { media_id: content.media_id }, msgtype: "voice" };
    case "video":
      return { filter, mpvideo: { media_id: content.media_id }, msgtype: "mpvideo" };
    default:
      return { filter, mpnews: { media_id: content?.media_id ?? "MEDIA_ID" }, msgtype: "mpnews", send_ignore_reprint: 0 };
  }
}
