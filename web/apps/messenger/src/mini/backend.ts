/** The platform's server for one opened program: who asks and for which program is said here, never by the program. */
import { ApiError, Unreachable } from "@hutong/api";
import type { components } from "@hutong/api/schema";
import {
  Refused, type Address as WireAddress, type Backend, type DownloadAnswer, type DownloadAsked, type Measures, type Opened, type Progress, type RequestAnswer,
  type RequestAsked, type UploadAnswer, type UploadAsked, type UserInfoAnswer,
} from "@hutong/engine/host";
import type { Manifest, PackageCode } from "@hutong/engine/protocol";
import type { VersionKind } from "./address";
import type { Address, Grants, MiniApi, ProgramCard } from "./api";
import { cloudOf, type Hearken } from "./cloud";
import { openSocket } from "./socket";
import { bytesOf, fromBase64, post, toBase64, toldIn, type Sending } from "./wire";

export interface OpenAnswer {
  program: ProgramCard;
  version: { kind: VersionKind; name: string; digest: string };
  manifest: Manifest;
  package_base: string;
  frame_url: string;
  asset_base: string;
  proxy_base: string;
  core_url: string | null;
  cloud_url?: string | null;
  regions_url?: string | null;
  mine: boolean;
  launch_token: string;
  scopes: Grants;
  privacy?: { uses: { key: string; text: string }[]; agreed: boolean };
}

export interface OpenWish {
  version: VersionKind;
  path: string;
  query: Record<string, string>;
  scene: number;
  look?: string | undefined;
}

export function openProgram(api: MiniApi, appId: string, wish: OpenWish): Promise<OpenAnswer> {
  return api.http.post<OpenAnswer>(`${api.program(appId)}/open`, wish);
}

export function openedOf(answer: OpenAnswer): Opened {
  const { program, version } = answer;
  return {
    appId: program.app_id,
    name: program.name,
    avatar: program.avatar_url ?? "",
    owner: program.owner,
    version: version.name,
    versionKind: version.kind,
    digest: version.digest,
    manifest: answer.manifest,
    frameUrl: answer.frame_url,
    assetBase: answer.asset_base,
    proxyBase: answer.proxy_base,
    launchToken: answer.launch_token,
    scopes: answer.scopes,
    privacy: { needed: (answer.privacy?.uses.length ?? 0) > 0 && answer.privacy?.agreed !== true, name: answer.program.name },
  };
}

interface Template {
  template_id: string;
  title: string;
  example: string;
  long_term: boolean;
}

type Settled = Record<string, "accept" | "reject" | "ban" | "filter">;

/** `api` speaks in the opened program's name; `arrived` hears of each part of the code, for the bar on the loading screen; `warned`, of what would fail in WeChat; `hearken` is the person's line. */
export function backendOf(api: MiniApi, answer: OpenAnswer, arrived: (part: "core" | "package") => void, warned: (words: string) => void, hearken: Hearken): Backend {
  const root = api.program(answer.program.app_id);
  const { http, headers } = api;
  const { personId } = http;
  const sending = (more: Pick<Sending, "body" | "signal"> & Partial<Sending>): Sending => ({ personId, headers, ...more });
  return {
    async packageCode(name) {
      const code = await told(http.get<PackageCode>(`${answer.package_base}/${encodeURIComponent(name)}`));
      arrived("package");
      return code;
    },
    async engineText(name) {
      const text = await told(engineAt(answer[`${name}_url`]));
      if (name === "core") arrived("core");
      return text;
    },
    newerVersion: () => told(api.newest(answer.program.app_id, answer.version.kind).then(({ digest }) => digest !== answer.version.digest)),
    login: () => told(http.post<{ code: string }>(`${root}/login`)),
    checkSession: () => told(http.post<{ valid: boolean }>(`${root}/session/check`).then(({ valid }) => valid)),
    phone: () => told(http.post(`${root}/phone`)),
    userInfo: ({ withCredentials, lang, consented }) => told(http.post<UserInfoAnswer>(`${root}/user-info`, { withCredentials, lang, consented })),
    scopes: () => told(http.get<{ scopes: Grants }>(`${root}/scopes`).then(({ scopes }) => scopes)),
    async agreePrivacy() {
      await told(http.put(`${root}/scopes`, { scope: "hutong.privacy", allowed: true }));
    },
    async setScope(scope, allowed) {
      await told(http.put(`${root}/scopes`, { scope, allowed }));
    },
    request: (asked, signal) => told(request(root, sending({ body: requestBody(asked), signal }))),
    upload: (asked, signal, progress) => told(upload(root, sending({ body: uploadBody(asked), signal, progress: sayTo(progress) }))),
    download: (asked, signal, progress) => told(download(root, sending({ body: downloadBody(asked), signal, received: sayTo(progress) }))),
    socket: (asked, events) => openSocket({ path: `${root}/socket`, launch: answer.launch_token, personId }, asked, events),
    async subscribeTemplates(ids) {
      const { templates, settled } = await told(http.get<{ templates: Template[]; settled: Settled }>(`${root}/subscribe`, { ids: ids.join(",") }));
      return { templates: templates.map(({ template_id, title, example }) => ({ id: template_id, title, lines: example.split("\n").filter(Boolean) })), settled };
    },
    async subscribe(decisions) {
      await told(http.post(`${root}/subscribe`, { decisions, always: takeAlways(decisions) }));
    },
    async subscriptionSettings() {
      const { settled } = await told(http.get<{ settled: Settled }>(`${root}/subscribe`, { ids: "" }));
      return { mainSwitch: true, itemSettings: settled };
    },
    addresses: () => told(api.addresses().then(({ items }) => items.map(wireAddress))),
    async measures(measures: Measures) {
      await http.post(`${root}/measures`, { ...measures, version: answer.version.name }).catch(() => undefined);
    },
    async webView(wanted) {
      const { url, warnings } = await told(http.post<components["schemas"]["WebViewAnswer"]>(`${root}/web-view`, { url: wanted }));
      warnings.forEach(warned);
      return url;
    },
    cloud: cloudOf({ api, appId: answer.program.app_id, hearken, told, refusalOf }),
  };
}

/** Decisions that the person wants to be asked about no more; the sheet says so beside its answer. */
const forGood = new WeakSet<object>();

export function rememberAlways(decisions: Record<string, "accept" | "reject">): void {
  forGood.add(decisions);
}

function takeAlways(decisions: Record<string, "accept" | "reject">): boolean {
  return forGood.has(decisions);
}

async function told<T>(asked: Promise<T>): Promise<T> {
  try {
    return await asked;
  } catch (error) {
    throw refusalOf(error);
  }
}

/** The server's no in the program's words: it names the reason and number that the platform documents. */
export function refusalOf(error: unknown): Refused {
  if (error instanceof Refused) return error;
  if (error instanceof Unreachable) return new Refused("network is not available", { errno: 5 });
  if (!(error instanceof ApiError)) return new Refused(error instanceof DOMException && error.name === "AbortError" ? "abort" : "internal error");
  const { reason, errno, errCode, errMsg } = error.params;
  if (typeof errCode === "number") return new Refused(typeof errMsg === "string" ? errMsg : error.code, { errCode });
  const words = typeof reason === "string" ? reason : error.code.replaceAll("_", " ");
  return new Refused(words, typeof errno === "number" ? { errno } : {});
}

/** An address of the book in the names that programs know. */
export function wireAddress(address: Address): WireAddress {
  return {
    userName: address.name,
    telNumber: address.phone,
    provinceName: address.province,
    cityName: address.city,
    countyName: address.district,
    streetName: address.street,
    detailInfo: `${address.street}${address.detail}`,
    detailInfoNew: address.detail,
    postalCode: address.postal_code,
    nationalCode: address.national_code,
  };
}

const texts = new Map<string, Promise<string>>();

/** A text of the engine, once for all programs of this tab. */
function engineAt(url: string | null | undefined): Promise<string> {
  if (!url) return Promise.reject(new ApiError(404, "unexpected"));
  const known = texts.get(url);
  if (known) return known;
  const asked = textAt(url);
  texts.set(url, asked);
  asked.catch(() => texts.delete(url));
  return asked;
}

async function textAt(url: string): Promise<string> {
  const answer = await fetch(url, { credentials: "omit" }).catch(() => {
    throw new Unreachable();
  });
  if (!answer.ok) throw new ApiError(answer.status, "unexpected");
  return answer.text();
}

const sayTo = (progress: Progress) => (sent: number, total: number) => progress({ sent, total });

function requestBody({ url, method, header, data, timeoutMs }: RequestAsked): string {
  const body = data === null ? {} : { data: typeof data === "string" ? { text: data } : { base64: toBase64(data) } };
  return JSON.stringify({ url, method, header, timeoutMs, ...body });
}

function uploadBody({ url, name, header, formData, file, fileName, timeoutMs }: UploadAsked): FormData {
  const form = new FormData();
  form.append("ask", JSON.stringify({ url, name, header, formData, fileName, timeoutMs }));
  form.append("file", file, fileName);
  return form;
}

function downloadBody({ url, header, timeoutMs }: DownloadAsked): string {
  return JSON.stringify({ url, header, timeoutMs });
}

interface GatewayAnswer {
  statusCode: number;
  header: Record<string, string>;
  cookies: string[];
  data: { text: string } | { base64: string };
}

async function request(root: string, sending: Sending): Promise<RequestAnswer> {
  const answer = await post(`${root}/request`, sending);
  const { data, ...rest } = (await answer.json()) as GatewayAnswer;
  return { ...rest, data: "text" in data ? bytesOf(data.text) : fromBase64(data.base64) };
}

async function upload(root: string, sending: Sending): Promise<UploadAnswer> {
  const answer = await post(`${root}/upload`, sending);
  const { data, ...rest } = (await answer.json()) as GatewayAnswer;
  return { ...rest, data: "text" in data ? data.text : new TextDecoder().decode(fromBase64(data.base64)) };
}

async function download(root: string, sending: Sending): Promise<DownloadAnswer> {
  const answer = await post(`${root}/download`, sending);
  return {
    statusCode: Number(answer.headers.get("x-hutong-status") ?? 200),
    header: toldIn<Record<string, string>>(answer, "x-hutong-header", {}),
    cookies: toldIn<string[]>(answer, "x-hutong-cookies", []),
    blob: await answer.blob(),
  };
}
