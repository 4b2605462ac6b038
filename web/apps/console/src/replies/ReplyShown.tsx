/** A message as it will be seen, small. */
import { ArticleIcon, WarningIcon } from "../icons";
import { useWords } from "../words";
import type { Reply } from "./types";

export function ReplyShown({ reply }: { reply: Reply }) {
  const { t } = useWords();
  if (reply.kind === "text") return <p className="reply-shown reply-shown--text">{reply.text}</p>;
  if (reply.kind === "articles") {
    return (
      <p className="reply-shown">
        <ArticleIcon aria-hidden size={18} />
        <span className="el">{reply.title || t("replies.gone")}</span>
      </p>
    );
  }
  if (reply.media_url === null) {
    return (
      <p className="reply-shown">
        <WarningIcon aria-hidden size={18} />
        {t("replies.gone")}
      </p>
    );
  }
  if (reply.kind === "voice") return <audio controls src={reply.media_url} aria-label={t("replies.kind.voice")} />;
  if (reply.kind === "video")
    return <video controls className="reply-shown__media" src={reply.media_url} aria-label={t("replies.kind.video")} />;
  return <img className="reply-shown__media" src={reply.media_url} alt={reply.title || t("replies.kind.image")} />;
}
