/** What stands around an article's text: cover, summary, source, comments. */
import { Switch } from "@hutong/ui";
import { Button, Input } from "antd";
import { useRef } from "react";
import { ImageIcon, RemoveIcon } from "../icons";
import { FieldNote } from "../shared/Counter";
import { Field } from "../shared/Field";
import { useWords } from "../words";
import { length, limits, picturesIn } from "./draft";
import type { Field as FieldName, Problem } from "./draft";
import type { Article } from "./types";

interface ArticleSettingsProps {
  article: Article;
  problems: readonly Problem[];
  isCoverBusy: boolean;
  onChange: (change: Partial<Article>) => void;
  onCover: (file: Blob) => void;
}

export function ArticleSettings({ article, problems, isCoverBusy, onChange, onCover }: ArticleSettingsProps) {
  const { t } = useWords();
  const wrong = (field: FieldName) => {
    const found = problems.find((problem) => problem.field === field);
    return found === undefined ? undefined : t(`articles.problem.${found.reason}`);
  };
  const counted = (text: string, most: number) => t("articles.counted", { count: length(text), most });
  return (
    <div className="article-settings">
      <Cover article={article} error={wrong("cover")} isBusy={isCoverBusy} onChange={onChange} onCover={onCover} />
      <Field label={t("articles.digest")} error={wrong("digest")} note={`${t("articles.digestNote")} ${counted(article.digest, limits.digest)}`}>
        <Input.TextArea
          autoSize={{ minRows: 2, maxRows: 5 }}
          value={article.digest}
          onChange={(event) => onChange({ digest: event.target.value })}
        />
      </Field>
      <Field label={t("articles.source")} error={wrong("source_url")} note={t("articles.sourceNote")}>
        <Input
          type="url"
          placeholder="https://"
          value={article.source_url}
          onChange={(event) => onChange({ source_url: event.target.value })}
        />
      </Field>
      <div className="article-settings__switches">
        <Switch label={t("articles.showsCover")} on={article.shows_cover} onChange={(shows_cover) => onChange({ shows_cover })} />
        <Switch
          label={t("articles.commentsOpen")}
          help={t("articles.commentsOpenNote")}
          on={article.comments_open}
          onChange={(comments_open) => onChange({ comments_open })}
        />
        {article.comments_open && (
          <Switch
            label={t("articles.followersOnly")}
            on={article.followers_comment_only}
            onChange={(followers_comment_only) => onChange({ followers_comment_only })}
          />
        )}
      </div>
    </div>
  );
}

type CoverProps = Pick<ArticleSettingsProps, "article" | "onChange" | "onCover"> & { error: string | undefined; isBusy: boolean };

function Cover({ article, error, isBusy, onChange, onCover }: CoverProps) {
  const { t } = useWords();
  const chooser = useRef<HTMLInputElement>(null);
  const first = picturesIn(article.html)[0];
  const fromText = async (url: string) => onCover(await (await fetch(url)).blob());
  return (
    <div className="field-box">
      <label htmlFor="article-cover">{t("articles.cover")}</label>
      <input
        id="article-cover"
        ref={chooser}
        className="sr"
        type="file"
        accept="image/*"
        aria-describedby="article-cover-note"
        onChange={(event) => {
          const file = event.target.files?.[0];
          if (file) onCover(file);
          event.target.value = "";
        }}
      />
      {article.cover === null ? (
        <button type="button" className="article-cover article-cover--empty" tabIndex={-1} disabled={isBusy} onClick={() => chooser.current?.click()}>
          <ImageIcon aria-hidden size={28} />
          <span>{t("articles.coverChoose")}</span>
        </button>
      ) : (
        <div className="article-cover">
          <img src={article.cover.url} alt="" />
          <div className="article-cover__do">
            <Button size="small" loading={isBusy} onClick={() => chooser.current?.click()}>
              {t("articles.coverChange")}
            </Button>
            <Button
              size="small"
              aria-label={t("articles.coverRemove")}
              icon={<RemoveIcon aria-hidden size={16} />}
              onClick={() => onChange({ cover: null, cover_id: "" })}
            />
          </div>
        </div>
      )}
      <FieldNote id="article-cover-note" error={error}>
        {t("articles.coverNote")}
      </FieldNote>
      {article.cover === null && first !== undefined && (
        <Button size="small" className="article-cover__first" disabled={isBusy} onClick={() => void fromText(first)}>
          {t("articles.coverFirst")}
        </Button>
      )}
    </div>
  );
}
