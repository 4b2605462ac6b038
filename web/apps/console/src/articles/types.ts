/** What `/api/console` tells about an account's articles. */
import type { Person, Time } from "@hutong/api";

export interface Picture {
  media_id: string;
  url: string;
}

export interface ArticleFields {
  kind: string;
  title: string;
  author: string;
  digest: string;
  html: string;
  source_url: string;
  cover_id: string;
  shows_cover: boolean;
  comments_open: boolean;
  followers_comment_only: boolean;
  picture_ids: string[];
  crops: unknown[];
}

export interface Article extends ArticleFields {
  cover: Picture | null;
  pictures: Picture[];
  preview_url: string;
}

export interface Draft {
  media_id: string;
  articles: Article[];
  is_complete: boolean;
  updated_at: Time;
}

export interface DraftSummary {
  media_id: string;
  titles: string[];
  digest: string;
  cover_url: string;
  is_complete: boolean;
  updated_at: Time;
}

export interface IssuedArticle {
  place: number;
  code: string;
  url: string;
  title: string;
  digest: string;
  cover_url: string;
  reads: number;
  likes: number;
  shares: number;
  comments: number;
  comments_open: boolean;
  is_deleted: boolean;
}

export interface Issue {
  number: number;
  way: "published" | "broadcast";
  state: "running" | "done" | "deleted";
  created_at: Time;
  articles: IssuedArticle[];
}

export interface Listed<T> {
  items: T[];
  total: number;
}

export interface Comment {
  id: number;
  author: Person;
  openid: string;
  text: string;
  written_at: Time;
  is_elected: boolean;
  reply: string;
  replied_at: Time | null;
}

export type Which = "all" | "ordinary" | "elected";
