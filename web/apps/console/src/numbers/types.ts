/** What `/api/console` tells about what happened around an account. */
import type { Time } from "@hutong/api";

export interface DayNumbers {
  on: string;
  came: number;
  left: number;
  following: number;
  writers: number;
  messages: number;
  readers: number;
  reads: number;
  shares: number;
  pushes: number;
  failed_pushes: number;
  mean_push_ms: number | null;
  longest_push_ms: number | null;
}

export interface Numbers {
  days: DayNumbers[];
  ways: { how: string; came: number; left: number }[];
  kinds: { kind: string; people: number; messages: number }[];
  articles: {
    title: string;
    code: string;
    published_at: Time;
    readers: number;
    reads: number;
    shares: number;
    likes: number;
  }[];
}

export interface Scene {
  scene: string;
  is_number: boolean;
  scans: number;
  scanned: number;
  followed: number;
  wrote: number;
  paid: number;
}
