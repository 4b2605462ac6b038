/** What `/api/console` tells about the people around an official account. */
import type { Entry, Id, Person, Time } from "@hutong/api";

export interface Follower {
  person: Person;
  openid: string;
  followed_at: Time;
  remark: string;
  scene: string | null;
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
}

export interface MessagePage {
  items: AppMessage[];
  next: string | null;
}

export type SceneKind = "QR_SCENE" | "QR_STR_SCENE" | "QR_LIMIT_SCENE" | "QR_LIMIT_STR_SCENE";

export interface SceneCode {
  id?: Id;
  ticket: string;
  action_name: SceneKind;
  scene: string;
  url: string;
  expires_at: Time | null;
  created_at: Time;
  scans?: number;
  qr_svg_url?: string;
  qr_png_url?: string;
}

export interface NewSceneCode {
  action_name: SceneKind;
  scene: string;
  expire_seconds?: number;
}
