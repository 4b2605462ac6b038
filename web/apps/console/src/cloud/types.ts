/** What `/api/console/mini/{app_id}/cloud` tells. */
import type { Time } from "@hutong/api";

export interface Environment {
  id: string;
  is_on: boolean;
  created_at: Time;
}

export interface Standing {
  /** Null where the cloud was never switched on. */
  environment: Environment | null;
}

export const permissions = ["PRIVATE", "READONLY", "ADMINWRITE", "ADMINONLY"] as const;
export type Permission = (typeof permissions)[number] | "CUSTOM";

export interface Collection {
  name: string;
  documents: number;
  permission: Permission;
  rules: Record<string, unknown>;
}

/** A document as Extended JSON has it. */
export type Document = Record<string, unknown>;

export interface Documents {
  items: Document[];
  total: number;
}

export interface CloudFile {
  path: string;
  file_id: string;
  size_bytes: number;
  content_type: string;
  owner: string | null;
  uploaded_at: Time;
}

export interface Folder {
  folders: string[];
  files: CloudFile[];
  is_all: boolean;
  count: number;
  size_bytes: number;
  most_bytes: number;
  permission: Permission;
}

export interface Trigger {
  name: string;
  config: string;
  type?: string;
}

export interface CloudFunction {
  name: string;
  source_bytes: number;
  files: number;
  timeout_seconds: number;
  memory_megabytes: number;
  variables: Record<string, string>;
  triggers: Trigger[];
  deployed_by: string;
  deployed_at: Time;
}

export interface Invocation {
  id: string;
  function: string;
  source: string;
  openid: string | null;
  state: "done" | "failed" | "timed_out" | "broke";
  error: string;
  stack: string;
  lines: { level: string; text: string }[];
  took_ms: number;
  began_at: Time;
}

export interface Trial {
  result: unknown;
  invocation: Invocation;
}
