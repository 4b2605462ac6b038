/** Writing: one to eight articles of a draft, kept while one writes, looked at beforehand, published. */
import { Chip } from "@hutong/ui";
import { useQueryClient } from "@tanstack/react-query";
import { Button, Input } from "antd";
import { useCallback, useState } from "react";
import { useNavigate, useParams } from "react-router";
import { useApp, useAppId } from "../apps/queries";
import { DoneIcon, EditIcon, WarnIcon } from "../icons";
import { ApiCallButton } from "../shared/code/CodeDrawer";
import type { PageCall } from "../shared/code/CodeDrawer";
import { Answer, Failure } from "../shared/State";
import { FieldNote } from "../shared/Counter";
import { useAct } from "../shared/useAct";
import { Page } from "../shell/Page";
import { useWords } from "../words";
import { ArticleSettings } from "./ArticleSettings";
import { ArticleTabs } from "./ArticleTabs";
import { emptyArticle, length, limits, problemsOf, refusalsOf, toWire } from "./draft";
import { fitting } from "./pictures";
import { PreviewDialog } from "./PreviewDialog";
import { PublishDialog } from "./PublishDialog";
import { draftsKey, keepCover, keepPicture, useDraft } from "./queries";
import { RichText } from "./RichText";
import type { Article, Draft } from "./types";
import { useAutosave } from "./useAutosave";
import type { Saving } from "./useAutosave";
import "./articles.css";

export default function ArticleEditor() {
  const { t } = useWords();
  const appId = useAppId();
  const { mediaId } = useParams();
  if (mediaId === undefined) return <Editor key={appId} appId={appId} mediaId={null} found={[emptyArticle()]} />;
  return <Found key={mediaId} appId={appId} mediaId={mediaId} title={t("articles.write")} />;
}

function Found({ appId, mediaId, title }: { appId: string; mediaId: string; title: string }) {
  const draft = useDraft(appId, mediaId);
  if (draft.data !== undefined) return <Editor appId={appId} mediaId={mediaId} found={draft.data.articles} />;
  return (
    <Page title={title}>
      <Answer asked={draft}>{() => null}</Answer>
    </Page>
  );
}

function Editor({ appId, mediaId, found }: { appId: string; mediaId: string | null; found: Article[] }) {
  const { t } = useWords();
  const go = useNavigate();
  const client = useQueryClient();
  const app = useApp(appId);
  const [articles, setArticles] = useState(found);
  const [place, choose] = useState(0);
  const [hasTried, setTried] = useState(false);
  const [preview, setPreview] = useState<{ mediaId: string; url: string } | null>(null);
  const [publishing, setPublishing] = useState<string | null>(null);
  const [urls, setUrls] = useState(found.map((article) => article.preview_url));

  const onKept = useCallback(
    (draft: Draft) => {
      setUrls(draft.articles.map((article) => article.preview_url));
      void client.invalidateQueries({ queryKey: draftsKey(appId), exact: true });
      // The address names the draft from its first save on; the page under the hands of who writes stays as it is.
      history.replaceState(history.state, "", `/console/apps/${appId}/articles/drafts/${draft.media_id}`);
    },
    [appId, client],
  );
  const autosave = useAutosave(appId, mediaId, articles, onKept);
  const article = articles[place] ?? emptyArticle();
  const problems = hasTried ? problemsOf(articles) : refusalsOf(articles);
  const change = useCallback(
    (more: Partial<Article>) => setArticles((before) => before.map((one, nth) => (nth === place ? { ...one, ...more } : one))),
    [place],
  );
  const cover = useAct({
    run: async (file: Blob) => keepCover(appId, file.type === "image/gif" ? file : await fitting(file)),
    onDone: (kept) => change({ cover: kept, cover_id: kept.media_id }),
  });
  const picture = useAct({ run: async (file: Blob) => keepPicture(appId, await fitting(file)) });
  const onPicture = useCallback(
    (file: Blob) => picture.mutateAsync(file).then((kept) => kept.url, () => null),
    [picture],
  );

  const tryToPublish = async () => {
    setTried(true);
    const first = problemsOf(articles)[0];
    if (first !== undefined) return choose(first.place);
    const saved = await autosave.saveNow();
    if (saved !== null) setPublishing(saved);
  };
  const look = async () => {
    const saved = await autosave.saveNow();
    if (saved !== null) setPreview({ mediaId: saved, url: urls[place] ?? "" });
  };
  const call: PageCall = {
    name: t("code.draft"),
    method: "POST",
    path: "/cgi-bin/draft/add",
    query: { access_token: "ACCESS_TOKEN" },
    body: toWire(articles),
  };
  const mine = problems.filter((problem) => problem.place === place);
  return (
    <Page
      wide
      title={t("articles.write")}
      chips={
        (autosave.isKept || autosave.saving !== "saved") && (
          <SavedChip saving={autosave.saving} isBlocked={refusalsOf(articles).length > 0} />
        )
      }
      soft={
        <>
          <ApiCallButton calls={[call]} />
          <Button onClick={() => void look()} disabled={!autosave.isKept && autosave.saving === "saved"}>
            {t("articles.preview")}
          </Button>
        </>
      }
      door={
        <Button type="primary" onClick={() => void tryToPublish()}>
          {t("articles.publish")}
        </Button>
      }
    >
      {autosave.saving === "refused" && <Failure error={autosave.thrown} onRetry={() => void autosave.saveNow()} />}
      <div className="article-editor">
        <ArticleTabs
          articles={articles}
          problems={problems}
          chosen={place}
          onChoose={choose}
          onChange={(next, chosen) => {
            setArticles(next);
            choose(chosen);
          }}
        />
        <section className="box article-editor__sheet" aria-label={t("articles.text")}>
          <TitleFields article={article} problems={mine} onChange={change} />
          <RichText key={place} html={article.html} onChange={(html) => change({ html })} onPicture={onPicture} />
          <FieldNote error={reasonFor(mine, "html", t)} />
        </section>
        <aside className="box article-editor__settings" aria-label={t("articles.around")}>
          <ArticleSettings
            article={article}
            problems={mine}
            isCoverBusy={cover.isPending}
            onChange={change}
            onCover={(file) => cover.mutate(file)}
          />
        </aside>
      </div>
      {preview !== null && (
        <PreviewDialog appId={appId} mediaId={preview.mediaId} place={place} url={preview.url} onClose={() => setPreview(null)} />
      )}
      {publishing !== null && (
        <PublishDialog
          appId={appId}
          mediaId={publishing}
          count={articles.length}
          name={app.data?.name ?? ""}
          onClose={(isDone) => (isDone ? void go(`/apps/${appId}/articles`) : setPublishing(null))}
        />
      )}
    </Page>
  );
}

type Problems = ReturnType<typeof problemsOf>;

function reasonFor(problems: Problems, field: Problems[number]["field"], t: (key: string) => string): string | undefined {
  const found = problems.find((problem) => problem.field === field);
  return found === undefined ? undefined : t(`articles.problem.${found.reason}`);
}

function TitleFields({ article, problems, onChange }: { article: Article; problems: Problems; onChange: (change: Partial<Article>) => void }) {
  const { t } = useWords();
  return (
    <div className="article-title">
      <Input.TextArea
        className="article-title__input serif"
        variant="borderless"
        autoSize
        aria-label={t("articles.title")}
        placeholder={t("articles.title")}
        value={article.title}
        status={reasonFor(problems, "title", t) === undefined ? "" : "error"}
        // A title is one line, however long.
        onChange={(event) => onChange({ title: event.target.value.replaceAll("\n", " ") })}
      />
      <div className="article-title__by">
        <Input
          variant="borderless"
          aria-label={t("articles.author")}
          placeholder={t("articles.author")}
          value={article.author}
          status={reasonFor(problems, "author", t) === undefined ? "" : "error"}
          onChange={(event) => onChange({ author: event.target.value })}
        />
        <span className={length(article.title) > limits.title ? "counter counter--over" : "counter"}>
          {t("articles.counted", { count: length(article.title), most: limits.title })}
        </span>
      </div>
      <FieldNote error={reasonFor(problems, "title", t) ?? reasonFor(problems, "author", t)} />
    </div>
  );
}

function SavedChip({ saving, isBlocked }: { saving: Saving; isBlocked: boolean }) {
  const { t } = useWords();
  const chip =
    saving === "refused" || isBlocked ? (
      <Chip tone="bad" icon={WarnIcon}>
        {t("articles.notSaved")}
      </Chip>
    ) : saving === "saved" ? (
      <Chip tone="ok" icon={DoneIcon}>
        {t("articles.saved")}
      </Chip>
    ) : (
      <Chip tone="warn" icon={EditIcon}>
        {t("articles.saving")}
      </Chip>
    );
  return <span role="status">{chip}</span>;
}
