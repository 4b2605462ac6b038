/** Bytes on their way to the gateway and back, with word of how far they have come. */
import { ApiError, Unreachable } from "@hutong/api";

export function bytesOf(text: string): ArrayBuffer {
  return new TextEncoder().encode(text).slice().buffer;
}

const CHUNK = 0x8000;

export function toBase64(bytes: ArrayBuffer): string {
  const all = new Uint8Array(bytes);
  let text = "";
  for (let at = 0; at < all.length; at += CHUNK) text += String.fromCharCode(...all.subarray(at, at + CHUNK));
  return btoa(text);
}

export function fromBase64(text: string): ArrayBuffer {
  return Uint8Array.from(atob(text), (one) => one.charCodeAt(0)).buffer;
}

/** What an answer of bytes says of itself, in base64 of JSON, since a header has no room for other writing. */
export function toldIn<T>(answer: Response, name: string, none: T): T {
  const text = answer.headers.get(name);
  return text === null ? none : (JSON.parse(new TextDecoder().decode(fromBase64(text))) as T);
}

export interface Sending {
  personId: string | null;
  headers: Record<string, string>;
  /** JSON, or a form with a file. */
  body: string | FormData;
  signal: AbortSignal;
  progress?: (sent: number, total: number) => void;
  received?: (got: number, total: number) => void;
}

/** One POST of ours, whose answer may be large; a refusal is an ApiError as everywhere. */
export async function post(path: string, sending: Sending): Promise<Response> {
  const { personId, body } = sending;
  const headers: Record<string, string> = { Accept: "*/*", "X-Hutong": "1", ...sending.headers };
  if (typeof body === "string") headers["Content-Type"] = "application/json";
  if (personId) headers["X-Hutong-Person"] = personId;
  const answer = await (sending.progress ? upwards(path, headers, sending) : downwards(path, headers, sending));
  if (answer.ok) return answer;
  const problem = (await answer.json().catch(() => ({}))) as { error?: string; params?: Record<string, unknown>; request_id?: string };
  throw new ApiError(answer.status, problem.error ?? `status_${answer.status}`, problem.params ?? {}, problem.request_id ?? null);
}

/** Only the older way to ask says how much of a body has gone out. */
function upwards(path: string, headers: Record<string, string>, { body, signal, progress }: Sending): Promise<Response> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", path);
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    request.responseType = "blob";
    request.upload.onprogress = ({ loaded, total }) => progress?.(loaded, total);
    request.onload = () => resolve(new Response(request.response as Blob, { status: request.status }));
    request.onerror = () => reject(new Unreachable());
    request.onabort = () => reject(new DOMException("aborted", "AbortError"));
    signal.addEventListener("abort", () => request.abort());
    request.send(body);
  });
}

async function downwards(path: string, headers: Record<string, string>, { body, signal, received }: Sending): Promise<Response> {
  const answer = await fetch(path, { method: "POST", headers, body, credentials: "same-origin", signal }).catch((error: unknown) => {
    throw error instanceof DOMException && error.name === "AbortError" ? error : new Unreachable();
  });
  if (!received || !answer.ok || !answer.body) return answer;
  const total = Number(answer.headers.get("content-length") ?? 0);
  let got = 0;
  const counting = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
    transform(chunk, stream) {
      got += chunk.length;
      received(got, total);
      stream.enqueue(chunk);
    },
  });
  return new Response(answer.body.pipeThrough(counting), { status: answer.status, headers: answer.headers });
}
