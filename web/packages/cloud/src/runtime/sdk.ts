/** `wx-server-sdk`, as functions require it: the same names, over the line to the lane. */
import { Buffer } from "node:buffer";
import { Readable } from "node:stream";
import { createDatabase } from "../database";
import { CloudError, failureOf } from "../errors";
import { ask, current } from "./runs";

const CURRENT = Symbol.for("cloud.DYNAMIC_CURRENT_ENV");
const WIRE_CURRENT = "$dynamic";
const FILE_BYTES = 20 << 20;

type Env = string | symbol | Record<string, unknown> | undefined;
let chosen: Env;

function named(env: Env): string {
  if (typeof env === "object") return named((env.default ?? env.database ?? env.functions) as Env);
  return typeof env === "string" ? env : WIRE_CURRENT;
}

const envOf = (given?: { env?: Env } | undefined): string => named(given?.env ?? chosen);

async function telling<T>(api: string, work: () => Promise<T>): Promise<T & { errMsg: string }> {
  try {
    return { ...(await work()), errMsg: `${api}:ok` };
  } catch (error) {
    throw failureOf(api, error);
  }
}

async function bytesOf(content: unknown): Promise<Buffer> {
  if (typeof content === "string") return Buffer.from(content);
  if (content instanceof Uint8Array) return Buffer.from(content.buffer, content.byteOffset, content.byteLength);
  if (!(content instanceof Readable)) throw new CloudError(-401003, "-401003 api parameter type error. fileContent should be a buffer or a stream");
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of content) {
    const bytes = Buffer.from(part as Uint8Array);
    parts.push(bytes);
    size += bytes.length;
    if (size > FILE_BYTES) break;
  }
  return Buffer.concat(parts);
}

interface Upload {
  cloudPath: string;
  fileContent: unknown;
  config?: { env?: Env };
}

function uploadFile(given: Upload): Promise<unknown> {
  return telling("uploadFile", async () => {
    const bytes = await bytesOf(given.fileContent);
    if (bytes.length > FILE_BYTES) throw new CloudError(-403001, `exceed max upload size ${FILE_BYTES}`);
    const asked = { env: envOf(given.config), cloudPath: given.cloudPath, content: bytes.toString("base64") };
    return { ...(await ask<object>("upload", asked)), statusCode: 200 };
  });
}

function downloadFile(given: { fileID: string; config?: { env?: Env } }): Promise<unknown> {
  return telling("downloadFile", async () => {
    const { content } = await ask<{ content: string }>("download", { env: envOf(given.config), fileID: given.fileID });
    return { fileContent: Buffer.from(content, "base64"), statusCode: 200 };
  });
}

interface Several {
  fileList: unknown[];
  config?: { env?: Env };
}

const getTempFileURL = (given: Several): Promise<unknown> =>
  telling("getTempFileURL", () => ask<object>("urls", { env: envOf(given.config), fileList: given.fileList }));

const deleteFile = (given: Several): Promise<unknown> =>
  telling("deleteFile", () => ask<object>("delete", { env: envOf(given.config), fileList: given.fileList }));

interface Call {
  name: string;
  data?: unknown;
  config?: { env?: Env };
}

const callFunction = (given: Call): Promise<unknown> =>
  telling("callFunction", () => ask<object>("function", { env: envOf(given.config), name: given.name, data: given.data ?? {} }));

function getWXContext(): Record<string, unknown> {
  return { ...(current()?.who ?? {}) };
}

function database(settings?: { env?: Env }): unknown {
  const env = envOf(settings);
  const send = (action: unknown): Promise<never> => ask("database", { ...(action as object), env });
  return createDatabase({ line: { send } as never, isServer: true });
}

/** What went out as base64 comes back as bytes. */
function withBytes(answer: Record<string, unknown>): Record<string, unknown> {
  return typeof answer.buffer === "string" ? { ...answer, buffer: Buffer.from(answer.buffer, "base64") } : answer;
}

/** Bytes among what is sent, as `{"$bytes": base64}`. */
function sendable(value: unknown): unknown {
  if (value instanceof Uint8Array) return { $bytes: Buffer.from(value).toString("base64") };
  if (Array.isArray(value)) return value.map(sendable);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, sendable(part)]));
}

/** `cloud.openapi.wxacode.get({…})`: any path of names ends in a call. */
function openapi(path: string[]): unknown {
  return new Proxy(() => undefined, {
    get: (_, name) => (typeof name === "symbol" || name === "then" ? undefined : openapi([...path, name])),
    apply: (_, __, [given]: [unknown]) => {
      if (path.length === 0) return openapi([]);
      const api = path.join(".");
      return ask<Record<string, unknown>>("openapi", { api, data: sendable(given ?? {}) }).then(withBytes, (error: unknown) => {
        throw failureOf(`openapi.${api}`, error);
      });
    },
  });
}

function logger(): Record<string, (told: object) => void> {
  const said = (level: "log" | "info" | "warn" | "error") => (told: object) => {
    console[level](JSON.stringify(told));
  };
  return { log: said("log"), info: said("info"), warn: said("warn"), error: said("error") };
}

const notOffered = (name: string) => (): Promise<never> => Promise.reject(new CloudError(-404001, `-404001 not supported. ${name} is not offered here`));

export const sdk = {
  DYNAMIC_CURRENT_ENV: CURRENT,
  SYMBOL_CURRENT_ENV: CURRENT,
  version: "3.0.1",
  init(settings?: { env?: Env }) {
    chosen = settings?.env;
  },
  updateConfig(settings?: { env?: Env }) {
    chosen = settings?.env;
  },
  getWXContext,
  database,
  uploadFile,
  downloadFile,
  deleteFile,
  getTempFileURL,
  callFunction,
  openapi: openapi([]),
  logger,
  getOpenData: (given: { list: string[] }) => telling("getOpenData", () => ask<object>("openData", { list: given.list })),
  getVoIPSign: notOffered("getVoIPSign"),
};
