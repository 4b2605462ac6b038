/** A recorded request as a command to paste into a shell. */

export interface Request {
  method: string;
  url: string;
  headers: readonly (readonly [string, string])[];
  body: string;
  isBinary: boolean;
}

// curl writes these itself, and a stale copy of one makes the request wrong.
const writtenByCurl = new Set(["host", "content-length", "connection", "accept-encoding", "transfer-encoding"]);

// The record keeps no secrets; whoever pastes the command puts their own in the place of these names.
const hidden = "(hidden)";

export function curl(request: Request): string {
  const hasBody = request.body !== "" && !request.isBinary;
  const parts = [`curl ${quoted(named(request.url))}`];
  if (request.method !== (hasBody ? "POST" : "GET")) parts.push(`-X ${request.method}`);
  for (const [name, value] of request.headers) {
    if (!writtenByCurl.has(name.toLowerCase()) && value !== hidden) parts.push(`-H ${quoted(`${name}: ${value}`)}`);
  }
  if (hasBody) parts.push(`--data-binary ${quoted(request.body)}`);
  if (request.isBinary) parts.push("--data-binary @body.bin");
  return parts.join(" \\\n  ");
}

function named(url: string): string {
  return url.replace(/\b(\w+)=\(hidden\)/g, (_, name: string) => `${name}=${name.toUpperCase()}`);
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
