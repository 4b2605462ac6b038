/** A message in one line, for the list. */
import type { Body } from "@hutong/api";
import type { Preview as WaitingPreview } from "@hutong/sync";
import { FileIcon, ImageIcon, LinkIcon, MicrophoneIcon, MusicIcon, PlaceIcon, ProgramIcon, VideoIcon, type Icon } from "@hutong/ui/icons";
import { yuan } from "@hutong/ui/money";
import { duration } from "../app/time";
import { useSession } from "../app/session";
import { useWords } from "../app/words";
import { plainText } from "./linkify";
import { noticeText } from "./notices";

type Previewed = Body | WaitingPreview;

export const PREVIEW_ICONS: Partial<Record<Previewed["kind"], Icon>> = {
  image: ImageIcon,
  voice: MicrophoneIcon,
  video: VideoIcon,
  file: FileIcon,
  location: PlaceIcon,
  link: LinkIcon,
  music: MusicIcon,
  program: ProgramIcon,
};

interface PreviewProps {
  body: Previewed;
  mine: boolean;
  /** Who said it, where several do. */
  by?: string | null;
}

export function Preview({ body, mine, by }: PreviewProps) {
  const words = useWords();
  const { session } = useSession();
  const text = body.kind === "notice" ? noticeText(body, session.person?.id ?? null, words) : previewText(body, mine, words);
  return <>{by ? words.t("preview.by", { name: by, text }) : text}</>;
}

function previewText(body: Previewed, mine: boolean, { t, has }: ReturnType<typeof useWords>): string {
  switch (body.kind) {
    case "text":
      return mine ? body.text : plainText(body.text);
    case "image":
      return t("preview.image");
    case "voice":
      return "media" in body && body.media.seconds ? t("preview.voiceOf", { length: duration(body.media.seconds) }) : t("preview.voice");
    case "video":
      return "title" in body && body.title ? body.title : t("preview.video");
    case "file":
      return ("media" in body ? body.media.name : body.name) ?? t("preview.file");
    case "location":
      return body.name || body.label || t("preview.location");
    case "link":
    case "music":
    case "program":
    case "slip":
      return body.title;
    case "articles":
      return body.items[0]?.title ?? t("preview.articles");
    case "choices":
      return body.head;
    case "notice":
      return "";
    case "recall":
      return t("thread.recalled");
    case "edit":
      return body.text;
    case "card": {
      const key = `preview.card.${body.type}`;
      const { amount_fen, text, merchant } = body.words;
      return t(has(key) ? key : "preview.card", { amount: yuan(Number(amount_fen ?? 0)), text: text ?? "", merchant: merchant ?? "" });
    }
    case "card_changed":
      return t("preview.card");
  }
}
