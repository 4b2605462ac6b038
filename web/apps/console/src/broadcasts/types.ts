/** What `/api/console` tells about an account's broadcasts. */
import type { Time } from "@hutong/api";

/** A circle: degrees, and metres. */
export interface Area {
  latitude: number;
  longitude: number;
  radius_m: number;
}

export interface Audience {
  tag_id: number | null;
  language: "zh-CN" | "en" | null;
  scene: string | null;
  active_within_days: number | null;
  area: Area | null;
  openids?: string[] | null;
  openids_count?: number | null;
}

export type Content =
  | { kind: "text"; text: string }
  | { kind: "image"; media_id: string }
  | { kind: "images"; media_ids: string[]; text: string }
  | { kind: "voice"; media_id: string }
  | { kind: "video"; media_id: string; title: string; description: string }
  | { kind: "articles"; media_id: string };

export type FileKind = "image" | "voice" | "video";

/** How many may still be sent, and when there are new ones. */
export interface Allowance {
  per: "day" | "month";
  limit: number;
  used: number;
  left: number;
  renews_at: Time;
  rule_set: string;
}

export interface Counted {
  total: number;
  reached: number;
  filtered: number;
  allowance: Allowance;
}

export interface Broadcast {
  id: string;
  state: "sending" | "sent" | "failed" | "deleted";
  by: "console" | "api";
  sent_by: string;
  audience: Audience;
  content: { kind: Content["kind"]; text: string; title: string; articles: { title: string; digest: string; url: string; picture_url: string }[]; media_ids: string[] };
  created_at: Time;
  finished_at: Time | null;
  total: number;
  reached: number;
  sent: number;
  failed: number;
  filtered: number;
  deleted_articles: number[];
}

export interface BroadcastPage {
  items: Broadcast[];
  next: string | null;
  allowance: Allowance;
}

export interface SentFile {
  media_id: string;
  kind: FileKind;
  size_bytes: number;
  seconds: number | null;
  expires_at: Time;
}

export interface Tag {
  id: number;
  name: string;
  count: number;
}

/** How the account stands with those who look after the lane. */
export interface Safety {
  app_id: string;
  paused_until: Time | null;
  paused_by: "" | "rule" | "operator";
  note: string;
  people_complaining: number;
  reasons: Record<string, number>;
  window_days: number;
}
