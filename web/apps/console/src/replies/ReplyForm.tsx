/** One message to say: words, something of the library, or articles. */
import { Button, Input, Segmented, Select } from "antd";
import { useRef } from "react";
import { useAppId } from "../apps/queries";
import { UploadIcon } from "../icons";
import { Field } from "../shared/Field";
import { useAct } from "../shared/useAct";
import { useWords } from "../words";
import { emptyReply, limits } from "./draft";
import { uploadReplyMedia, useOfferedArticles } from "./queries";
import { ReplyShown } from "./ReplyShown";
import type { Reply, ReplyKind } from "./types";

const kinds: ReplyKind[] = ["text", "image", "voice", "video", "articles"];
const accepted: Partial<Record<ReplyKind, string>> = {
  image: "image/png,image/jpeg,image/gif,image/bmp",
  voice: "audio/mpeg,audio/wav,audio/amr,.amr,.mp3",
  video: "video/mp4",
};

interface FormProps {
  label: string;
  reply: Reply;
  onChange: (reply: Reply) => void;
}

export function ReplyForm({ label, reply, onChange }: FormProps) {
  const { t } = useWords();
  return (
    <div className="reply-form" role="group" aria-label={label}>
      <Segmented
        className="reply-form__kinds"
        aria-label={t("replies.kind")}
        value={reply.kind}
        options={kinds.map((kind) => ({ value: kind, label: t(`replies.kind.${kind}`) }))}
        onChange={(kind) => onChange(emptyReply(kind))}
      />
      {reply.kind === "text" && (
        <Field label={label} note={t("replies.textNote", { used: [...reply.text].length, limit: limits.textLetters })}>
          <Input.TextArea
            autoSize={{ minRows: 3, maxRows: 10 }}
            value={reply.text}
            onChange={(event) => onChange({ ...reply, text: event.target.value })}
          />
        </Field>
      )}
      {reply.kind === "articles" && <ArticleChoice reply={reply} onChange={onChange} />}
      {accepted[reply.kind] !== undefined && <MediaChoice reply={reply} onChange={onChange} />}
    </div>
  );
}

function ArticleChoice({ reply, onChange }: Omit<FormProps, "label">) {
  const { t } = useWords();
  const offered = useOfferedArticles(useAppId()).data?.articles ?? [];
  return (
    <Field label={t("replies.article")} note={offered.length === 0 ? t("replies.noArticles") : undefined}>
      <Select
        value={reply.article_id === "" ? undefined : reply.article_id}
        placeholder={t("replies.chooseArticle")}
        options={offered.map(({ article_id, title }) => ({ value: article_id, label: title }))}
        onChange={(article_id: string) =>
          onChange({ ...reply, article_id, title: offered.find((one) => one.article_id === article_id)?.title ?? "" })
        }
      />
    </Field>
  );
}

function MediaChoice({ reply, onChange }: Omit<FormProps, "label">) {
  const { t } = useWords();
  const appId = useAppId();
  const file = useRef<HTMLInputElement>(null);
  const upload = useAct({ run: (chosen: File) => uploadReplyMedia(appId, reply.kind, chosen), onDone: onChange });
  return (
    <div className="reply-form__media">
      {reply.media_id !== "" && <ReplyShown reply={reply} />}
      <Button
        icon={<UploadIcon aria-hidden size={18} />}
        loading={upload.isPending}
        onClick={() => file.current?.click()}
      >
        {t(reply.media_id === "" ? "replies.choose" : "replies.chooseAnother")}
      </Button>
      <span className="note">{t(`replies.limit.${reply.kind}`)}</span>
      <input
        ref={file}
        type="file"
        hidden
        accept={accepted[reply.kind]}
        aria-label={t(`replies.kind.${reply.kind}`)}
        onChange={(event) => {
          const chosen = event.target.files?.[0];
          if (chosen) upload.mutate(chosen);
          event.target.value = "";
        }}
      />
    </div>
  );
}
