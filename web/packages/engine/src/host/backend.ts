/** What the platform's server does for ONE opened program: who asks and for which program is bound in here, never told by the program. */
import type { Manifest, PackageCode } from "../protocol";
import type { Address, Scope, SubscribeTemplate } from "./prompts";

/**
 * Every promise rejects with `Refused` (below) when the server says no, so that the program hears its words and number;
 * anything else that is thrown is told as `fail internal error`.
 */
export interface Backend {
  packageCode(name: string): Promise<PackageCode>;
  /** A text of the engine, by its name in engine.json: the worker part, what it adds for the cloud, or the divisions of the region picker. */
  engineText(name: "core" | "cloud" | "regions"): Promise<string>;
  /** Is a newer version than the open one released? */
  newerVersion(): Promise<boolean>;

  login(): Promise<{ code: string }>;
  /** True while the session key of the last login is good. */
  checkSession(): Promise<boolean>;
  phone(): Promise<{ code: string; encryptedData: string; iv: string }>;
  userInfo(asked: { withCredentials: boolean; lang: string; consented: boolean }): Promise<UserInfoAnswer>;

  scopes(): Promise<Partial<Record<Scope, boolean>>>;
  setScope(scope: Scope, allowed: boolean): Promise<void>;

  /** Keeps that the person agreed to the privacy notice of the program. */
  agreePrivacy?(): Promise<void>;

  request(asked: RequestAsked, signal: AbortSignal): Promise<RequestAnswer>;
  upload(asked: UploadAsked, signal: AbortSignal, progress: Progress): Promise<UploadAnswer>;
  download(asked: DownloadAsked, signal: AbortSignal, progress: Progress): Promise<DownloadAnswer>;
  socket(asked: SocketAsked, events: SocketEvents): SocketHandle;

  subscribeTemplates(ids: string[]): Promise<{ templates: SubscribeTemplate[]; settled: Record<string, "accept" | "reject" | "ban" | "filter"> }>;
  subscribe(decisions: Record<string, "accept" | "reject">): Promise<void>;
  /** The address the person keeps as their default, for a program that may fill in a form. */
  addresses(): Promise<Address[]>;
  subscriptionSettings(): Promise<{ mainSwitch: boolean; itemSettings: Record<string, string> }>;
  /** Counters and timings; the server adds program, version and person. Never rejects. */
  measures(measures: Measures): Promise<void>;
  /** The address a `<web-view>` may show, by the program's domains; rejects with Refused. */
  webView?(url: string): Promise<string>;
  cloud?: CloudBackend;
}

/** The program's cloud as this person may use it. Absent `env`: the environment there is. */
export interface CloudBackend {
  database(asked: Record<string, unknown>): Promise<unknown>;
  /** Tells of the first picture and of every change until it is closed. */
  watch(asked: Record<string, unknown>, hearing: CloudHearing): Promise<{ close(): Promise<void> }>;
  call(name: string, data: unknown, env?: string): Promise<{ result: unknown; requestID: string }>;
  upload(asked: { cloudPath: string; file: Blob; env?: string }, signal: AbortSignal, progress: Progress): Promise<{ fileID: string }>;
  download(url: string, signal: AbortSignal, progress: Progress): Promise<Blob>;
  urls(files: (string | { fileID: string; maxAge?: number })[], env?: string): Promise<CloudFile[]>;
  remove(files: string[], env?: string): Promise<{ fileID: string; status: number; errMsg: string }[]>;
}

export interface CloudHearing {
  snapshot(snapshot: unknown): void;
  failed(problem: Refused): void;
}

export interface CloudFile {
  fileID: string;
  tempFileURL: string;
  status: number;
  errMsg: string;
}

/** A refusal that the program is told: `reason` becomes `<api>:fail <reason>`. */
export class Refused extends Error {
  readonly reason: string;
  readonly errno: number | undefined;
  readonly errCode: number | undefined;

  constructor(reason: string, numbers: { errno?: number; errCode?: number } = {}) {
    super(reason);
    this.name = "Refused";
    this.reason = reason;
    this.errno = numbers.errno;
    this.errCode = numbers.errCode;
  }
}

/** By its shape, so that a backend built on its own copy of the class is heard too. */
export const isRefused = (problem: unknown): problem is Refused => problem instanceof Refused || (problem as Refused | undefined)?.name === "Refused";

/** What `POST /api/client/mini/{app_id}/open` gives, in the host's words. */
export interface Opened {
  appId: string;
  name: string;
  avatar: string;
  owner: string;
  version: string;
  versionKind: "release" | "trial" | "develop";
  digest: string;
  manifest: Manifest;
  frameUrl: string;
  assetBase: string;
  proxyBase: string;
  launchToken: string;
  /** What the program says it does with personal data, where it says so, and whether the person agreed to it. */
  privacy?: { needed: boolean; name: string };
  /** Scopes already decided on. */
  scopes: Partial<Record<Scope, boolean>>;
}

export type Progress = (done: { sent: number; total: number }) => void;

export interface RequestAsked {
  url: string;
  method: string;
  header: Record<string, string>;
  data: string | ArrayBuffer | null;
  timeoutMs: number;
}

export interface RequestAnswer {
  statusCode: number;
  header: Record<string, string>;
  cookies: string[];
  data: ArrayBuffer;
}

export interface UploadAsked {
  url: string;
  name: string;
  header: Record<string, string>;
  formData: Record<string, string>;
  file: Blob;
  fileName: string;
  timeoutMs: number;
}

export interface UploadAnswer {
  statusCode: number;
  header: Record<string, string>;
  cookies: string[];
  data: string;
}

export interface DownloadAsked {
  url: string;
  header: Record<string, string>;
  timeoutMs: number;
}

export interface DownloadAnswer {
  statusCode: number;
  header: Record<string, string>;
  cookies: string[];
  blob: Blob;
}

export interface SocketAsked {
  url: string;
  header: Record<string, string>;
  protocols: string[];
  timeoutMs: number;
}

export interface SocketEvents {
  open(header: Record<string, string>): void;
  message(data: string | ArrayBuffer): void;
  /** Before the socket was open: a refusal or a failed connection. */
  error(problem: Refused): void;
  close(closed: { code: number; reason: string }): void;
}

export interface SocketHandle {
  send(data: string | ArrayBuffer): void;
  close(code: number, reason: string): void;
}

export interface UserInfoAnswer {
  userInfo: {
    nickName: string; avatarUrl: string; gender: number; language: string; city: string; province: string; country: string;
  };
  rawData: string;
  signature?: string;
  encryptedData?: string;
  iv?: string;
  cloudID?: string;
}

export interface Measures {
  /** APIs that the program asked for and that are not there, with how often. */
  missing: Record<string, number>;
  /** Failed calls: api name to how often. */
  failures: Record<string, number>;
  errors: { message: string; stack: string; page: string; count: number }[];
  timings: { page: string; kind: string; ms: number }[];
  /** Page path to visits. */
  visits: Record<string, number>;
  /** Page path to what became of it: how long it was looked at, how often a visit began or ended with it, how often it was sent on. */
  stays: Record<string, { ms: number; entered: number; left: number; shared: number }>;
}
