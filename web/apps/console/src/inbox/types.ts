/** What `/api/console` tells about the inbox of an account and about one follower. */
import type { LanguageCode, Person, Time } from "@hutong/api";
import type { AppMessage } from "../official/types";

export interface InboxCounters {
  unread_messages: number;
  unread_threads: number;
  starred: number;
}

export interface StarredPage {
  items: AppMessage[];
  next: string | null;
}

export interface Tag {
  id: number;
  name: string;
  count: number;
}

export interface Happening {
  at: Time;
  kind: "followed" | "left" | "scanned" | "wrote" | "paid";
  how: string;
  scene: string;
}

export interface FollowerCard {
  person: Person;
  openid: string;
  following: boolean;
  followed_at: Time;
  how: string;
  scene: string;
  remark: string;
  blocked: boolean;
  language: LanguageCode;
  tags: Tag[];
  conversation_window_until: Time | null;
  written: number;
  answered: number;
  last_written_at: Time | null;
  history: Happening[];
}
