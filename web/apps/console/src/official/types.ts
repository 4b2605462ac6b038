/** What `/api/console` tells about the people around an official account. */
import type { Entry, Person, Time } from "@hutong/api";

export interface Follower {
  person: Person;
  openid: string;
  followed_at: Time;
  remark: string;
  scene: string;
  blocked: boolean;
  conversation_window_until: Time | null;
}

export interface FollowerPage {
  items: Follower[];
  next: string | null;
  total: number;
}

export interface AppMessage extends Entry {
  openid: string;
  person_name: string;
  direction: "in" | "out";
  starred: boolean;
  /** Who wrote it by hand; null for what people and servers say. */
  agent: { kind: "lab" | "person" | "operator"; name: string | null } | null;
}

export interface MessagePage {
  items: AppMessage[];
  next: number | null;
}

/** A code with a scene; `url` is what its picture holds. */
export interface SceneCode {
  ticket: string;
  url: string;
  scene: string;
  kind: "permanent" | "temporary";
  expires_at: Time | null;
  created_at: Time;
}

/** With `seconds` the code is temporary. */
export interface NewSceneCode {
  scene: string;
  is_number: boolean;
  seconds?: number;
}

/** A conversation: the last thing said in it, how much of the person's has had no answer yet, how much is unread. */
export interface AppThread {
  person: Person;
  openid: string;
  last: AppMessage | null;
  last_at: Time | null;
  unanswered: number;
  unread: number;
  conversation_window_until: Time | null;
}

export interface ThreadPage {
  items: AppThread[];
  next: string | null;
}

export interface Activity {
  days: { on: string; written: number; answered: number; came: number }[];
  followers: number;
  callbacks: { sent: number; answered: number; median_ms: number | null };
}
