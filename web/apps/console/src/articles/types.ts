/** What `/api/console` tells about an account's articles. */
import type { components } from "@hutong/api/schema";

type Shapes = components["schemas"];

export type Picture = Shapes["PictureShape"];
export type ArticleFields = Shapes["ArticleDraft"];
export type Article = Shapes["ArticleShape"];
export type Draft = Shapes["DraftShape"];
export type DraftSummary = Shapes["DraftSummary"];
export type IssuedArticle = Shapes["IssuedArticle"];
export type Issue = Shapes["IssueShape"];
export type Comment = Shapes["CommentShape"];

/** A page of a list, and how many there are in all. */
export interface Listed<T> {
  items: T[];
  total: number;
}

export type Which = "all" | "ordinary" | "elected";
