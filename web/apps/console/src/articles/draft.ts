/** Articles while they are written: their bounds, what is missing before they can be published, what is sent. */
import type { Article, ArticleFields } from "./types";

/** In characters, as the platform counts them; of a whole text less than `html`. */
export const limits = { title: 64, author: 16, digest: 128, html: 20_000, articles: 8, reply: 600 } as const;

export type Field = "title" | "author" | "digest" | "html" | "source_url" | "cover";

export interface Problem {
  place: number;
  field: Field;
  /** Finishes `articles.problem.<reason>`. */
  reason: "titleMissing" | "titleLong" | "authorLong" | "digestLong" | "textMissing" | "textLong" | "sourceWrong" | "coverMissing";
}

export function emptyArticle(): Article {
  return {
    kind: "news",
    title: "",
    author: "",
    digest: "",
    html: "",
    source_url: "",
    cover_id: "",
    cover: null,
    shows_cover: false,
    comments_open: false,
    followers_comment_only: false,
    picture_ids: [],
    crops: [],
    pictures: [],
    preview_url: "",
  };
}

/** What the server would refuse to keep. */
export function refusalsOf(articles: readonly Article[]): Problem[] {
  return articles.flatMap((article, place) => {
    const found: Problem["reason"][] = [];
    if (length(article.title) > limits.title) found.push("titleLong");
    if (length(article.author) > limits.author) found.push("authorLong");
    if (length(article.digest) > limits.digest) found.push("digestLong");
    if (length(article.html) >= limits.html) found.push("textLong");
    if (article.source_url !== "" && !isWebAddress(article.source_url)) found.push("sourceWrong");
    return found.map((reason) => ({ place, field: fieldOf[reason], reason }));
  });
}

/** What still hinders publishing. */
export function problemsOf(articles: readonly Article[]): Problem[] {
  const missing = articles.flatMap((article, place) => {
    const found: Problem["reason"][] = [];
    if (article.title.trim() === "") found.push("titleMissing");
    if (!hasText(article)) found.push("textMissing");
    if (article.cover === null) found.push("coverMissing");
    return found.map((reason) => ({ place, field: fieldOf[reason], reason }));
  });
  return [...missing, ...refusalsOf(articles)].sort((one, other) => one.place - other.place);
}

export function toRequest(articles: readonly Article[]): { articles: ArticleFields[] } {
  return {
    articles: articles.map((article) => ({
      kind: article.kind,
      title: article.title.trim(),
      author: article.author.trim(),
      digest: article.digest.trim(),
      html: article.html,
      source_url: article.source_url,
      cover_id: article.cover?.media_id ?? "",
      shows_cover: article.shows_cover,
      comments_open: article.comments_open,
      followers_comment_only: article.followers_comment_only,
      picture_ids: article.picture_ids,
      crops: article.crops,
    })),
  };
}

/** The same by the API: `draft/add`, whose names for things are the platform's. */
export function toWire(articles: readonly Article[]): unknown {
  return {
    articles: articles.map((article) => ({
      title: article.title,
      author: article.author,
      digest: article.digest,
      content: article.html,
      content_source_url: article.source_url,
      thumb_media_id: article.cover?.media_id ?? "",
      need_open_comment: article.comments_open ? 1 : 0,
      only_fans_can_comment: article.followers_comment_only ? 1 : 0,
    })),
  };
}

export function length(text: string): number {
  return [...text].length;
}

/** The pictures that stand in a text, in order. */
export function picturesIn(html: string): string[] {
  return [...html.matchAll(/<img[^>]*\ssrc="([^"]+)"/g)].flatMap(([, url]) => (url === undefined ? [] : [url.replaceAll("&amp;", "&")]));
}

function hasText({ kind, html }: Article): boolean {
  return kind !== "news" || html.includes("<img ") || html.replace(/<[^>]*>|&nbsp;/g, "").trim() !== "";
}

function isWebAddress(text: string): boolean {
  return /^https?:\/\/./i.test(text) && URL.canParse(text) && new TextEncoder().encode(text).length <= 1024;
}

const fieldOf: Record<Problem["reason"], Field> = {
  titleMissing: "title",
  titleLong: "title",
  authorLong: "author",
  digestLong: "digest",
  textMissing: "html",
  textLong: "html",
  sourceWrong: "source_url",
  coverMissing: "cover",
};
