/** What an account answers of itself, and the templates it fills in, as the console's API tells them. */
export type ReplyKind = "text" | "image" | "voice" | "video" | "articles";

export interface Reply {
  kind: ReplyKind;
  text: string;
  media_id: string;
  article_id: string;
  title: string;
  media_url: string | null;
}

export interface Keyword {
  text: string;
  match: "contain" | "equal";
}

export interface ReplyRule {
  id: string;
  name: string;
  keywords: Keyword[];
  replies: Reply[];
  picks_one: boolean;
}

export interface Replies {
  has_server: boolean;
  greeting_on: boolean;
  greeting: Reply | null;
  answering_on: boolean;
  default: Reply | null;
  rules: ReplyRule[];
}

export interface Template {
  id: string;
  kind: "message" | "subscription";
  title: string;
  content: string;
  example: string;
  scene: string;
  long_term: boolean;
  own: boolean;
}

export interface LibraryTitle {
  number: number;
  title: string;
  category: string;
  keywords: { number: number; name: string; example: string }[];
  long_term: boolean;
}

export interface Templates {
  items: Template[];
  library: LibraryTitle[];
  may_send: boolean;
}
