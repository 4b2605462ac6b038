/** The one place that speaks HTTP with the server: JSON in, JSON out, errors as `ApiError`. */

export type Fetch = (input: string, init?: RequestInit) => Promise<Response>;
export type Query = Record<string, string | number | boolean | null | undefined>;

export interface HttpOptions {
  /** The address of the server, "" when the page came from it. */
  base?: string;
  /** Whose eyes this tab looks through, when one browser holds several people (lab). */
  personId?: string | null;
  /** The session has ended while the page was open. */
  onSignInNeeded?: () => void;
  fetch?: Fetch;
}

/** A refusal of the server's; `code` finds the words in `locales/` under `errors.<code>`. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly params: Record<string, unknown> = {},
    readonly requestId: string | null = null,
  ) {
    super(`${status} ${code}`);
    this.name = "ApiError";
  }
}

/** The server was not reached; what was asked may or may not have happened. */
export class Unreachable extends ApiError {
  constructor() {
    super(0, "unreachable");
    this.name = "Unreachable";
  }
}

/** Whoever shows an upload hears how far it has come (0 to 1) and may stop it. */
export interface UploadWatch {
  progress: (part: number) => void;
  signal?: AbortSignal;
}

export interface Http {
  readonly personId: string | null;
  get<T>(path: string, query?: Query): Promise<T>;
  post<T>(path: string, body?: unknown, query?: Query): Promise<T>;
  put<T>(path: string, body?: unknown): Promise<T>;
  patch<T>(path: string, body?: unknown): Promise<T>;
  delete<T>(path: string): Promise<T>;
  /** Send bytes as they are: a picture, a recording, a file. */
  upload<T>(method: "POST" | "PUT", path: string, bytes: Blob, query?: Query, watch?: UploadWatch): Promise<T>;
}

export function createHttp(options: HttpOptions = {}): Http {
  const { base = "", personId = null, onSignInNeeded, fetch = (...args) => globalThis.fetch(...args) } = options;

  async function call<T>(method: string, path: string, query?: Query, body?: BodyInit, type?: string): Promise<T> {
    const headers: Record<string, string> = { Accept: "application/json" };
    if (type) headers["Content-Type"] = type;
    if (personId) headers["X-Hutong-Person"] = personId;
    if (method !== "GET") headers["X-Hutong"] = "1";
    const answer = await fetch(`${base}${path}${queryString(query)}`, { method, headers, body: body ?? null, credentials: "same-origin" }).catch(
      () => {
        throw new Unreachable();
      },
    );
    try {
      return await read<T>(answer);
    } catch (error) {
      if (error instanceof ApiError && error.code === "sign_in_needed") onSignInNeeded?.();
      throw error;
    }
  }

  const json = "application/json";
  return {
    personId,
    get: (path, query) => call("GET", path, query),
    post: (path, body = {}, query) => call("POST", path, query, JSON.stringify(body), json),
    put: (path, body = {}) => call("PUT", path, undefined, JSON.stringify(body), json),
    patch: (path, body = {}) => call("PATCH", path, undefined, JSON.stringify(body), json),
    delete: (path) => call("DELETE", path, undefined, "{}", json),
    async upload(method, path, bytes, query, watch) {
      const type = bytes.type || "application/octet-stream";
      if (!watch || typeof XMLHttpRequest === "undefined") return call(method, path, query, bytes, type);
      const headers: Record<string, string> = { Accept: "application/json", "Content-Type": type, "X-Hutong": "1" };
      if (personId) headers["X-Hutong-Person"] = personId;
      return read(await send(method, `${base}${path}${queryString(query)}`, headers, bytes, watch));
    },
  };
}

export function queryString(query: Query = {}): string {
  const pairs = Object.entries(query).filter(([, value]) => value !== null && value !== undefined && value !== "");
  return pairs.length === 0 ? "" : `?${new URLSearchParams(pairs.map(([name, value]) => [name, String(value)])).toString()}`;
}

/** The older way to ask, as `fetch` does not say how much of a body has gone out. */
function send(method: string, url: string, headers: Record<string, string>, bytes: Blob, { progress, signal }: UploadWatch): Promise<Response> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open(method, url);
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    request.upload.onprogress = ({ loaded, total }) => progress(total > 0 ? loaded / total : 0);
    request.onload = () => resolve(new Response(request.responseText, { status: request.status }));
    request.onerror = () => reject(new Unreachable());
    request.onabort = () => reject(new ApiError(0, "upload_stopped"));
    signal?.addEventListener("abort", () => request.abort());
    request.send(bytes);
  });
}

async function read<T>(answer: Response): Promise<T> {
  const text = await answer.text().catch(() => {
    throw new Unreachable();
  });
  const value = parse(text);
  if (answer.ok) return value as T;
  const problem = (typeof value === "object" && value !== null ? value : {}) as {
    error?: string;
    params?: Record<string, unknown>;
    request_id?: string;
  };
  throw new ApiError(answer.status, problem.error ?? `status_${answer.status}`, problem.params ?? {}, problem.request_id ?? null);
}

function parse(text: string): unknown {
  if (text === "") return {};
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
